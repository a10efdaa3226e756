import { basename, extname } from 'node:path'
import type { Article, Block, BlockRole } from './article.ts'
import type { ArticleDraft } from './article-draft.ts'
import { nameOfPlace } from './article-place.ts'
import { detectLanguage } from './detect-language.ts'
import { findBareDate } from './find-date.ts'
import { findPublisher } from './find-publisher.ts'
import { readFrontMatter } from './front-matter.ts'
import { type MetadataItem, readMetadataLine } from './metadata-line.ts'
import type { Declared } from './reading.ts'

/** What an article says about itself. */
export type Metadata = Omit<Article, keyof ArticleDraft | 'paths'>

/** A title made from a sentence is cut at a word near this, in UTF-16 units. */
const madeTitleLength = 90

/**
 * Reads what the file itself shows about its origin, from the roles its blocks were given: title from
 * the block marked so, dates and names from `metadata` lines, the publisher also from footers. What is
 * not shown is null; a title made from the first sentence or the file name says so.
 */
export function readMetadata(draft: ArticleDraft, blocks: readonly Block[]): Metadata {
  const textsOf = (...roles: BlockRole[]) =>
    blocks
      .filter(({ role }) => roles.includes(role))
      .map(({ start, end }) => draft.text.slice(start, end))
  const metadata = textsOf('metadata')
  const declared = draft.declared ?? frontMatterOf(draft, metadata[0])
  const items = metadata.flatMap((line) => readMetadataLine(line.replace(/^\s*[|｜]/, '')) ?? [])
  const first = (kind: MetadataItem['kind']) => items.find((item) => item.kind === kind)?.value
  const content = textsOf('content')
  const publisher = findPublisher({
    items,
    boilerplate: textsOf('boilerplate'),
    contacts: textsOf('contact'),
  })
  return {
    ...titleOf(draft, declared.title ?? textsOf('title')[0], content[0] ?? textsOf('heading')[0]),
    byline: declared.byline ?? first('author') ?? null,
    publisher: declared.publisher ?? publisher,
    publishedAt:
      declared.publishedAt ??
      first('published') ??
      first('updated') ??
      datelineOf(content[0]) ??
      null,
    language: declared.language ?? detectLanguage(sample(content)),
    url: declared.url ?? first('url') ?? null,
  }
}

function frontMatterOf({ format }: ArticleDraft, block: string | undefined): Declared {
  return format === 'markdown' && block?.startsWith('---') ? readFrontMatter(block) : {}
}

function titleOf(
  draft: ArticleDraft,
  shown: string | undefined,
  opening: string | undefined,
): Pick<Metadata, 'title' | 'titleOrigin'> {
  const title = fold(shown ?? '')
  if (title !== '') return { title, titleOrigin: 'file' }
  const sentence = firstSentence(opening ?? '')
  if (sentence !== '') return { title: sentence, titleOrigin: 'first-sentence' }
  const name = basename(draft.path, extname(draft.path))
    .replace(/[_\s]+/g, ' ')
    .trim()
  const path = name || draft.path
  return { title: nameOfPlace({ ...draft, path }), titleOrigin: 'file-name' }
}

function firstSentence(opening: string): string {
  const text = fold(opening.slice(0, madeTitleLength * 4))
  const sentence =
    /^.{15,}?[.!?。！？]["”’」』)）]*(?=\s|$|\p{Script=Han})/u.exec(text)?.[0] ?? text
  if (sentence.length <= madeTitleLength) return sentence
  const cut = sentence.slice(0, madeTitleLength).replace(/[\uD800-\uDBFF]$/, '')
  const space = cut.lastIndexOf(' ')
  const whole = space > madeTitleLength / 2 ? cut.slice(0, space) : cut
  return `${whole.replace(/[\s,;:，；：、—–-]+$/, '')}…`
}

/** `LONDON, June 27, 2017 /Wire/ -- …`: the place and date that agencies put before the first words. */
function datelineOf(opening: string | undefined): string | undefined {
  const pattern = /^\p{Lu}[\p{L}.,'’ -]{1,50}?[,，]\s+([^()/]{6,30}?\d{4})\s*(?:\(|\/|—|--|–|-)/u
  const shown = opening === undefined ? undefined : pattern.exec(opening.slice(0, 120))?.[1]
  return shown === undefined ? undefined : findBareDate(shown)
}

function sample(content: readonly string[]): string {
  let text = ''
  for (const block of content) {
    if (text.length > 3000) break
    text += `${block.slice(0, 3000)}\n`
  }
  return text
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
