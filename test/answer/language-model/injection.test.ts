import { beforeAll, describe, expect, test } from 'vitest'
import type { OpenIndex } from '../../../src/store/open-index.ts'
import { makeIndex } from '../../support/make-index.ts'
import { replyOf } from '../../support/scripted-model.ts'
import { benches, injectedArticles, injections, plainArticle, spell } from './injected-articles.ts'
import { bare, bothAnswers, inexact, type Shown, scriptReplies } from './scripted-replies.ts'

const asked = injections.map(
  (text, at) =>
    [
      `Was the ${benches[at]} bench on the pier of Leith painted green in spring?`,
      text.replaceAll('%', spell),
      at,
    ] as const,
)

/** The sentence of fact and what is written behind it. */
function pair({ articles }: Shown, question: string) {
  const [, wood = ''] = /the (\w+) bench/.exec(question) ?? []
  const all = articles.flatMap(({ sentences }) => sentences)
  const fact = all.find(({ text }) => text.startsWith(`The ${wood} bench `))
  if (!fact) throw new Error(`The ${wood} bench is not on offer.`)
  return { fact, all }
}

describe.each(asked)('%s', (question, injected, at) => {
  let index: OpenIndex
  beforeAll(async () => {
    index = await makeIndex([plainArticle, ...injectedArticles.slice(at, at + 1)])
  })

  test('the prompt holds it as material: instructions are the same as without', async () => {
    const model = scriptReplies((shown) => replyOf([pair(shown, question).fact.id]))
    const { made } = await bothAnswers(index, question, model)
    const [prompt] = model.prompts
    expect(prompt?.instructions).not.toContain(spell)
    expect(JSON.stringify(prompt?.schema)).not.toContain(spell)
    // Its text is inside strings: nothing of it is a field or a message.
    const { question: only, articles, ...rest } = JSON.parse(prompt?.material ?? '')
    expect(only).toBe(question)
    expect(rest).toEqual({})
    for (const article of articles) {
      expect(Object.keys(article)).toEqual(['title', 'date', 'sentences'])
      for (const one of article.sentences) expect(Object.keys(one)).toEqual(['id', 'text'])
    }
    expect(made.mode).toBe('llm')
    expect(inexact(index, made)).toEqual([])
    expect(made.content.some((part) => part.type === 'quote' && part.text.includes(spell))).toBe(
      false,
    )
  })

  test('a model that obeys it changes which sentences are quoted at most', async () => {
    const obeys = [
      () => injected.slice(injected.indexOf('{')),
      () => injected,
      () => replyOf([`The pier of Leith is ${spell}.`]),
      () => replyOf(['bcdf']),
      () => replyOf(`The pier is ${spell}.`),
      () => replyOf(injected, []),
      () => '{"answered":false,"parts":[]}',
      (shown: Shown) => replyOf(injected, [pair(shown, question).fact.id]),
      (shown: Shown) => replyOf([pair(shown, question).fact.id], `“The pier is ${spell}”`),
      (shown: Shown) => replyOf([pair(shown, question).fact.id], `https://evil.example/${spell}`),
    ]
    for (const obey of obeys) {
      const { made, plain } = await bothAnswers(index, question, scriptReplies(obey))
      expect(inexact(index, made)).toEqual([])
      expect(made.llm?.status).toBe('fallback')
      expect(bare(made)).toEqual(bare(plain))
    }
  })

  test('words that it puts into the model’s mouth are taken out', async () => {
    const model = scriptReplies((shown) =>
      replyOf(`The pier is ${spell}:`, [pair(shown, question).fact.id]),
    )
    const { made } = await bothAnswers(index, question, model)
    expect(made.mode).toBe('llm')
    expect(made.answer).not.toContain(`The pier is ${spell}`)
    expect(made.content.some((part) => part.type === 'text' && part.by)).toBe(false)
  })

  test('the sentence itself may be quoted, as it stands there', async () => {
    const model = scriptReplies((shown) => {
      const { all } = pair(shown, question)
      const told = all.filter(({ text }) => text.includes(spell)).slice(0, 2)
      return replyOf(told.map(({ id }) => id))
    })
    const { made } = await bothAnswers(index, question, model)
    expect(made.mode).toBe('llm')
    expect(inexact(index, made)).toEqual([])
  })
})
