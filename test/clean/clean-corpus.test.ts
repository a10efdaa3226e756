import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Article } from '../../src/article/article.ts'
import { cleanCorpus } from '../../src/clean/clean-corpus.ts'
import { readArticle } from '../support/read-article.ts'
import { textsOf } from './read-fixture.ts'

const sites = new URL('../fixtures/sites/', import.meta.url)

interface Page {
  readonly name: string
  readonly content: readonly string[]
}

function pagesOf(site: string): Page[] {
  return JSON.parse(readFileSync(new URL(`${site}/expected.json`, sites), 'utf8')).articles
}

/** The text that was copied from a site's pages, cleaned together. */
function cleanSite(site: string, pages = pagesOf(site)): Article[] {
  return cleanCorpus(
    pages.map(({ name }) => {
      const bytes = readFileSync(new URL(`${site}/text/${name}.txt`, sites))
      return readArticle(`${site}/${name}.txt`, bytes)
    }),
  )
}

function clean(texts: readonly string[], folder = 'a'): Article[] {
  return cleanCorpus(texts.map((text, at) => readArticle(`${folder}/${at}.txt`, Buffer.from(text))))
}

/** Paragraphs of no other article. */
const own = (at: number, part = 0) =>
  `The keeper of lighthouse ${'abcdefghijklmnopqrstuvwxyz'[at]}${part} wrote in the log that wave ${at * 7 + part} broke the lamp that night.`

describe('pages of one site, copied from the browser', () => {
  it.each(['marrow-herald', 'linlan-evening', 'alder-freight', 'pellin-council'])(
    'keeps all of the articles of %s',
    (site) => {
      const pages = pagesOf(site)
      cleanSite(site).forEach((article, at) => {
        const kept = [...textsOf(article, 'content'), ...textsOf(article, 'heading')]
          .join(' ')
          .replace(/\s+/g, ' ')
        const lost = pages[at]?.content.filter((text) => !kept.includes(text.replace(/\s+/g, ' ')))
        expect(lost).toEqual([])
      })
    },
  )

  it('takes menus, boxes and notices away, and finds the title among them', () => {
    const [article] = cleanSite('marrow-herald')
    expect(textsOf(article as Article, 'content').join('\n')).not.toMatch(/Tide|Herald|advert/)
    expect(article).toMatchObject({
      title: 'Tidal turbine pilot to start in the Narrows in May',
      titleOrigin: 'file',
      byline: 'Hanne Oduya',
      publisher: 'Marrow Sound Herald Ltd',
      publishedAt: '2025-02-11',
    })
    expect(textsOf(article as Article, 'related-link')).toHaveLength(3)
  })

  it('reads the line with date, source and author whatever stands above it', () => {
    const [article] = cleanSite('linlan-evening')
    expect(article).toMatchObject({
      title: '临岚新码头下月启用 轮渡班次增至每日四十班',
      byline: '沈听澜',
      publisher: '临岚晚报',
      publishedAt: '2024-05-08',
    })
  })

  it('cuts a repeated sentence off the last paragraph', () => {
    const [article] = cleanSite('alder-freight')
    expect(textsOf(article as Article, 'content')).toContainEqual(
      expect.stringMatching(/^Until then .* extra charge for the track\.$/),
    )
    expect(textsOf(article as Article, 'boilerplate')).toContain(
      'Alder Freight Review is published by Tallis Media and takes no money from the companies it writes about.',
    )
  })

  it('does not depend on the order of the files', () => {
    const pages = pagesOf('marrow-herald')
    const straight = cleanSite('marrow-herald', pages)
    const turned = cleanSite('marrow-herald', pages.toReversed())
    expect(turned.toReversed()).toEqual(straight)
  })

  it('knows a site from three articles on, not from two', () => {
    const pages = pagesOf('pellin-council')
    const noise = (articles: Article[]) =>
      articles.map((article) => textsOf(article, 'boilerplate').length)
    const two = noise(cleanSite('pellin-council', pages.slice(0, 2)))
    const three = noise(cleanSite('pellin-council', pages.slice(0, 3)))
    expect(three[0]).toBeGreaterThan(two[0] as number)
  })
})

describe('what articles repeat of their own', () => {
  const said = '“The harbour stays open, whatever the ministry may say,” the mayor told reporters.'

  it('keeps a statement that most of them report', () => {
    const articles = clean([0, 1, 2, 3].map((at) => [own(at), said, own(at, 1)].join('\n\n')))
    for (const article of articles) expect(textsOf(article, 'content')).toContain(said)
  })

  it('keeps a statement that half of them end with', () => {
    const articles = clean(
      [0, 1, 2, 3, 4, 5].map((at) => [own(at), own(at, 1), ...(at % 2 ? [] : [said])].join('\n\n')),
    )
    expect(textsOf(articles[0] as Article, 'content')).toContain(said)
  })

  it('keeps background that three of forty tell', () => {
    const background =
      'The line has been closed since a landslip in November took away part of the embankment there.'
    const articles = clean(
      Array.from({ length: 26 }, (_, at) =>
        [own(at), ...(at % 9 === 0 ? [background] : []), own(at, 1)].join('\n\n'),
      ),
    )
    expect(textsOf(articles[9] as Article, 'content')).toContain(background)
  })

  it('keeps a refrain within the text', () => {
    const refrain = 'And so it goes on this coast.'
    const articles = clean(
      [0, 1, 2, 3].map((at) =>
        [
          own(at),
          ...(at % 2 ? [own(at, 2)] : []),
          refrain,
          own(at, 1),
          own(at, 3),
          refrain,
          own(at, 4),
        ].join('\n\n'),
      ),
    )
    for (const article of articles) expect(textsOf(article, 'content')).toContain(refrain)
  })

  it('keeps headings that many of them use', () => {
    const articles = clean(
      [0, 1, 2].map((at) => ['Log', own(at), 'What happens next', own(at, 1)].join('\n\n')),
    )
    for (const article of articles) {
      expect(textsOf(article, 'heading')).toEqual(['What happens next'])
    }
  })

  it('keeps lines that differ in a number that is no date and no counter', () => {
    const articles = clean(
      [3, 5, 8, 13].map((count, at) => [own(at), own(at, 1), `Boats lost: ${count}`].join('\n\n')),
    )
    for (const article of articles) {
      expect(textsOf(article, 'content').at(-1)).toMatch(/^Boats lost/)
    }
  })

  it('keeps copies of one article whole, though all paragraphs repeat', () => {
    const text = [own(0), own(0, 1), own(0, 2)].join('\n\n')
    const articles = clean([text, `${text}\n\n${own(5)}`, text, own(6)])
    expect(textsOf(articles[0] as Article, 'content')).toHaveLength(3)
  })

  it('keeps the title that a whole series has', () => {
    const articles = clean(
      [0, 1, 2, 3].map((at) => ['The harbour log', own(at), own(at, 1)].join('\n\n')),
    )
    for (const article of articles) {
      expect(article).toMatchObject({ title: 'The harbour log', titleOrigin: 'file' })
    }
  })

  it('counts a site’s articles alone', () => {
    const line = 'Printed beside the water'
    const articles = cleanCorpus(
      ['a', 'b', 'c'].map((folder, at) =>
        readArticle(`${folder}/x.txt`, Buffer.from([own(at), own(at, 1), line].join('\n\n'))),
      ),
    )
    for (const article of articles) expect(textsOf(article, 'content')).toContain(line)
  })
})

it('looks again only at the site of a new article', () => {
  const drafts = Array.from({ length: 300 }, (_, at) =>
    readArticle(
      `site-${at % 30}/${at}.txt`,
      Buffer.from(
        ['Menu of the site', own(at % 26, at), own(at % 26, at + 1000), 'Our usual last line'].join(
          '\n\n',
        ),
      ),
    ),
  )
  const before = cleanCorpus(drafts)
  const added = readArticle('site-3/new.txt', Buffer.from(own(4, 77)))
  const after = cleanCorpus([...drafts, added])
  expect(after.slice(0, 300).every((article, at) => article === before[at])).toBe(true)
})
