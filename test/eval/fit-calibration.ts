import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { AnswerFeatures } from '../../src/evidence/answerability.ts'
import { type Example, fitLogistic, predict } from './logistic.ts'

const help = `Usage: npm run fit -- ROWS.jsonl... [--write]

Fits the refusal of one model on what \`npm run eval -- --model NAME --out ROWS.jsonl\` wrote. Every
set counts the same, and so do answerable and unanswerable questions. For each set it prints how
well a fit on the other sets orders its questions (area under the curve) and what the fit refuses.

  --write   put the weights into src/evidence/calibration.json
`

interface Line {
  readonly set: string
  readonly model: string
  readonly answerable: boolean
  readonly explain?: { features?: AnswerFeatures }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
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
    .filter((line) => line.explain?.features),
)
const models = [...new Set(lines.map(({ model }) => model))]
if (models.length !== 1) throw new Error(`One model at a time, not ${models.join(', ')}.`)
const names = Object.keys(lines[0]?.explain?.features ?? {}) as (keyof AnswerFeatures)[]
const sets = [...new Set(lines.map(({ set }) => set))]
const examples = new Map(sets.map((set) => [set, examplesOf(set)]))
const fit = fitLogistic([...examples.values()].flat())

for (const set of sets) {
  const own = examples.get(set) ?? []
  const others = fitLogistic(
    sets.filter((name) => name !== set).flatMap((name) => examples.get(name) ?? []),
  )
  const curve = areaUnderCurve(
    own.map((example) => [predict(others, example.features), example.positive]),
  )
  const shares = [0.2, 0.3, 0.4, 0.5].map((threshold) => {
    const refused = (positive: boolean) => {
      const some = own.filter((example) => example.positive === positive)
      const count = some.filter((example) => predict(fit, example.features) < threshold).length
      return some.length === 0 ? '-' : (count / some.length).toFixed(3)
    }
    return `under ${threshold}: ${refused(true)} / ${refused(false)}`
  })
  process.stdout.write(`${set.padEnd(24)} held-out AUC ${curve}   ${shares.join('   ')}\n`)
}

const round = (value: number) => Math.round(value * 1000) / 1000
const calibration = {
  intercept: round(fit.intercept),
  weights: Object.fromEntries(names.map((name, at) => [name, round(fit.weights[at] ?? 0)])),
}
process.stdout.write(`${JSON.stringify(calibration, null, 2)}\n`)
if (values.write) {
  const file = fileURLToPath(new URL('../../src/evidence/calibration.json', import.meta.url))
  const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  all[models[0] ?? ''] = calibration
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`)
}

/** A set of few questions counts less than the others: its share is mostly chance. */
function examplesOf(set: string): Example[] {
  const own = lines.filter((line) => line.set === set)
  return own.map((line) => {
    const alike = own.filter(({ answerable }) => answerable === line.answerable).length
    return {
      features: names.map((name) => line.explain?.features?.[name] ?? 0),
      positive: line.answerable,
      weight: (100 * Math.min(1, alike / 40)) / Math.max(alike, 20),
    }
  })
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
