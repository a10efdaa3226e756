import { describe, expect, it } from 'vitest'
import type { Article } from '../../src/article/article.ts'
import { readArticles } from '../../src/article/read-article.ts'
import { cleanCorpus } from '../../src/clean/clean-corpus.ts'
import { textsOf } from './read-fixture.ts'

async function clean(...pages: string[]): Promise<Article[]> {
  const read = await Promise.all(
    pages.map((html, at) => readArticles({ path: `p${at}.html`, bytes: Buffer.from(html) })),
  )
  return cleanCorpus(read.flatMap(({ drafts }) => drafts))
}

const paragraphs = [
  'The keeper of the north light counted nine hundred geese over the bay on Sunday morning, more than in any year since 1996.',
  'They came in from the sea with the first snow, he wrote, and stayed on the salt marsh until the tide turned at about four.',
  'A second flock of some forty birds went on to the south without a rest, which he had not seen in his thirty years there.',
]
const body = paragraphs.map((text) => `<p>${text}</p>`).join('')

describe('structure and text together', () => {
  it('keep an article whose body stands in an aside', async () => {
    const [article] = await clean(
      `<html lang="en"><head><title>Geese over the bay</title></head><body><nav><a href="/">Home</a> <a href="/n">News</a></nav><h1>Geese over the bay</h1><aside class="body">${body}</aside><footer>© 2024 Bay Post</footer></body></html>`,
    )
    expect(textsOf(article as Article, 'content')).toEqual(paragraphs)
    expect(article?.title).toBe('Geese over the bay')
  })

  it('take a list of other stories out of the main part', async () => {
    const [article] = await clean(
      `<html lang="en"><head><title>Geese</title></head><body><main><h1>Geese over the bay</h1>${body}<h2>Related stories</h2><ul><li><a href="/a">Harbour board votes on the new slipway</a></li><li><a href="/b">Why the lighthouse went dark in March</a></li></ul></main></body></html>`,
    )
    expect(textsOf(article as Article, 'content')).toEqual(paragraphs)
    expect(textsOf(article as Article, 'related-link').join(' ')).toMatch(/slipway.*went dark/)
  })

  it('leave a caption a caption, though nothing else tells what it tells', async () => {
    const [article] = await clean(
      `<html lang="en"><head><title>Geese</title></head><body><main><h1>Geese over the bay</h1><figure><img src="a.jpg"><figcaption>The tower was built in 1852 by Elin Marsh.</figcaption></figure>${body}</main></body></html>`,
    )
    expect(textsOf(article as Article, 'caption')).toEqual([
      'The tower was built in 1852 by Elin Marsh.',
    ])
  })

  it('take what pages repeat, though the markup calls it text', async () => {
    const page = (title: string, at: number) =>
      `<html lang="en"><head><title>${title}</title><meta property="og:site_name" content="Bay Post"></head><body><main><h1>${title}</h1>${paragraphs
        .map(
          (text) =>
            `<p>${text.replace(/ (in|the) /g, ` $1 ${['old', 'far', 'wide', 'low'][at]} `)}</p>`,
        )
        .join(
          '',
        )}<p>The Bay Post is printed on paper from the mill at Varn.</p><p>Written in ${at + 3} villages</p></main></body></html>`
    const articles = await clean(
      ...['Geese', 'Swans', 'Herons', 'Gulls'].map((bird, at) => page(`${bird} over the bay`, at)),
    )
    for (const article of articles) {
      expect(textsOf(article, 'boilerplate')).toEqual([
        'The Bay Post is printed on paper from the mill at Varn.',
      ])
      expect(textsOf(article, 'content')).toHaveLength(4)
    }
  })
})
