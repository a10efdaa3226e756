import fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { expect, it, test } from 'vitest'
import { toHtml } from '../../src/export/html.ts'
import { toMarkdown } from '../../src/export/markdown.ts'
import { verifyQuotations } from '../../src/verify/verify-quotations.ts'
import { makeIndex } from '../support/make-index.ts'
import { answerOf, cite, conversationOf } from './conversations.ts'

const tram =
  'The tram to Ostrava Street costs 40 crowns.\nIt runs until *midnight*, says `the board`.'
const index = await makeIndex([
  {
    path: 'tram.txt',
    title: 'Minister says "no" to <b>trams</b> [1] *now* | cit_0123456789ab-1-2',
    titleOrigin: 'file',
    publisher: 'Tram & Post',
    publishedAt: '2026-02-03',
    url: 'https://post.example/trams?x=1&y={2}',
    text: `${tram}\n\nMember Ruiz said “we have not asked the depot” on Monday.\n`,
  },
  {
    path: '電車.txt',
    title: '電車「加價」',
    text: '電車票價由四十元增至四十五元。\n',
    language: 'zh',
  },
])
const quotes = [
  cite(
    index,
    'tram.txt',
    'The tram to Ostrava Street costs 40 crowns.\nIt runs until *midnight*, says `the board`.',
    1,
  ),
  cite(index, 'tram.txt', 'Member Ruiz said “we have not asked the depot” on Monday.', 2),
  cite(index, '電車.txt', '電車票價由四十元增至四十五元。', 3),
]
const near = cite(index, 'tram.txt', 'The tram to Ostrava Street costs 40 crowns.')
const conversation = conversationOf([
  answerOf(index, 'What did the minister mean by "no", and 「何時」?', quotes),
  answerOf(index, 'Who drives “the night tram”?', [], {
    resolved_question: "Who drives 'the night tram' to Ostrava Street?",
    refusal: {
      reason: 'out_of_scope',
      message: 'These articles are not about this.',
      unknown_terms: ['drives'],
      nearest: [near],
    },
  }),
])

function treeOf(markdown: string) {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
}

function wordsOf(node: unknown): string {
  const { value, children = [] } = node as { value?: string; children?: unknown[] }
  return value ?? children.map(wordsOf).join('')
}

it('writes each quote with its source under it, and a footnote with its exact place', () => {
  const markdown = toMarkdown(conversation)
  const tree = treeOf(markdown)
  const blocks = tree.children.filter(({ type }) => type === 'blockquote')
  expect(blocks.map((block) => wordsOf('children' in block && block.children[0]))).toEqual([
    quotes[0]?.quote,
    quotes[1]?.quote,
    quotes[2]?.quote,
    near.quote,
  ])
  const notes = tree.children.filter(({ type }) => type === 'footnoteDefinition')
  expect(notes).toHaveLength(4)
  const [first] = notes.map(wordsOf)
  expect(first).toContain(
    'Minister says "no" to <b>trams</b> [1] *now* | cit_0123456789ab-1-2, Tram & Post, 3 February 2026.',
  )
  expect(first).toContain(
    `http://127.0.0.1:3000${quotes[0]?.links.reader.split('?')[0]?.split('#')[0]}`,
  )
  expect(first).toContain('https://post.example/trams?x=1&y=%7B2%7D')
  expect(first).toContain(quotes[0]?.revision)
})

it('says why there is no answer, and what comes nearest', () => {
  const words = treeOf(toMarkdown(conversation)).children.map(wordsOf)
  expect(words).toContain("Understood as: Who drives 'the night tram' to Ostrava Street?")
  expect(words).toContain('Not in these articles. These articles are not about this.')
  expect(words).toContain('No article mentions: drives.')
  expect(words).toContain('Nearest passages, not an answer:')
})

it('is read by the verification, every quote found in the source its note names', async () => {
  const text = toMarkdown(conversation)
  const reply = await verifyQuotations(index, { text, format: 'markdown' })
  expect(reply.unclosed).toEqual([])
  expect(
    reply.quotations.map(({ status, claimed, depth }) => [status, claimed?.holds, depth]),
  ).toEqual([
    ['exact', true, 0],
    ['exact', true, 0],
    ['exact', undefined, 1],
    ['exact', true, 0],
    ['exact', true, 0],
  ])
})

it('keeps the last quote apart from the notes below it', async () => {
  const text = toMarkdown(conversationOf([answerOf(index, 'What?', quotes)]))
  const { quotations } = await verifyQuotations(index, { text, format: 'markdown' })
  const last = quotations.at(-1)
  expect([last?.status, last?.claimed?.by, last?.claimed?.at_place]).toEqual([
    'exact',
    'note',
    true,
  ])
})

it('is in the language of the page', () => {
  expect(toMarkdown({ ...conversation, language: 'zh-Hant' })).toContain('2026年2月3日')
  expect(toMarkdown({ ...conversation, language: 'zh-Hans' })).toContain(
    '由 Footnote 从文章中引用原文',
  )
})

const hostile = fc.string({
  unit: fc.constantFrom(
    ...'\\`*_{}[]()<>#+-.!|~&$^:@"\'“”「」=\n\t 1a字',
    '&amp;',
    '<script>',
    '](x)',
    '[^1]',
    '```',
    'http://x.example',
    ':smile:',
    '\u2028',
    '🔥',
  ),
  minLength: 1,
  maxLength: 40,
})

test('no title, question or publisher acts as Markdown', () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, (title, question, publisher) => {
      const [quote] = quotes
      if (!quote) return
      const cited = { ...quote, title, publisher, title_origin: 'file' as const }
      const made = conversationOf([answerOf(index, question, [cited])])
      const tree = treeOf(toMarkdown(made))
      expect(tree.children.map(({ type }) => type)).toEqual([
        'heading',
        'paragraph',
        'heading',
        'blockquote',
        'footnoteDefinition',
      ])
      const plain = (text: string) => text.replace(/\s+/gu, ' ').trim()
      expect(wordsOf(tree.children[2])).toBe(plain(question))
      expect(wordsOf(tree.children[4])).toContain(plain(title))
      expect(JSON.stringify(tree)).not.toContain('"type":"html"')
    }),
    { numRuns: 300 },
  )
})

test('a quote of any characters stays what it is', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const words = `Words ${text} end.`
      const quote = near
      const answer = answerOf(index, 'What?', [{ ...quote, quote: words, cited_text: words }])
      const tree = treeOf(toMarkdown(conversationOf([answer])))
      const block = tree.children.find(({ type }) => type === 'blockquote')
      const paragraphs = block && 'children' in block ? block.children : []
      const read = paragraphs.slice(0, -1).map(wordsOf).join('\n')
      const squeeze = (given: string) => given.replace(/\s+/gu, ' ')
      expect(squeeze(read)).toBe(squeeze(words))
    }),
    { numRuns: 300 },
  )
})

/** Any printable characters, those that Markdown knows more often than others. */
const printable = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'\\`*_~#>[](){}+-=.!|<&$^@:"\'“”‘’「」—…\n\t 1a字'),
    fc.constantFrom('[^1]', '[12]', '**', '://', 'www.', '](x)', '```', '\n- ', '&amp;', '\n\n'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
  minLength: 1,
  maxLength: 30,
})

test('the verification finds a quote of any printable characters', async () => {
  await fc.assert(
    fc.asyncProperty(printable, async (text) => {
      const words = `Seven words of the first ${text.trim()} kind stand here.`
      const own = await makeIndex([{ path: 'own.txt', text: `${words}\n` }])
      const conversation = conversationOf([answerOf(own, 'What?', [cite(own, 'own.txt', words)])])
      const { quotations } = await verifyQuotations(own, {
        text: toMarkdown(conversation),
        format: 'markdown',
      })
      const [whole] = quotations.filter(({ form }) => form === 'block')
      expect(['exact', 'normalised']).toContain(whole?.status)
      expect(whole?.claimed?.holds).toBe(true)
      // Only white space differs: lines end without any, and other line breaks become plain ones.
      const sameSpace = (given = '') => given.replace(/\s+/gu, ' ')
      expect(sameSpace(whole?.quote)).toBe(sameSpace(words))
      expect(quotations.filter(({ status }) => status === 'not_found')).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('no quotation marks in a title, a question or a publisher are taken for a quotation', async () => {
  const marked = fc.string({
    unit: fc.constantFrom(...'"“”‘’\'„‚«»‹›「」『』＂ a1字'),
    minLength: 1,
    maxLength: 40,
  })
  await fc.assert(
    fc.asyncProperty(marked, marked, marked, async (title, question, publisher) => {
      const cited = { ...near, title, publisher, title_origin: 'file' as const }
      const text = toMarkdown(conversationOf([answerOf(index, question, [cited])], { title }))
      const reply = await verifyQuotations(index, { text, format: 'markdown' })
      expect(reply.quotations.map(({ form, status }) => [form, status])).toEqual([
        ['block', 'exact'],
      ])
      expect(reply.unclosed).toEqual([])
    }),
    { numRuns: 200 },
  )
})

test('words of a language model are told as such in every export', () => {
  const [quote] = quotes
  if (!quote) throw new Error('There is no quote.')
  const answer = answerOf(index, 'What does it cost?', [quote], {
    mode: 'llm',
    content: [
      { type: 'text', text: 'On the costs:', by: 'model' },
      { type: 'quote', text: quote.quote, citation_ids: [quote.id] },
    ],
  })
  expect(toMarkdown(conversationOf([answer]))).toContain(
    '\\[language model, not quoted] On the costs:',
  )
  expect(toHtml(conversationOf([answer]))).toContain(
    '<samp>[language model, not quoted] On the costs:</samp>',
  )
})
