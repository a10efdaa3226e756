import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { findModel } from '../../src/embed/model-manifest.ts'
import { readSettings } from '../../src/settings.ts'
import { type Floors, formatTable, violations } from './report.ts'
import { runSet } from './run-set.ts'
import { summarise } from './score-answers.ts'

const help = `Usage: npm run eval -- [--set DIR --corpus DIR]... [options]

Scores question sets against the real program and prints one table. Without --set, the sets kept
in test/eval are run over corpus/. With the default model, figures under their floors fail the run.

  --set DIR       folder with questions.jsonl; repeat for several
  --corpus DIR    its articles (default: DIR/corpus when there is one, else corpus/); one for each --set
  --drop          take the gold articles of about half of the questions away: these must be refused
  --limit N       at most N questions of each set
  --model NAME    embedding model
  --out FILE      every question with its judgement and scores, as JSON Lines
  --json          the figures as JSON instead of a table
`

const here = fileURLToPath(new URL('.', import.meta.url))
const { values } = parseArgs({
  options: {
    set: { type: 'string', multiple: true },
    corpus: { type: 'string', multiple: true },
    drop: { type: 'boolean', default: false },
    limit: { type: 'string', default: '0' },
    model: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
if (values.help) {
  process.stdout.write(help)
  process.exit(0)
}

const own = resolve(here, '../../corpus')
const sets = values.set ?? [join(here, 'gba'), join(here, 'gba-pairs')]
const { settings } = readSettings(values.model ? ['--model', values.model] : [], process.env)
const results = []
const lines: string[] = []
for (const [at, set] of sets.entries()) {
  const beside = join(set, 'corpus')
  const corpus = values.corpus?.[at] ?? (existsSync(beside) ? beside : own)
  const judged = await runSet(
    { set, corpus, drop: values.drop, limit: Number(values.limit) },
    settings,
    (done, total) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${basename(set)}: ${done} of ${total}  `)
    },
  )
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
  const figures = summarise(judged.map(({ row }) => row))
  const floorFile = join(set, 'floors.json')
  const floors: Floors =
    existsSync(floorFile) && !values.drop && !values.model
      ? JSON.parse(readFileSync(floorFile, 'utf8'))
      : {}
  results.push({ set: `${basename(set)}${values.drop ? ' (half away)' : ''}`, figures, floors })
  for (const { row, question, answer } of judged) {
    const { resolved_question, confidence, refusal, explain } = answer
    const quotes = answer.citations.map(({ source_path, quote }) => ({ source_path, quote }))
    const name = `${basename(set)}${values.drop ? ' (half away)' : ''}`
    const asked = {
      set: name,
      model: findModel(settings.model).name,
      question: question.question,
      resolved_question,
    }
    lines.push(
      JSON.stringify({ ...asked, ...row, confidence, reason: refusal?.reason, quotes, explain }),
    )
  }
}
if (values.out) writeFileSync(values.out, `${lines.join('\n')}\n`)
process.stdout.write(values.json ? `${JSON.stringify(results, null, 2)}\n` : formatTable(results))
const broken = results.flatMap(violations)
for (const line of broken) process.stderr.write(`${line}\n`)
process.exitCode = broken.length > 0 ? 1 : 0
