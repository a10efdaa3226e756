import type { Article, Block, BlockRole } from '../../src/article/article.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { type GivenText, makeIndex } from '../support/make-index.ts'

/** Block by block: a role, or a heading's level, then the words. */
type Part = readonly [BlockRole | 1 | 2 | 3, string]

/** A text made of blocks, with blank lines between them. */
export function textOf(parts: readonly Part[]): Pick<Article, 'text' | 'blocks'> {
  const blocks: Block[] = []
  let text = ''
  for (const [kind, words] of parts) {
    if (text) text += '\n\n'
    const place = { start: text.length, end: text.length + words.length }
    blocks.push(
      typeof kind === 'number'
        ? { ...place, role: 'heading', level: kind }
        : { ...place, role: kind },
    )
    text += words
  }
  return { text, blocks }
}

const ferries: GivenText = {
  path: 'ferries.txt',
  title: 'New ferries for the inner harbour',
  titleOrigin: 'file',
  publisher: 'Harbour Gazette',
  byline: 'By Ada Lindqvist',
  publishedAt: '2024-03-05',
  url: 'https://gazette.example/ferries',
  ...textOf([
    ['navigation', 'Home > Harbour > Transport'],
    ['title', 'New ferries for the inner harbour'],
    ['metadata', 'By Ada Lindqvist | 5 March 2024'],
    [
      'content',
      'The harbour council will buy four electric ferries for the inner harbour. The first is to sail in June 2025, and the last before the end of 2026.',
    ],
    ['related-link', 'READ MORE: Night buses return to the quays'],
    [2, 'What they cost'],
    [
      'content',
      'Each ferry costs 6.2 million crowns. A diesel ferry of the same size would have cost 4.1 million, the council said, but uses fuel worth 300,000 crowns a year.',
    ],
    ['caption', 'The harbour at dusk. (Photo: Gazette)'],
    [2, 'Where they sail'],
    ['content', 'Two will cross between Northquay and the market.'],
    ['content', 'The other two will run up the river as far as the old mill, stopping on request.'],
    ['contact', 'Write to the desk at desk@gazette.example'],
  ]),
}

const council: GivenText = {
  path: 'council/minutes-march.txt',
  title: 'The council met on Tuesday to settle what the new boats may cost and who is to build',
  titleOrigin: 'first-sentence',
  publishedAt: null,
  ...textOf([
    [
      'content',
      'The council met on Tuesday to settle what the new boats may cost and who is to build them. It set aside 25 million crowns.',
    ],
    ['content', 'Member Oyelaran voted against. “We have not asked the mill,” she said.'],
  ]),
}

const chinese: GivenText = {
  path: '渡輪.txt',
  title: '內港將有新渡輪',
  titleOrigin: 'file',
  publisher: '海港報',
  publishedAt: '2024-03-06',
  language: 'zh',
  ...textOf([['content', '議會將購買四艘電動渡輪。首艘將於2025年6月啟航。']]),
}

const hostile: GivenText = {
  path: 'hostile.txt',
  title: '<img src=x onerror=alert(1)>',
  titleOrigin: 'file',
  publisher: '"><script>alert(2)</script>',
  url: 'javascript:alert(3)',
  ...textOf([
    ['content', 'He wrote <script>alert(4)</script> & <b>left</b>. It was “not” his.'],
    [2, '</mark><script>alert(5)</script>'],
  ]),
}

const formerFerries: GivenText = {
  ...ferries,
  ...textOf([
    ['title', 'New ferries for the inner harbour'],
    [
      'content',
      'The harbour council will buy three electric ferries. Nobody knows when they sail.',
    ],
  ]),
}

const removed: GivenText = {
  path: 'removed.txt',
  title: 'A note on tolls',
  titleOrigin: 'file',
  ...textOf([['content', 'The toll is two crowns.']]),
}

/** A small invented newspaper: every role, a made title, another script, hostile text, old texts. */
export function makeGazette(): Promise<OpenIndex> {
  return makeIndex([ferries, council, chinese, hostile], [formerFerries, removed])
}

export const formerText = formerFerries.text
export const removedText = removed.text
