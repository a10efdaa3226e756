import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CleaningTruth } from './score-cleaning.ts'

/** Articles that are cleaned together, each with what a person says of it. */
export interface CleaningSet {
  readonly name: string
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[]
  /** By path. */
  readonly truths: ReadonlyMap<string, CleaningTruth>
}

interface SiteFile {
  /** `tuned`: rules were written with these pages in view; `unseen`: they were not. */
  readonly use: 'tuned' | 'unseen'
  /** As the pages' head or, in what was copied from them, their text shows it. */
  readonly publisher: Record<'html' | 'text', string>
  readonly articles: readonly {
    readonly name: string
    readonly title: string
    readonly byline: string | null
    readonly date: string
    readonly content: readonly string[]
  }[]
}

/** The sites in `test/fixtures/sites`, once as they were saved and once as their text was copied. */
export function siteSets(folder: string, kinds: readonly ('html' | 'text')[]): CleaningSet[] {
  return readdirSync(folder).flatMap((name) => {
    const site: SiteFile = JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8'))
    return kinds.map((kind) => {
      const truths = site.articles.map((article): [string, CleaningTruth] => [
        `${name}/${article.name}.${kind === 'html' ? 'html' : 'txt'}`,
        {
          content: article.content,
          either: [article.title],
          fields: {
            title: article.title,
            byline: article.byline,
            publishedAt: article.date,
            publisher: site.publisher[kind],
          },
        },
      ])
      const files = truths.map(([path]) => ({
        path,
        bytes: readFileSync(join(folder, name, kind, path.slice(name.length + 1))),
      }))
      return { name: `${name}, ${kind} (${site.use})`, files, truths: new Map(truths) }
    })
  })
}

interface MarkedFile {
  readonly drop: readonly { readonly text: string }[]
  readonly keep: readonly { readonly text: string }[]
  readonly metadata: Record<'title' | 'date' | 'publisher', { readonly value: string | null }>
}

/** The files of a corpus of which `articles.json` says what to drop and to keep. */
export function markedSet(name: string, source: string, corpus: string): CleaningSet {
  const { files }: { files: Record<string, MarkedFile> } = JSON.parse(readFileSync(source, 'utf8'))
  const entries = Object.entries(files).filter(([path]) => existsSync(join(corpus, path)))
  return {
    name,
    files: entries.map(([path]) => ({ path, bytes: readFileSync(join(corpus, path)) })),
    truths: new Map(
      entries.map(([path, { drop, keep, metadata }]) => [
        path,
        {
          content: keep.map(({ text }) => text),
          noise: drop.map(({ text }) => text),
          fields: {
            title: metadata.title?.value,
            publishedAt: metadata.date?.value,
            publisher: metadata.publisher?.value,
          },
        },
      ]),
    ),
  }
}
