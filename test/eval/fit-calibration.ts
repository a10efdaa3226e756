import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { AnswerFeatures } from '../../src/evidence/answerability.ts'
import { type Example, fitLogistic, type Logistic, predict } from './logistic.ts'

const help = `Usage: npm run fit -- ROWS.jsonl... [--write]

Fits the refusal of one model on what \`npm run eval -- --model NAME --made --out ROWS.jsonl\` wrote.
Every set counts the same, and so do answerable and unanswerable questions; made questions count
less than real ones, and only in fitting. For each set it prints how well a fit on the other sets
orders its questions (area under the curve), and what it refuses, of the answerable and of the
unanswerable, when each fifth of all sets is judged by a fit on the rest. The fit is then scaled so
that the confidence is the chance that the articles hold the answer and the quotes show it, over the
real questions alone (Platt 1999).

  --without NAMES  fit without these features, commas between
  --write          put the weights into src/evidence/calibration.json
`

interface Line {
  readonly set: string
  readonly model: string
  readonly id: string
  readonly answerable: boolean
  /** How a made question was made; absent for those of the set. */
  readonly made?: string
  readonly answered: boolean
  /** A quote holds the gold. */
  readonly any: boolean
  /** Parts that the question was taken apart into. */
  readonly parts?: number
  readonly explain?: { features?: AnswerFeatures }
}

/** What all made questions of a kind count, where the real ones of a set count 1. */
const madeShare = 0.4

/** Parts that the questions are put into for judging each by a fit on the others. */
const folds = 5

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    without: { type: 'string', default: '' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  },
})
if (values.help || positionals.length === 0) {
  process.stdout.write(help)
  process.exit(values.help ? 0 : 2)
}

const lines = positionals.flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)
    // The features are those of the first part.
    .filter((line) => line.explain?.features && (line.parts ?? 1) === 1),
)
const models = [...new Set(lines.map(({ model }) => model))]
if (models.length !== 1) throw new Error(`One model at a time, not ${models.join(', ')}.`)
const leftOut = values.without.split(',')
const allNames = Object.keys(lines[0]?.explain?.features ?? {}) as (keyof AnswerFeatures)[]
const names = allNames.filter((name) => !leftOut.includes(name))
const sets = [...new Set(lines.map(({ set }) => set))]
const examples = sets.flatMap(examplesOf)
const fit = scaled(examples)

/** Questions over the same articles are no test of each other. */
const family = (set: string) => set.replace(/^gba.*/, 'gba').replace(/ \(.*/, '')
const byFold = Array.from({ length: folds }, (_, fold) =>
  scaled(examples.filter((example) => example.fold !== fold)),
)

for (const set of sets) {
  const real = examples.filter((example) => example.set === set && example.isReal)
  const others = scaled(examples.filter((example) => family(example.set) !== family(set)))
  const curve = areaUnderCurve(
    real.map((example) => [predict(others, example.features), example.positive]),
  )
  const shares = [0.4, 0.45, 0.5, 0.55, 0.6].map((threshold) => {
    const refused = (positive: boolean) => {
      const some = real.filter((example) => example.positive === positive)
      const chance = (example: FitExample) => predict(byFold[example.fold] ?? fit, example.features)
      const count = some.filter((example) => chance(example) < threshold).length
      return some.length === 0 ? '-' : (count / some.length).toFixed(3)
    }
    return `under ${threshold}: ${refused(true)} / ${refused(false)}`
  })
  process.stdout.write(`${set.padEnd(24)} held-out AUC ${curve}   ${shares.join('   ')}\n`)
}

const round = (value: number) => Math.round(value * 1000) / 1000
const calibration = {
  intercept: round(fit.intercept),
  weights: Object.fromEntries(
    allNames.map((name) => [name, round(fit.weights[names.indexOf(name)] ?? 0)]),
  ),
}
process.stdout.write(`${JSON.stringify(calibration, null, 2)}\n`)
if (values.write) {
  const file = fileURLToPath(new URL('../../src/evidence/calibration.json', import.meta.url))
  const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  all[models[0] ?? ''] = calibration
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`)
}

interface FitExample extends Example {
  readonly set: string
  /** Answerable, and not answered with wrong quotes. */
  readonly right: boolean
  readonly isReal: boolean
  /** Which fifth it is in; a made question with the one it was made from. */
  readonly fold: number
}

/** A set of few questions counts less than the others: its share is mostly chance. */
function examplesOf(set: string): FitExample[] {
  const own = lines.filter((line) => line.set === set)
  const groupOf = ({ answerable, made }: Line) =>
    `${answerable} ${made === undefined ? '' : made === 'article away' ? 'away' : 'twin'}`
  const sizes = new Map<string, number>()
  for (const line of own) sizes.set(groupOf(line), (sizes.get(groupOf(line)) ?? 0) + 1)
  return own.map((line) => {
    const alike = sizes.get(groupOf(line)) ?? 0
    const share = line.made === undefined ? 1 : madeShare
    return {
      set,
      isReal: line.made === undefined,
      fold: foldOf(line.id),
      features: names.map((name) => line.explain?.features?.[name] ?? 0),
      positive: line.answerable,
      right: line.answerable && (line.any || !line.answered),
      weight: (share * 100 * Math.min(1, alike / 40)) / Math.max(alike, 20),
    }
  })
}

/** Fitted on all, then brought to the scale of the real questions by slope and intercept. */
function scaled(some: readonly FitExample[]): Logistic {
  const { intercept, weights } = fitLogistic(some)
  const sum = (features: readonly number[]) =>
    weights.reduce((total, weight, at) => total + weight * (features[at] ?? 0), intercept)
  const real = some.filter(({ isReal }) => isReal)
  const each = real.map(({ set, features, right }) => {
    const size = real.filter((other) => other.set === set).length
    return { features: [sum(features)], positive: right, weight: Math.min(1, size / 80) / size }
  })
  const scale = fitLogistic(each.map((one) => ({ ...one, weight: one.weight * 100 })))
  const slope = scale.weights[0] ?? 1
  return {
    intercept: scale.intercept + slope * intercept,
    weights: weights.map((weight) => slope * weight),
  }
}

function foldOf(id: string): number {
  const digest = createHash('sha256')
    .update(id.split(', ')[0] ?? id)
    .digest()
  return digest.readUInt32BE(0) % folds
}

function areaUnderCurve(scored: readonly (readonly [number, boolean])[]): string {
  const positives = scored.filter(([, positive]) => positive)
  const negatives = scored.filter(([, positive]) => !positive)
  if (positives.length === 0 || negatives.length === 0) return '    -'
  let wins = 0
  for (const [high] of positives) {
    for (const [low] of negatives) wins += high > low ? 1 : high === low ? 0.5 : 0
  }
  return (wins / positives.length / negatives.length).toFixed(3)
}
