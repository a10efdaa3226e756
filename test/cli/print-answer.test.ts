import { beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../../src/answer/answer.ts'
import { printAnswer } from '../../src/cli/print-answer.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { makeIndex } from '../support/make-index.ts'
import { firstSentenceAnswer } from '../support/scripted-ask.ts'

const text = '# Timetable\n\nIntroduction,\nlong. The ferry sails at noon.'

let index: OpenIndex
let answer: Answer
beforeAll(async () => {
  index = await makeIndex([{ path: 'a.txt', text, title: 'Boats', publishedAt: '2024-03-14' }])
  const made = firstSentenceAnswer(index, 'When does it sail?')
  const start = text.indexOf('The ferry')
  const citations = made.citations.map((citation) => ({
    ...citation,
    start,
    end: text.length,
    quote: text.slice(start),
    starts_mid_sentence: false,
    ends_mid_sentence: false,
    id: `cit_0123456789ab-${start}-${text.length}`,
  }))
  const content = citations.map(({ id, quote }) => {
    return { type: 'quote' as const, text: quote, citation_ids: [id] }
  })
  answer = { ...made, citations, content }
})

const print = (given: Partial<Answer>, known = true) =>
  printAnswer({ ...answer, ...given }, (id) =>
    known && id === answer.citations[0]?.source_id ? text : undefined,
  )

describe('an answer in a terminal', () => {
  test('each quote has its number, then file, line and column, title, date and address', () => {
    expect(print({})).toBe(
      '[1] The ferry sails at noon.\n' +
        '    a.txt:4:7, “Boats”, 2024-03-14 (cit_0123456789ab-33-57)\n',
    )
  })

  test('about the collection, its framing stands around the quotes', () => {
    const content = [
      { type: 'text' as const, text: '9 articles mention “ferry”:' },
      ...answer.content,
      { type: 'text' as const, text: 'And 8 more.' },
    ]
    const printed = print({ kind: 'collection', content })
    expect(printed).toMatch(/^9 articles mention “ferry”:\n\n\[1\] /)
    expect(printed).toMatch(/\n\nAnd 8 more\.\n$/)
  })

  test('words of a language model are told as such, and so is why it was not used', () => {
    const content = [
      { type: 'text' as const, text: 'On the ferry:', by: 'model' as const },
      ...answer.content,
    ]
    expect(print({ mode: 'llm', content })).toMatch(
      /^\[language model, not quoted\] On the ferry:\n\n\[1\] /,
    )
    const llm = { status: 'fallback' as const, reason: 'timeout' as const, model: 'small' }
    expect(print({ llm })).toMatch(/\n\nAnswered without the language model \(timeout\)\.\n$/)
  })

  test('what is neither a quote nor the name of an article stands in its place', () => {
    const content = [
      { type: 'text' as const, text: 'On “When does it sail?”:' },
      { type: 'text' as const, text: 'From “Boats” (2024-03-14):' },
      ...answer.content,
      { type: 'text' as const, text: 'Not in these articles: “Who pays?” Nobody says.' },
    ]
    const printed = print({ content })
    expect(printed).toMatch(/^On “When does it sail\?”:\n\n\[1\] /)
    expect(printed).toContain('\n\nNot in these articles: “Who pays?” Nobody says.\n')
    expect(printed).not.toContain('From “Boats”')
  })

  test('a part that is not answered has what comes nearest to it', () => {
    const refusal = {
      reason: 'low_confidence' as const,
      message: 'Nobody says.',
      unknown_terms: ['zebra'],
      nearest: answer.citations,
    }
    const part = { question: 'Who pays?', answerable: false, refusal, citation_ids: [] }
    const printed = print({ parts: [part] })
    expect(printed).toMatch(/zebra[\s\S]*“Who pays\?” Nearest[\s\S]*- The ferry sails at noon\./)
  })

  test('a question that supposes something else is told so, and shown where', () => {
    const refusal = {
      reason: 'false_premise' as const,
      message: 'The question says “one”; these articles say “noon”.',
      unknown_terms: [],
      nearest: answer.citations,
    }
    const printed = print({ answerable: false, refusal, citations: [] })
    expect(printed).toMatch(/^The question says “one”/)
    expect(printed).toContain('The ferry sails at noon.')
    expect(printed).not.toMatch(/not an answer/i)
  })

  test('to small talk is the reply alone', () => {
    const reply = {
      kind: 'small_talk' as const,
      answerable: false,
      citations: [],
      answer: 'Hello.',
    }
    expect(print(reply)).toBe('Hello.\n')
  })

  test('a quote cut out of its sentences stands between marks of what was left out', () => {
    const cut = { starts_mid_sentence: true, ends_mid_sentence: true }
    const citations = answer.citations.map((citation) => ({ ...citation, ...cut }))
    expect(print({ citations })).toMatch(/^\[1\] … The ferry sails at noon\. …\n/)
  })

  test('an article that has changed away leaves the line out, not the quote', () => {
    expect(print({}, false)).toContain('    a.txt, “Boats”, 2024-03-14 (cit_')
  })

  test('an article without a date is given without one', () => {
    const citations = answer.citations.map((citation) => ({ ...citation, published_at: null }))
    expect(print({ citations })).toContain('“Boats” (cit_')
  })

  test('every quote is printed', () => {
    const [citation] = answer.citations
    const citations = [1, 2, 3].flatMap((number) =>
      citation ? [{ ...citation, number, id: `${citation.id}${number}` }] : [],
    )
    const content = citations.map(({ id, quote }) => {
      return { type: 'quote' as const, text: quote, citation_ids: [id] }
    })
    expect(print({ citations, content }).match(/^\[\d\]/gm)).toEqual(['[1]', '[2]', '[3]'])
  })

  test('says how a follow-up was understood, and only then', () => {
    expect(print({})).not.toContain('Understood as')
    const printed = print({ question: 'And at night?', resolved_question: 'When? And at night?' })
    expect(printed.startsWith('Understood as: When? And at night?\n\n[1]')).toBe(true)
  })
})

describe('a refusal in a terminal', () => {
  const refusal = {
    reason: 'low_confidence',
    message: 'No sentence answers the question.',
    unknown_terms: ['zebra', 'gnu'],
    nearest: [],
  } as const
  const refused = (given: Partial<Answer['refusal']> = {}): string =>
    print({
      answerable: false,
      citations: [],
      refusal: { ...refusal, unknown_terms: [...refusal.unknown_terms], nearest: [], ...given },
    })

  test('says so, why, and which words no article uses', () => {
    expect(refused()).toBe(
      'Not in these articles. No sentence answers the question.\nNo article uses: zebra, gnu.\n',
    )
    expect(refused({ unknown_terms: [] })).not.toContain('No article uses')
  })

  test('shows what is nearest as not an answer, without a number', () => {
    const printed = refused({ nearest: answer.citations })
    expect(printed).toMatch(
      /Nearest, but not an answer:\n {2}- The ferry sails at noon\.\n {4}a\.txt:4:7/,
    )
    expect(printed).not.toContain('[1]')
  })
})
