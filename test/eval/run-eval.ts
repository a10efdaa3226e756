import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { findModel } from '../../src/embed/model-manifest.ts'
import { type PipelinePart, pipelineParts } from '../../src/pipeline-part.ts'
import { readSettings } from '../../src/settings.ts'
import { compareRuns, type SavedRun, unlike } from './compare.ts'
import { summarise } from './figures.ts'
import { corpusOf, planFolder, planSet, type SetRun } from './plan-runs.ts'
import { formatReliability, isRightlyStated, type Stated } from './reliability.ts'
import { type Floors, formatTable, type SetResult, violations } from './report.ts'
import { cleaningTable } from './report-cleaning.ts'
import { followUpTable, setsIn } from './report-resolution.ts'
import { type JudgedAnswer, runSet } from './run-set.ts'
import { partsOf } from './set-parts.ts'

const help = `Usage: npm run eval -- [--all | --sets DIR | --set DIR...] [options]

Scores question sets against the real program and prints one table. Without a choice of sets, those
kept in test/eval are run over corpus/. With the default model, figures under their floors fail the run.

  --all           also every set in ../shared/eval, where that folder is beside the checkout
  --sets DIR      also every set in a folder: those that have articles of their own, xquad-en also
                  with half of the articles away, and, where xquad-zh is there, asked in Chinese
  --set DIR       folder with questions.jsonl; repeat for several
  --corpus DIR    its articles (default: DIR/corpus when there is one, else corpus/); one for each --set
  --only TEXT     of the chosen sets, those with TEXT in their name; repeat for several
  --drop          take the gold articles of about half of the questions away: these must be refused
  --without PARTS leave parts of the pipeline out, to see what they add: some of
                  ${pipelineParts.join(', ')}, with commas between
  --limit N       at most N questions of each set
  --max-quotes N  ask for at most N quotes an answer, 1 to 20; without it, as many as a question needs
  --model NAME    embedding model
  --by-type       a line for each type of question, too
  --follow-ups    instead: how well follow-ups are made readable, against rewrites by people; asks nothing
  --cleaning      instead: how well noise is told from articles; asks nothing. Else shown below the table
  --reliability   how often answers are right at each stated confidence
  --save FILE     keep the figures, to compare later runs with
  --against FILE  print then, now and the difference to a saved run
  --made          also asks questions made for fitting the refusal; they count in --out alone
  --out FILE      every question with its judgement and scores, as JSON Lines
  --json          the figures as JSON instead of a table
`

const here = fileURLToPath(new URL('.', import.meta.url))
const sharedSets = resolve(here, '../../../shared/eval')
const { values } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    sets: { type: 'string' },
    set: { type: 'string', multiple: true },
    corpus: { type: 'string', multiple: true },
    only: { type: 'string', multiple: true },
    drop: { type: 'boolean', default: false },
    without: { type: 'string' },
    limit: { type: 'string', default: '0' },
    model: { type: 'string' },
    'max-quotes': { type: 'string' },
    'follow-ups': { type: 'boolean', default: false },
    cleaning: { type: 'boolean', default: false },
    'by-type': { type: 'boolean', default: false },
    reliability: { type: 'boolean', default: false },
    save: { type: 'string' },
    against: { type: 'string' },
    made: { type: 'boolean', default: false },
    out: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
if (values.help) {
  process.stdout.write(help)
  process.exit(0)
}

if (values['follow-ups']) {
  process.stdout.write(
    followUpTable(
      values.set ?? setsIn(values.sets ?? (existsSync(sharedSets) ? sharedSets : here)),
    ),
  )
  process.exit(0)
}

if (values.cleaning) {
  process.stdout.write(await cleaningTable())
  process.exit(0)
}

const { settings } = readSettings(values.model ? ['--model', values.model] : [], process.env)
const model = findModel(settings.model).name
const limit = Number(values.limit)
const most = values['max-quotes']
const maxQuotes = most === undefined ? {} : { maxQuotes: Number(most) }
const without = partsLeftOut(values.without)
// Read before hours of work: a name mistyped is said at once.
const then: SavedRun | undefined = values.against
  ? JSON.parse(readFileSync(values.against, 'utf8'))
  : undefined
const results: SetResult[] = []
const lines: string[] = []
const stated: Stated[] = []
for (const run of chosenRuns()) {
  const options = { settings, limit, without, made: values.made, ...maxQuotes }
  const all = await runSet(run, options, (done, total) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${run.name}: ${done} of ${total}  `)
  })
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
  const judged = all.filter(({ question }) => !question.made)
  const rows = judged.map(({ row }) => row)
  results.push({ set: run.name, ...summarise(rows), floors: floorsOf(run) })
  for (const { name, rows: some } of partsOf(run.name, rows, values['by-type'])) {
    results.push({ set: `${run.name}: ${name}`, ...summarise(some), floors: {} })
  }
  for (const { row, answer } of judged) {
    stated.push({ set: run.name, confidence: answer.confidence, right: isRightlyStated(row) })
  }
  lines.push(...all.map((one) => JSON.stringify(describe(run, one))))
  // After each set: a long run that is stopped leaves what it has.
  if (values.out) writeFileSync(values.out, `${lines.join('\n')}\n`)
  if (values.save) writeFileSync(values.save, `${JSON.stringify(savedRun(), null, 2)}\n`)
}
const now = savedRun()
if (then && unlike(then, now)) process.stderr.write(`${unlike(then, now)}\n`)
if (values.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`)
else process.stdout.write(then ? compareRuns(then, now) : formatTable(results))
if (values.reliability) process.stdout.write(`\n${formatReliability(stated)}`)
if (!values.json && !values.set && !then) process.stdout.write(`\n${await cleaningTable()}`)
const broken = results.flatMap(violations)
for (const line of broken) process.stderr.write(`${line}\n`)
process.exitCode = broken.length > 0 ? 1 : 0

function savedRun(): SavedRun {
  const sets = results.map(({ set, figures, standardErrors }) => ({ set, figures, standardErrors }))
  return { model, limit, sets }
}

function chosenRuns(): SetRun[] {
  const { drop } = values
  const own = resolve(here, '../../corpus')
  const kept = ['gba', 'gba-pairs', 'gba-chinese'].map((name) =>
    planSet(join(here, name), { corpus: own, drop }),
  )
  const folder = values.sets ?? (values.all && existsSync(sharedSets) ? sharedSets : undefined)
  const runs = values.set
    ? values.set.map((set, at) => {
        const corpus = values.corpus?.[at] ?? corpusOf(set, own)
        return planSet(set, { corpus, drop })
      })
    : [...kept, ...(folder ? planFolder(folder) : [])]
  const { only } = values
  return only ? runs.filter(({ name }) => only.some((text) => name.includes(text))) : runs
}

function partsLeftOut(list = ''): Set<PipelinePart> {
  const parts = list.split(',').filter(Boolean)
  const unknown = parts.find((part) => !pipelineParts.some((known) => known === part))
  if (!unknown) return new Set(parts as PipelinePart[])
  process.stderr.write(`There is no part "${unknown}"; there are ${pipelineParts.join(', ')}.\n`)
  process.exit(2)
}

function floorsOf({ set, drop }: SetRun): Floors {
  const file = join(set, 'floors.json')
  if (!existsSync(file) || drop || values.model || most || without.size > 0) return {}
  return JSON.parse(readFileSync(file, 'utf8'))
}

function describe(run: SetRun, { row, question, answer }: JudgedAnswer) {
  const { resolved_question, confidence, refusal, explain } = answer
  const quotes = answer.citations.map(({ source_path, quote }) => ({ source_path, quote }))
  const { made } = question
  const asked = { set: run.name, model, made, question: question.question, resolved_question }
  const parts = answer.parts?.length ?? 1
  return { ...asked, ...row, confidence, parts, reason: refusal?.reason, quotes, explain }
}
