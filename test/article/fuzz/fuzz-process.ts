import { openSync, writeSync } from 'node:fs'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { ArticleFormat } from '../../../src/article/article.ts'
import { faultOfDraft } from '../../../src/article/check-draft.ts'
import { type FileDrafts, readArticles, readAs } from '../../../src/article/read-article.ts'
import type { ReaderSettings } from '../../../src/article/reader-messages.ts'
import { watchProcess } from '../../../src/article/watch-process.ts'
import { markBlocks } from '../../../src/clean/mark-blocks.ts'
import { FootnoteError } from '../../../src/errors.ts'
import { type GoldenFile, goldenFiles } from './golden-files.ts'
import { type Chance, chanceOf, mutate, randomBytes } from './mutate.ts'

/** Cases to go through, by the seeds they are made from. */
export interface Batch {
  readonly format: ArticleFormat
  readonly kind: 'random' | 'mutated'
  readonly from: number
  readonly to: number
}

/** What became of a batch. */
export interface BatchReport {
  readonly read: number
  readonly refused: number
  /** What no file may do, each with the seed of its case. */
  readonly faults: readonly string[]
  readonly slowestMs: number
  readonly slowest: string
  readonly residentBytes: number
}

/** Beginnings without which a parser reads no further. */
const starts: Partial<Record<ArticleFormat, string>> = { pdf: '%PDF-1.7\n', docx: 'PK\x03\x04' }

const goldens = goldenFiles()
const allBytes = goldens.map(({ bytes }) => bytes)

interface Case {
  readonly path: string
  readonly bytes: Uint8Array
  readonly read: () => Promise<FileDrafts>
}

function makeCase({ format, kind }: Batch, seed: number): Case {
  const chance = chanceOf(seed)
  if (kind === 'random') {
    const start = chance() < 0.5 ? (starts[format] ?? '') : ''
    const file = { path: `random-${seed}.file`, bytes: randomBytes(chance, start) }
    return { ...file, read: () => readAs(format, file) }
  }
  const own = goldens.filter((golden) => golden.format === format)
  const golden = own[Math.floor(chance() * own.length)] as GoldenFile
  const bytes = format === 'docx' && chance() < 0.5 ? mutateInside(chance, golden) : undefined
  const file = { path: golden.path, bytes: bytes ?? mutate(chance, golden.bytes, allBytes) }
  return { ...file, read: () => readArticles(file) }
}

/** Wounds in a part of a container: those in the container itself hardly get past its checksums. */
function mutateInside(chance: Chance, { bytes }: GoldenFile): Uint8Array {
  const parts = unzipSync(bytes)
  const name = chance() < 0.7 ? 'word/document.xml' : (Object.keys(parts)[0] as string)
  const others = [strToU8('<w:tbl><w:tr><w:tc>'), parts[name] ?? new Uint8Array([60])]
  const text = strFromU8(mutate(chance, parts[name] ?? new Uint8Array(), others))
  return zipSync({ ...parts, [name]: strToU8(text) })
}

/** What is wrong with what a file came to, undefined where nothing is. */
async function faultOf({ path, read }: Case, count: (kind: 'read' | 'refused') => void) {
  try {
    const { drafts, problems } = await read()
    if (drafts.length + problems.length === 0) return 'gave neither an article nor a problem'
    const wrong = problems.find(({ error }) => !isGood(error, path))
    if (wrong) return `a part of it is ${wrong.error}`
    for (const draft of structuredClone(drafts)) {
      const { blocks } = markBlocks(draft)
      const fault = faultOfDraft(draft, path) ?? faultOfDraft({ ...draft, blocks }, path)
      if (fault) return fault
    }
    count('read')
  } catch (error) {
    count('refused')
    if (!isGood(error, path))
      return error instanceof Error ? error.stack?.slice(0, 500) : String(error)
  }
  return undefined
}

function isGood(error: unknown, path: string): boolean {
  return (
    error instanceof FootnoteError &&
    error.code === 'article_unreadable' &&
    error.message.includes(path) &&
    Boolean(error.nextStep)
  )
}

async function run(batch: Batch, note: (line: string) => void): Promise<BatchReport> {
  const report = { read: 0, refused: 0, faults: [] as string[], slowestMs: 0, slowest: '' }
  for (let seed = batch.from; seed < batch.to; seed += 1) {
    const name = `${batch.format} ${batch.kind} ${seed}`
    note(name)
    const made = makeCase(batch, seed)
    const started = performance.now()
    const fault = await faultOf(made, (kind) => {
      report[kind] += 1
    })
    const ms = performance.now() - started
    if (fault) report.faults.push(`${name} (${made.path}): ${fault}`)
    if (ms > report.slowestMs) Object.assign(report, { slowestMs: ms, slowest: name })
  }
  return { ...report, residentBytes: process.memoryUsage.rss() }
}

process.once('message', ({ progress, ...settings }: ReaderSettings & { progress: string }) => {
  watchProcess(settings)
  const file = openSync(progress, 'w')
  // Written through: it is looked at when this process no longer says anything.
  const note = (line: string) => writeSync(file, line.padEnd(60), 0)
  process.on('message', (batch: Batch) => {
    void run(batch, note).then((report) => process.send?.(report))
  })
})
process.on('disconnect', () => process.exit())
