import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { type FileDrafts, readArticles } from '../../../src/article/read-article.ts'
import type { ReadingOptions } from '../../../src/article/reading.ts'
import { markBlocks } from '../../../src/clean/mark-blocks.ts'
import { FootnoteError } from '../../../src/errors.ts'

export const goldenFolder = fileURLToPath(new URL('../../fixtures/records/', import.meta.url))

/** The files of the golden folder, without what is expected of them. */
export async function goldenFiles(): Promise<string[]> {
  const names = await readdir(goldenFolder)
  return names.filter((name) => name !== 'expected').sort()
}

/** What reading a file comes to, in the form that `expected/NAME.json` holds. */
export async function outcomeOf(path: string, bytes: Uint8Array, options: ReadingOptions = {}) {
  let read: FileDrafts
  try {
    read = await readArticles({ path, bytes }, options)
  } catch (error) {
    if (!(error instanceof FootnoteError)) throw error
    // Which formats are read is told elsewhere, and changes.
    const nextStep = error.nextStep?.replace(
      /^Formats read: .+?\. Convert/,
      'Formats read: …. Convert',
    )
    return { error: error.message, nextStep }
  }
  const articles = read.drafts.map((draft) => {
    checkBlocks(draft)
    const { format, entry, title, byline, publisher, publishedAt, language, url, text, blocks } =
      markBlocks(draft)
    const shown = blocks.map(({ start, end, role }) => `${role}: ${text.slice(start, end)}`)
    const said = { format, entry, title, byline, publisher, publishedAt, language, url }
    return { ...said, text, blocks: shown }
  })
  return { articles, problems: read.problems.map(({ error }) => error.message) }
}

/** Blocks are in order, apart, trimmed, and ranges of the text. */
export function checkBlocks({ text, blocks }: FileDrafts['drafts'][number]): void {
  let from = 0
  for (const { start, end } of blocks) {
    expect(start).toBeGreaterThanOrEqual(from)
    expect(end).toBeGreaterThan(start)
    expect(text.slice(start, end)).toBe(text.slice(start, end).trim())
    from = end
  }
  expect(from).toBeLessThanOrEqual(text.length)
}

export async function readGolden(name: string): Promise<Uint8Array> {
  return readFile(join(goldenFolder, name))
}
