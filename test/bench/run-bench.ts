import { writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { readSettings } from '../../src/settings.ts'
import { benchParts } from './parts.ts'
import { plotGrowth } from './plot-growth.ts'
import { prepare } from './prepared.ts'
import { formatPeers, measurePeers, type PeerResult } from './run-peers.ts'
import { formatMeasures, type Measure } from './summary.ts'

const help = `Usage: npm run bench -- [options]

Measures the program against things that stay what they are, in the same run and in turns: the bare
model, vectra's own search, a page that is empty. What is printed are medians of rounds; times depend on
the machine, the ratios hardly do. Each figure stands beside what it must not miss (floor) and what is
worked for (aim).

  --only NAME,…   these parts alone:
${Object.entries(benchParts)
  .map(([name, { about }]) => `                  ${name.padEnd(8)} ${about}`)
  .join('\n')}
  --rounds N      most rounds of a part (default 9)
  --questions N   most questions about the five articles (default all: more than a server keeps)
  --passages N,…  sizes of generated indexes (default 1000,10000,100000)
  --corpus DIR    articles to ingest (default ../shared/eval/xquad-en/corpus, else corpus/)
  --peers         other programs with the same corpus and model instead; installs them under the
                  user's cache directory first
  --seconds N     how long the load lasts (default 60)
  --out FILE      the figures as JSON
  --plot FILE     how costs grow with the size of the index, as SVG
`

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '9' },
    questions: { type: 'string', default: '0' },
    passages: { type: 'string', default: '1000,10000,100000' },
    corpus: { type: 'string' },
    seconds: { type: 'string', default: '60' },
    out: { type: 'string' },
    plot: { type: 'string' },
    peers: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
if (values.help) {
  process.stdout.write(help)
  process.exit(0)
}

const names = values.only?.split(',') ?? (values.peers ? [] : usualParts())
const unknown = names.filter((name) => !Object.hasOwn(benchParts, name))
if (unknown.length > 0) {
  const known = Object.keys(benchParts).join(', ')
  process.stderr.write(`There is no part "${unknown.join('", "')}". Parts: ${known}.\n`)
  process.exit(2)
}

const { settings } = readSettings([], process.env)
const rounds = Number(values.rounds)
const passages = values.passages.split(',').map(Number)
const prepared = prepare({
  settings,
  corpus: values.corpus,
  questions: Number(values.questions),
})
const measures: (Measure & { part: string })[] = []
let peers: PeerResult[] | undefined
const started = new Date().toISOString()
const machine = { node: process.version, cores: availableParallelism(), load: loadavg() }
const write = (): void => {
  const report = { started, machine, model: settings.model, rounds, passages, measures, peers }
  if (values.out) writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`)
  if (values.plot) writeFileSync(values.plot, plotGrowth(measures))
}
try {
  for (const name of names) {
    const began = performance.now()
    const result = await benchParts[name]?.run(prepared, {
      rounds,
      passages,
      seconds: Number(values.seconds),
    })
    const seconds = ((performance.now() - began) / 1000).toFixed(0)
    const load = (loadavg()[0] ?? 0).toFixed(1)
    process.stdout.write(`\n${name}: ${seconds} s, load of the machine ${load}\n\n`)
    process.stdout.write(formatMeasures(result?.measures ?? []))
    if (result?.table) process.stdout.write(`\n${result.table}`)
    measures.push(...(result?.measures ?? []).map((measure) => ({ part: name, ...measure })))
    // After each: a run that is stopped has told what it knows.
    write()
  }
  if (values.peers) {
    const { corpus } = prepared
    const texts = (await prepared.queries()).queries.map(({ text }) => text)
    peers = await measurePeers({ settings, corpus, questions: texts })
    process.stdout.write(`\n${formatPeers(peers)}`)
    write()
  }
} finally {
  await prepared.close()
}

function usualParts(): string[] {
  return Object.keys(benchParts).filter((name) => !benchParts[name]?.isApart)
}
