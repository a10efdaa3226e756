import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readSettings } from '../../src/settings.ts'
import { createFootnote } from '../../src/wiring.ts'
import { keptVectors } from '../eval/kept-vectors.ts'
import { readQuestionSet } from '../eval/question-set.ts'
import { thin } from '../eval/run-set.ts'
import { measureCold, measureWarm } from './measure-answers.ts'
import { measureChanges } from './measure-changes.ts'
import { measureIngest } from './measure-ingest.ts'
import { measurePage } from './measure-page.ts'
import { formatMeasures, type Measure } from './summary.ts'

const help = `Usage: npm run bench -- [options]

Times answers over the five articles of corpus/, each time divided by that of embedding the same
question in the same round, and prints the medians of the rounds; then how often one article of a
large index can be changed while all of it is written once, and what ingesting one changed file costs
beside its embedding, in parts of the 150 ms that it may; last what a page of 200 turns costs in
Chromium, over an empty one. Times depend on the machine, the ratios
hardly do.

  --rounds N      warm rounds, each over all questions (default 15)
  --cold N        fresh starts (default 5)
  --questions N   questions of test/eval/gba (default 20)
  --only page     no other part
  --passages N,N  sizes of indexes to change an article in (default 1000,10000)
  --out FILE      the figures as JSON
`

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    cold: { type: 'string', default: '5' },
    questions: { type: 'string', default: '20' },
    passages: { type: 'string', default: '1000,10000' },
    only: { type: 'string' },
    out: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
if (values.help) {
  process.stdout.write(help)
  process.exit(0)
}

const corpus = fileURLToPath(new URL('../../corpus', import.meta.url))
const set = fileURLToPath(new URL('../eval/gba', import.meta.url))
// Follow-ups are read twice and questions in Chinese are glossed first: one kind of question here.
const alone = readQuestionSet(set).filter(
  ({ type = '', history = [] }) =>
    history.length === 0 && !['chinese', 'hostile', 'followup'].includes(type),
)
const questions = thin(alone, Number(values.questions)).map(({ question }) => question)
const rounds = Number(values.rounds)
const settings = readSettings([], process.env).settings
const measures = [
  ...(values.only === 'page' ? [] : await measureAnswersAndIndexes()),
  ...(await measurePage({ rounds: Math.min(rounds, 5) })),
]
const machine = { node: process.version, cores: availableParallelism() }
const report = { machine, model: settings.model, questions: questions.length, measures }
if (values.out) writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`)
process.stdout.write(formatMeasures(measures))

async function measureAnswersAndIndexes(): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'footnote-bench-'))
  try {
    const index = join(folder, 'index')
    const own = { ...settings, corpus, index }
    const kept = keptVectors(corpus, own.model)
    kept.lend(index)
    const ingesting = createFootnote(own)
    try {
      await ingesting.ingest()
    } finally {
      await ingesting.close()
    }
    kept.takeBack(index)
    const sizes = values.passages.split(',').map(Number)
    return [
      ...(await measureWarm({ settings: own, questions, rounds })),
      ...(await measureCold({ settings: own, questions, rounds: Number(values.cold) })),
      ...(await measureChanges({ passages: sizes, rounds })),
      ...(await measureIngest({ passages: sizes, rounds })),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
