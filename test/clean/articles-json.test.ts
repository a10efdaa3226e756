import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { markBlocks } from '../../src/clean/mark-blocks.ts'
import { readArticle } from '../support/read-article.ts'
import { sentencesOf } from './read-fixture.ts'

interface Expected {
  readonly drop: readonly { readonly id: string; readonly text: string }[]
  readonly keep: readonly { readonly id: string; readonly text: string }[]
  readonly metadata: Record<string, { readonly id: string; readonly value: string | null }>
}

const source = new URL('../eval/gba/articles.json', import.meta.url)
const files = Object.entries(
  (JSON.parse(readFileSync(source, 'utf8')) as { files: Record<string, Expected> }).files,
)
const corpus = new URL('../../corpus/', import.meta.url)

describe.each(files)('%s', (name, { drop, keep, metadata }) => {
  const article = markBlocks(readArticle(name, readFileSync(new URL(name, corpus))))
  const sentences = sentencesOf(article)
  const content = sentences.join(' ')

  it('leaves the noise out of every content sentence', () => {
    const fold = (text: string) => text.replace(/\s+/g, ' ')
    const left = drop.filter(({ text }) =>
      sentences.some((sentence) => sentence.includes(fold(text)) || fold(text).includes(sentence)),
    )
    expect(left).toEqual([])
  })

  it('keeps every paragraph of the article', () => {
    const lost = keep.filter(({ text }) => !content.includes(text.replace(/\s+/g, ' ')))
    expect(lost).toEqual([])
  })

  it.each(Object.entries(metadata))('reads its %s, or none', (field, { value }) => {
    if (field === 'title' && value === null) expect(article.titleOrigin).not.toBe('file')
    else if (field === 'title') expect(article).toMatchObject({ title: value, titleOrigin: 'file' })
    else expect(field === 'date' ? article.publishedAt : article.publisher).toBe(value)
  })
})
