import { readdirSync, readFileSync } from 'node:fs'
import type { ArticleDraft } from '../../../src/article/article-draft.ts'
import { readArticles } from '../../../src/article/read-article.ts'

const folder = new URL('../../fixtures/documents/', import.meta.url)

/** What a golden file is to be read as: `[role, text]` of each block, headings with their level. */
export interface Expected {
  readonly declared: Readonly<Record<string, string>>
  readonly blocks: readonly (readonly [string, string])[]
  /** The beginning of each page, for formats that have pages. */
  readonly pages?: readonly string[]
}

/** The golden files of a format, by what their names end with. */
export function goldenFiles(ending: RegExp): string[] {
  return readdirSync(folder).filter((name) => ending.test(name))
}

export function goldenBytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(name, folder)))
}

/** What stands beside a golden file in `NAME.expected.json`. */
export function expectedOf(name: string): Expected {
  return JSON.parse(readFileSync(new URL(`${name}.expected.json`, folder), 'utf8'))
}

/** Reads bytes as the one article they are. */
export async function readOne(path: string, bytes: Uint8Array | string): Promise<ArticleDraft> {
  const { drafts } = await readArticles({ path, bytes: Buffer.from(bytes) })
  if (drafts.length !== 1 || !drafts[0]) throw new Error(`${path}: ${drafts.length} articles`)
  return drafts[0]
}

/** A draft in the shape of what is expected of it. */
export function shown({ text, blocks, declared = {}, pages }: ArticleDraft): Expected {
  return {
    declared,
    blocks: blocks.map(({ start, end, role, level }) => [
      `${role}${level ?? ''}`,
      text.slice(start, end),
    ]),
    ...(pages ? { pages: pages.map((start) => text.slice(start, start + 30)) } : {}),
  }
}

/** What no reader may break: blocks in order, apart, within the text, without white space at their ends. */
export function blockFaults({
  text,
  blocks,
  pages = [0],
}: Pick<ArticleDraft, 'text' | 'blocks' | 'pages'>): string[] {
  const faults: string[] = []
  let from = 0
  for (const { start, end } of blocks) {
    const words = text.slice(start, end)
    if (start < from || end <= start || end > text.length) faults.push(`${start}-${end}`)
    if (words.trim() !== words) faults.push(`white space at the ends of ${JSON.stringify(words)}`)
    from = end
  }
  if (pages[0] !== 0) faults.push('the first page does not start at 0')
  if (pages.some((start, at) => at > 0 && start < (pages[at - 1] ?? 0))) faults.push('pages')
  if (/\p{Surrogate}/u.test(text)) faults.push('half a surrogate pair')
  return faults
}
