import { createHash } from 'node:crypto'
import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import type { Article, Revision } from '../article/article.ts'
import { FootnoteError } from '../errors.ts'
import { makeFolder, placeFile, syncFolder } from './durable-files.ts'
import { factsFile, parseFacts } from './revision-facts.ts'

/** A kept text and what was known of its article when it was current. */
export interface StoredRevision {
  readonly revision: Revision
  readonly text: string
  readonly article: Omit<Article, 'text'>
}

const digest = /^[0-9a-f]{64}$/
const shortDigest = /^[0-9a-f]{12}$/
const parallelWrites = 16

/** `sha256:` and the hex digest of the text's UTF-8 bytes. */
export function revisionOf(text: string): Revision {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`
}

/**
 * Keeps the articles' texts for ever, each as `<index>/revisions/<digest>.txt` with its facts
 * beside it as `.json`. A whole one that is there already stays as it is; a damaged one is written
 * anew.
 * @throws FootnoteError `index_corrupt` when a text does not have the revision it names
 */
export async function storeRevisions(
  directory: string,
  articles: readonly Article[],
  onStored: () => void = () => undefined,
): Promise<void> {
  const folder = revisionsFolder(directory)
  await makeFolder(folder)
  const waiting = [...articles]
  const work = async (): Promise<void> => {
    for (let article = waiting.pop(); article !== undefined; article = waiting.pop()) {
      await storeRevision(directory, article)
      onStored()
    }
  }
  // Disks answer many waiting writers at hardly more cost than one.
  await Promise.all(Array.from({ length: parallelWrites }, work))
  await syncFolder(folder)
}

async function storeRevision(directory: string, article: Article): Promise<void> {
  if (revisionOf(article.text) !== article.revision) {
    const found = `The text of ${article.path} is not that of its revision ${article.revision}.`
    throw new FootnoteError('index_corrupt', found)
  }
  const hex = digestOf(article.revision)
  if ((await loadRevision(directory, hex)) !== undefined) return
  const path = join(revisionsFolder(directory), hex)
  const { text, ...facts } = article
  // The text comes last: once it is there, so are the facts.
  await placeFile(`${path}.json`, factsFile(facts))
  await placeFile(`${path}.txt`, text)
}

/**
 * A kept revision by name: `sha256:` and 64 hex digits, the digits alone, or the first 12 of them.
 * Undefined when none is kept, when its bytes no longer have that hash, or when two begin with
 * those 12 digits.
 */
export async function readRevision(
  directory: string,
  name: string,
): Promise<StoredRevision | undefined> {
  return createRevisionReader(directory)(name)
}

/**
 * `readRevision` that keeps the texts it read last in memory, up to `maxBytes` of them, and for
 * the `current` articles needs no file.
 */
export function createRevisionReader(
  directory: string,
  { current = [], maxBytes = 32 * 1024 * 1024 }: RevisionReaderOptions = {},
): (name: string) => Promise<StoredRevision | undefined> {
  let made: ReadonlyMap<string, Article> | undefined
  const byDigest = (): ReadonlyMap<string, Article> => {
    made ??= new Map(current.map((article) => [digestOf(article.revision), article]))
    return made
  }
  const kept = new LRUCache<string, StoredRevision>({
    maxSize: maxBytes,
    sizeCalculation: (stored) => stored.text.length * 2 + 1024,
  })
  return async (name) => {
    const articles = byDigest()
    const known = kept.get(name)
    if (known !== undefined && (await isStillKept(directory, known, articles))) return known
    const hex = await resolveName(directory, name, articles)
    if (hex === undefined) return undefined
    const stored = (await loadRevision(directory, hex)) ?? fromArticle(articles.get(hex))
    if (stored !== undefined) kept.set(name, stored)
    return stored
  }
}

export interface RevisionReaderOptions {
  /** Articles in memory whose texts are known to be whole. */
  readonly current?: readonly Article[]
  readonly maxBytes?: number
}

export function revisionsFolder(directory: string): string {
  return join(directory, 'revisions')
}

async function resolveName(
  directory: string,
  name: string,
  articles: ReadonlyMap<string, Article>,
): Promise<string | undefined> {
  const hex = name.startsWith('sha256:') ? name.slice('sha256:'.length) : name
  if (digest.test(hex)) return hex
  if (!shortDigest.test(hex)) return undefined
  const files = await readdir(revisionsFolder(directory)).catch(ifMissing([] as string[]))
  const kept = files.filter((file) => file.endsWith('.txt')).map((file) => file.slice(0, -4))
  const found = new Set([...kept, ...articles.keys()].filter((full) => full.startsWith(hex)))
  const [only] = found
  return found.size === 1 ? only : undefined
}

async function loadRevision(directory: string, hex: string): Promise<StoredRevision | undefined> {
  const path = join(revisionsFolder(directory), hex)
  const bytes = await readFile(`${path}.txt`).catch(ifMissing(undefined))
  if (bytes === undefined) return undefined
  if (createHash('sha256').update(bytes).digest('hex') !== hex) return undefined
  const facts = await readFile(`${path}.json`, 'utf8').catch(ifMissing(undefined))
  const article = facts === undefined ? undefined : parseFacts(facts, `sha256:${hex}`)
  if (article === undefined) return undefined
  return { revision: `sha256:${hex}`, text: bytes.toString('utf8'), article }
}

/** A text in memory may have been pruned since. */
async function isStillKept(
  directory: string,
  { revision }: StoredRevision,
  current: ReadonlyMap<string, Article>,
): Promise<boolean> {
  const hex = digestOf(revision)
  if (current.has(hex)) return true
  return access(join(revisionsFolder(directory), `${hex}.txt`)).then(
    () => true,
    () => false,
  )
}

function fromArticle(current: Article | undefined): StoredRevision | undefined {
  if (current === undefined) return undefined
  const { text, ...article } = current
  return { revision: current.revision, text, article }
}

function digestOf(revision: Revision): string {
  return revision.slice('sha256:'.length)
}

function ifMissing<Value>(instead: Value): (error: unknown) => Value {
  return (error) => {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return instead
    throw error
  }
}
