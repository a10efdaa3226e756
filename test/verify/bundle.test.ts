import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Answer } from '../../src/answer/answer.ts'
import { citeRange } from '../../src/answer/cite.ts'
import { createApi } from '../../src/server/create-api.ts'
import { type Bundle, bundle as bundleShape, digestOf } from '../../src/verify/bundle.ts'
import { checkBundle } from '../../src/verify/check-bundle.ts'
import { makeBundle, makeConversationBundle } from '../../src/verify/make-bundle.ts'
import { makeIndex } from '../support/make-index.ts'
import { firstSentenceAnswer, makeDependencies } from '../support/scripted-ask.ts'

const kiln = '# Kilns\n\nThe kiln at Sorrel burns beech — 🔥 9 hours a day. It was lit in 1931.\n'
const index = await makeIndex([
  { path: 'kiln.md', text: kiln, publisher: 'Sorrel Courier', publishedAt: '2026-02-03' },
  { path: 'other.txt', text: 'The kiln at Sorrel was lit in 1932, says the parish book.\n' },
])
const [article, other] = index.articles

/** An answer with every kind of thing that says words stand somewhere. */
function richAnswer(): Answer {
  const answer = firstSentenceAnswer(index, 'When was the kiln lit?')
  const [citation] = answer.citations
  if (!citation || !article || !other) throw new Error('There is no citation.')
  const details = { number: 1, score: 1, headingPath: [] }
  const near = citeRange({ article: other, text: other.text }, { start: 0, end: 34 }, details)
  const { id, source_id, source_path, title, publisher, published_at, start, end, links } = near
  const copy = {
    citation_id: id,
    source_id,
    source_path,
    source_entry: null,
    title,
    publisher,
    published_at,
    start,
    end,
    links,
  }
  const value = citation.quote.indexOf('beech')
  return {
    ...answer,
    citations: [{ ...citation, also_in: [copy] }],
    refusal: { reason: 'false_premise', message: 'Not so.', unknown_terms: [], nearest: [near] },
    premise: { kind: 'year', asked: '1933', found: '1932', start: 30, end: 34, citation_id: id },
    disagreements: [
      {
        values: [
          {
            ...{ text: 'beech', citation_id: citation.id, date: null },
            ...{ start: citation.start + value, end: citation.start + value + 5 },
          },
        ],
      },
    ],
  }
}

const whole = await makeBundle(index, richAnswer())

it('holds the whole texts that are quoted, and is checked by itself', () => {
  expect(bundleShape.parse(whole)).toEqual(whole)
  expect(whole.texts.map(({ text }) => text).sort()).toEqual([kiln, other?.text].sort())
  const check = checkBundle(JSON.parse(JSON.stringify(whole)))
  expect(check).toMatchObject({ questions: ['When was the kiln lit?'], problems: [] })
  expect(check.citations.map(({ status }) => status)).toEqual(['exact', 'exact'])
})

it('is the same for the same answer, whatever the moment', async () => {
  const later = { ...richAnswer(), timings_ms: { embed: 9, retrieve: 9, compose: 9 } }
  expect(JSON.stringify(await makeBundle(index, later))).toBe(JSON.stringify(whole))
})

it('is checked though answers have other fields by then', () => {
  const { citations, sources, ...rest } = whole.answer
  const older = {
    ...rest,
    citations: citations.map(({ heading_path: _, ...kept }) => kept),
    later: [1],
  }
  const content = { ...whole, answer: older }
  expect(sources).toBeDefined()
  expect(checkBundle({ ...content, digest: digestOf(content) }).problems).toEqual([])
})

it('survives another order of its fields', () => {
  const turned = Object.fromEntries(Object.entries(whole).reverse())
  expect(checkBundle(turned).problems).toEqual([])
})

type Path = readonly (string | number)[]

/** The paths of every text, number and truth value in a JSON value. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key]))
}

function change(value: unknown, path: Path, to: (leaf: unknown) => unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return to(value)
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >
  copy[key] = change(copy[key], rest, to)
  return copy
}

/** Another value of the same kind: one character of a text is another. */
function flip(leaf: unknown, at: number): unknown {
  if (typeof leaf === 'number') return leaf + 1
  if (typeof leaf === 'boolean') return !leaf
  if (typeof leaf !== 'string') return 'x'
  if (leaf === '') return 'x'
  const place = at % leaf.length
  return `${leaf.slice(0, place)}${leaf[place] === 'x' ? 'y' : 'x'}${leaf.slice(place + 1)}`
}

describe('an altered bundle', () => {
  const all = leaves(whole)
  test.each(all.map((path) => [path.join('/'), path] as const))('is found by %s', (_, path) => {
    for (const at of [0, 7, 31]) {
      expect(checkBundle(change(whole, path, (leaf) => flip(leaf, at))).problems).not.toEqual([])
    }
  })

  it('is found by any character of any field', () => {
    fc.assert(
      fc.property(fc.nat(all.length - 1), fc.nat(), (which, at) => {
        const altered = change(whole, all[which] ?? [], (leaf) => flip(leaf, at))
        return checkBundle(altered).problems.length > 0
      }),
      { numRuns: 500 },
    )
  })

  it('is found by a field more or less, or a text more or less', () => {
    expect(checkBundle({ ...whole, note: 'x' }).problems).not.toEqual([])
    expect(checkBundle({ ...whole, texts: whole.texts.slice(1) }).problems).not.toEqual([])
    const { digest: _, ...rest } = whole
    expect(checkBundle(rest).problems).not.toEqual([])
    for (const wrong of [null, 7, 'bundle', [], {}, { object: 'bundle', version: 2 }]) {
      expect(checkBundle(wrong).problems).not.toEqual([])
    }
  })

  /** What the words rest on: found even where somebody makes a new digest for the altered bundle. */
  const evidence =
    /^(?:texts\/\d+\/(?:text|revision)|answer\/(?:citations|refusal\/nearest)\/\d+\/(?:id|quote|cited_text|revision|start|end|start_char_index|end_char_index|byte_start|byte_end|prefix|suffix|title|publisher|published_at|url|source_id|source_path|language|also_in\/\d+\/(?:citation_id|start|end|title|source_id|source_path))|answer\/citations\/\d+\/answer_(?:start|end)|answer\/content\/\d+\/(?:text|citation_ids\/\d+)|answer\/premise\/(?:found|start|end|citation_id)|answer\/disagreements\/\d+\/values\/\d+\/(?:text|start|end|citation_id))$/
  const borne = all.filter((path) => evidence.test(path.join('/')))
  it('has evidence of every kind', () => expect(borne.length).toBeGreaterThan(50))
  test.each(borne.map((path) => [path.join('/'), path] as const))(
    'is found by %s though its digest is made anew',
    (_, path) => {
      for (const at of [0, 7, 31]) {
        const altered = change(whole, path, (leaf) => flip(leaf, at)) as Bundle
        const sealed = { ...altered, digest: digestOf(altered) }
        expect(checkBundle(sealed).problems).not.toEqual([])
      }
    },
  )
})

describe('POST /v1/bundles', () => {
  const app = createApi(makeDependencies(index))
  const post = async (body: unknown) => {
    const headers = { 'Content-Type': 'application/json' }
    const response = await app.request('/v1/bundles', {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return { status: response.status, body: await response.json() }
  }
  it('makes a bundle of an answer as it came', async () => {
    const asked = await app.request('/v1/ask', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ question: 'What burns?' }),
    })
    const { status, body } = await post({ answer: await asked.json() })
    expect(status).toBe(200)
    expect(checkBundle(body).problems).toEqual([])
  })
  it('refuses an answer that the texts do not bear out', async () => {
    const answer = richAnswer()
    const altered = change(answer, ['citations', 0, 'quote'], () => 'The kiln burns oak.')
    expect(await post({ answer: altered })).toMatchObject({
      status: 422,
      body: { code: 'unprocessable_request' },
    })
    const unknown = change(answer, ['citations', 0, 'id'], () => 'cit_000000000000-1-2')
    expect(await post({ answer: unknown })).toMatchObject({
      status: 404,
      body: { code: 'citation_not_found' },
    })
    expect(await post({ answer, more: 1 })).toMatchObject({
      status: 400,
      body: { code: 'unknown_field' },
    })
  })
})

describe('the bundle of a conversation', async () => {
  const answers = [richAnswer(), firstSentenceAnswer(index, 'And again?')]
  const made = await makeConversationBundle(index, answers)

  it('holds every answer, and each text once', () => {
    expect(made.answers.map(({ question }) => question)).toEqual([
      'When was the kiln lit?',
      'And again?',
    ])
    expect(made.texts).toEqual(whole.texts)
    const check = checkBundle(JSON.parse(JSON.stringify(made)))
    expect(check).toMatchObject({ questions: ['When was the kiln lit?', 'And again?'] })
    expect(check.problems).toEqual([])
    expect(check.citations.map(({ status }) => status)).toEqual(['exact', 'exact', 'exact'])
  })

  it('tells which answer was altered', () => {
    const path = ['answers', 1, 'citations', 0, 'quote']
    const check = checkBundle(change(made, path, (leaf) => flip(leaf, 3)))
    expect(check.problems.map(({ pointer }) => pointer)).toContain('/answers/1/citations/0')
    expect(check.citations.map(({ status }) => status)).toEqual(['exact', 'exact', 'altered'])
  })

  it('is made by the API, of answers as it gave them', async () => {
    const api = createApi(makeDependencies(index))
    const post = (body: object) =>
      api.request('/v1/bundles', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    const response = await post({ answers })
    expect(await response.json()).toEqual(made)
    for (const wrong of [{}, { answer: answers[0], answers }]) {
      expect((await post(wrong)).status).toBe(422)
    }
    expect((await post({ answers: [] })).status).toBe(400)
  })
})
