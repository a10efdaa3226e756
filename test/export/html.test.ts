import fc from 'fast-check'
import { parse } from 'parse5'
import { expect, it, test } from 'vitest'
import { toHtml } from '../../src/export/html.ts'
import { verifyQuotations } from '../../src/verify/verify-quotations.ts'
import { makeIndex } from '../support/make-index.ts'
import { answerOf, cite, conversationOf } from './conversations.ts'

const index = await makeIndex([
  {
    path: 'quay.txt',
    title: 'Quay <i>closed</i> & "reopened"',
    publisher: 'Port Post',
    publishedAt: '2025-06-01',
    url: 'javascript:alert(1)',
    text: 'The quay closed in May. It reopened in June.\n',
  },
])
const quotes = [
  cite(index, 'quay.txt', 'The quay closed in May.', 1),
  cite(index, 'quay.txt', 'It reopened in June.', 2),
]
const again = answerOf(index, 'When again?', [cite(index, 'quay.txt', 'It reopened in June.')])

interface Element {
  readonly tagName: string
  readonly attrs: readonly { readonly name: string; readonly value: string }[]
}

/** Every element of a document, in order. */
function elementsOf(page: string): Element[] {
  const all: Element[] = []
  const visit = (node: object): void => {
    if ('tagName' in node) all.push(node as Element)
    if ('childNodes' in node) for (const child of node.childNodes as object[]) visit(child)
  }
  visit(parse(page))
  return all
}

function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attrs.find((each) => each.name === name)?.value
}

it('is one file without a script, whose quotes and footnotes lead to each other', () => {
  const page = toHtml(conversationOf([answerOf(index, 'When did it close?', quotes), again]))
  const elements = elementsOf(page)
  expect(elements.filter(({ tagName }) => /^(script|link|img|iframe)$/.test(tagName))).toEqual([])
  const cites = elements.filter(({ tagName }) => tagName === 'blockquote')
  expect(cites.map((element) => attribute(element, 'cite'))).toEqual(
    [...quotes, ...again.citations].map(
      ({ id, source_id: source }) => `http://127.0.0.1:3000/sources/${source}?citation=${id}#${id}`,
    ),
  )
  const ids = elements.map((element) => attribute(element, 'id')).filter(Boolean)
  expect(ids).toEqual(['quote-1', 'quote-2', 'quote-2-2', 'note-1', 'note-2'])
  const links = elements.map((element) => attribute(element, 'href') ?? '')
  const within = links.filter((link) => link.startsWith('#')).map((link) => link.slice(1))
  expect(within).toEqual(['note-1', 'note-2', 'note-2', 'quote-1', 'quote-2', 'quote-2-2'])
  expect(links.filter((link) => link.startsWith('javascript'))).toEqual([])
})

it('is read by the verification', async () => {
  const text = toHtml(conversationOf([answerOf(index, 'When did it close?', quotes)]))
  const { quotations } = await verifyQuotations(index, { text, format: 'html' })
  const blocks = quotations.filter(({ form }) => form === 'block')
  expect(blocks.map(({ status, claimed }) => [status, claimed?.holds])).toEqual([
    ['exact', true],
    ['exact', true],
  ])
})

test('the verification finds a quote of any printable characters, and takes nothing else for one', async () => {
  const printable = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...'<>&"\'`“”‘’「」«»=/—…\n\t 1a字', '<b>', '&amp;', '</blockquote>', '<!--'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    minLength: 1,
    maxLength: 30,
  })
  await fc.assert(
    fc.asyncProperty(printable, printable, async (inside, text) => {
      const words = `Seven words of the first ${inside.trim()} kind stand here.`
      const own = await makeIndex([{ path: 'own.txt', text: `${words}\n` }])
      const cited = { ...cite(own, 'own.txt', words), title: text, publisher: text }
      const answer = answerOf(own, text, [cited], { resolved_question: `Of ${text}` })
      const page = toHtml(conversationOf([answer], { title: text }))
      const { quotations } = await verifyQuotations(own, { text: page, format: 'html' })
      const [whole] = quotations
      expect(whole?.form).toBe('block')
      expect(['exact', 'normalised']).toContain(whole?.status)
      expect(whole?.claimed?.holds).toBe(true)
      expect(quotations.slice(1).every(({ depth }) => depth > 0)).toBe(true)
      expect(quotations.filter(({ status }) => status === 'not_found')).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('no title, question, publisher or quote acts as markup', () => {
  const shape = (title: string, text: string) => {
    const cited = quotes.map((quote) => ({ ...quote, title, publisher: text, quote: text }))
    const given = { title: text }
    const page = toHtml(conversationOf([answerOf(index, text, cited)], given))
    return elementsOf(page).map(
      ({ tagName, attrs }) => `${tagName} ${attrs.map(({ name }) => name).join(' ')}`,
    )
  }
  const plain = shape('A title', 'A text')
  const unit = fc.constantFrom(...'<>&"\'`=/ a', '<script>', '</title>', '</style>', '-->', '<!--')
  const hostile = fc.string({ unit, minLength: 1, maxLength: 30 }).map((text) => `x${text}`)
  fc.assert(
    fc.property(hostile, hostile, (title, text) => {
      expect(shape(title, text)).toEqual(plain)
    }),
    { numRuns: 300 },
  )
})
