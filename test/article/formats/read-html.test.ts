import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { markBlocks } from '../../../src/clean/mark-blocks.ts'
import {
  blockFaults,
  expectedOf,
  goldenBytes,
  goldenFiles,
  readOne,
  shown,
} from './golden-documents.ts'

const page = (body: string, head = '') =>
  `<!doctype html><html><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`
const read = (body: string, head = '') => readOne('a.html', page(body, head))
const blocksOf = async (body: string) => shown(await read(body)).blocks
const textsOf = async (body: string) => (await blocksOf(body)).map(([, text]) => text)

const prose = [
  'The reservoir above Senn was emptied in the autumn of 1987, and the walls of the old village stood in the mud.',
  'Forty families had moved to the slope in 1931, taking the bells, the school benches and most of the roof beams.',
  'Nobody had expected to see the well again, though it is drawn on every map that the district office sells.',
]
const article = prose.map((text) => `<p>${text}</p>`).join('')

describe('golden web pages', () => {
  it.each(goldenFiles(/\.html?$/))('%s', async (name) => {
    const draft = await readOne(name, goldenBytes(name))
    expect(shown(draft)).toEqual(expectedOf(name))
    expect(blockFaults(draft)).toEqual([])
    expect(await readOne(name, goldenBytes(name))).toEqual(draft)
  })
})

describe('the text of a web page', () => {
  it('folds white space as a browser does and keeps no-break spaces', async () => {
    expect(
      await textsOf('<p>  One\n\t two <b> three</b> <i>four</i>&nbsp;&nbsp;five </p>'),
    ).toEqual(['One two three four\u00A0\u00A0five'])
  })

  it('joins Chinese lines without a space', async () => {
    expect(await textsOf('<p>大橋於三月\n  通車，收費 20\n元。</p>')).toEqual([
      '大橋於三月通車，收費 20 元。',
    ])
  })

  it('keeps the lines and the spaces of preformatted text', async () => {
    expect(await textsOf('<pre>a  b\n  c</pre>')).toEqual(['a  b\n  c'])
  })

  it('breaks a line at <br>, and the paragraph where a sentence ended or a blank line follows', async () => {
    expect(await textsOf('<p>Rose Lane 4<br>Senn<br><br>It rained.<br>It stopped.</p>')).toEqual([
      'Rose Lane 4\nSenn',
      'It rained.',
      'It stopped.',
    ])
  })

  it('parts lines of labels', async () => {
    expect(await textsOf('<p>Notice 4<br>Issued: 6 March 2023</p>')).toEqual([
      'Notice 4',
      'Issued: 6 March 2023',
    ])
  })

  it('leaves out scripts, styles, templates, hidden parts and soft hyphens', async () => {
    const hidden =
      '<script>a</script><style>b</style><template><p>c</p></template><p hidden>d</p>' +
      '<p style="display: none">e</p><noscript>f</noscript><svg><text>g</text></svg><dialog>h</dialog>'
    expect(await textsOf(`${hidden}<p>gov&shy;ern</p><!-- i -->`)).toEqual(['govern'])
  })

  it('numbers lists outside of the blocks', async () => {
    const draft = await read('<ol start="3"><li>wash</li><li>peel<ul><li>twice</li></ul></li></ol>')
    expect(draft.text).toBe('3. wash\n4. peel\n\n  • twice')
    expect(shown(draft).blocks.map(([, text]) => text)).toEqual(['wash', 'peel', 'twice'])
  })

  it('makes a row of a table one line, and no line of a table for layout', async () => {
    expect(
      await textsOf(
        '<table><tr><td></td><th>A</th><th>B</th></tr><tr><th>c<td>1<td><p>2</p></table>',
      ),
    ).toEqual(['A | B', 'c | 1 | 2'])
    expect(await textsOf('<table><tr><td><h2>A</h2>b</td><td>c</td></tr></table>')).toEqual([
      'A',
      'b',
      'c',
    ])
  })

  it('is in any language the same words', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[\p{L}\p{N},.]{1,12}$/u), { minLength: 1, maxLength: 30 }),
        async (words) => {
          const escaped = words.map((word) => `<b>${word}</b>`).join(' ')
          expect(await textsOf(`<p>${escaped}</p>`)).toEqual([words.join(' ')])
        },
      ),
      { numRuns: 50 },
    )
  })
})

describe('the roles of a page', () => {
  it('tells the article from what stands around it', async () => {
    const blocks = await blocksOf(
      `<header><a href="/">Senn Gazette</a></header><nav><a href="/a">News</a></nav>
       <main><h1>The drowned village</h1>${article}<figure><img><figcaption>The well</figcaption></figure></main>
       <aside><ul><li><a href="/x">A long headline of quite another story</a></li></ul></aside>
       <footer>Printed in Senn</footer>`,
    )
    expect(blocks).toEqual([
      ['navigation', 'Senn Gazette'],
      ['navigation', 'News'],
      ['title', 'The drowned village'],
      ...prose.map((text) => ['content', text]),
      ['caption', 'The well'],
      ['related-link', 'A long headline of quite another story'],
      ['boilerplate', 'Printed in Senn'],
    ])
  })

  it('reads a page without any structure whole', async () => {
    const blocks = await blocksOf(prose.join('<br><br>'))
    expect(blocks).toEqual(prose.map((text) => ['content', text]))
  })

  it('keeps boxes and short paragraphs among the text', async () => {
    const box =
      '<aside class="factbox"><p>The dam is 41 metres high and was built by hand.</p></aside>'
    const blocks = await blocksOf(`<article>${article}${box}<p>It is dry.</p>${article}</article>`)
    expect(blocks.filter(([role]) => role !== 'content')).toEqual([])
    expect(blocks.length).toBe(8)
  })

  it('leaves an article whose sentences can be retrieved', async () => {
    const cleaned = markBlocks(await readOne('t.html', goldenBytes('tram-reopens.html')))
    const kept = cleaned.blocks.filter(({ role }) => role === 'content')
    const text = kept.map(({ start, end }) => cleaned.text.slice(start, end)).join('\n')
    expect(text).toContain('ran seven weeks\u00A0late.')
    expect(text).toContain('Adult | 3.20 | 9.00')
    expect(text).not.toMatch(/partners|inbox|strike|gullwatcher|Advertisement/)
    expect(cleaned).toMatchObject({
      title: 'Hill tram reopens after two-year rebuild',
      language: 'en',
    })
  })
})

describe('what a page declares', () => {
  it('reads meta names, the canonical link, and the address a browser saved it from', async () => {
    const saved = '<!-- saved from url=(0026)https://senn.example/well -->'
    const bytes = `${saved}${page(article, '<title>The well</title><meta name="dc.date" content="2001-02-03">')}`
    expect((await readOne('a.html', bytes)).declared).toEqual({
      title: 'The well',
      publishedAt: '2001-02-03',
      url: 'https://senn.example/well',
    })
    const linked = await read(article, '<link rel="canonical" href="https://senn.example/1">')
    expect(linked.declared?.url).toBe('https://senn.example/1')
  })

  it('does not believe a template about the language, nor a link that is no web address', async () => {
    const chinese = '<p>清江路的旧书店上个星期六关门了，老板在河边卖了三十八年书。</p>'.repeat(3)
    const html = `<html lang="en"><link rel="canonical" href="javascript:alert(1)">${chinese}</html>`
    expect((await readOne('a.html', html)).declared).toEqual({})
  })
})

describe('encodings of web pages', () => {
  const body = '<p>Überfahrt für 3 €, größer</p>'
  const declare = (charset: string) =>
    `<html><head><meta charset="${charset}"></head>${body}</html>`
  it.each([
    ['declared', 'windows-1252', iconv.encode(declare('iso-8859-1'), 'windows-1252')],
    ['wrongly declared', 'utf-8', iconv.encode(declare('windows-1252'), 'utf-8')],
    ['by its mark', 'utf-16le', iconv.encode(declare('utf-8'), 'utf-16le', { addBOM: true })],
    ['by its mark', 'utf-8', iconv.encode(declare('gbk'), 'utf-8', { addBOM: true })],
    [
      'by HTTP-equiv',
      'iso-8859-15',
      iconv.encode(
        `<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-15">${body}`,
        'iso-8859-15',
      ),
    ],
  ])('%s: %s', async (_, __, bytes) => {
    expect((await readOne('a.html', bytes)).text).toBe('Überfahrt für 3 €, größer')
  })

  it('reads a page in spite of a damaged byte', async () => {
    const bytes = Buffer.concat([Buffer.from(page(article + article)), Buffer.from([0xc3, 0x28])])
    const { text } = await readOne('a.html', bytes)
    expect(text).toContain(prose[2])
    expect(text).toContain('\uFFFD')
  })
})

describe('pages that cannot be read', () => {
  const fails = async (html: string) =>
    await readOne('x.html', html).then(
      () => undefined,
      (error: { code?: string; message: string }) => `${error.code} ${error.message}`,
    )

  it('says so of a page without text, and of one nested beyond reason', async () => {
    expect(await fails(page('<div id="app"></div><script>go()</script>'))).toMatch(
      /^article_unreadable x\.html shows no text/,
    )
    expect(await fails(page(`${'<div>'.repeat(200_000)}a`))).toMatch(/nested more than 512/)
    expect(await fails(page('<i></i>'.repeat(600_000)))).toMatch(/more than 500000 elements/)
  })

  it('reads any other bytes, or says why not, and never overlaps blocks', async () => {
    const golden = goldenFiles(/\.html?$/).map(goldenBytes)
    const mutated = fc
      .tuple(
        fc.constantFrom(...golden),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 30 }),
      )
      .map(([bytes, edits]) => {
        const changed = Buffer.from(bytes)
        for (const [at, byte] of edits) changed[at % changed.length] = byte
        return changed
      })
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        const draft = await readOne('m.html', bytes).catch((error: { code?: string }) => {
          expect(error.code).toBe('article_unreadable')
        })
        expect(draft ? blockFaults(draft) : []).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('large and deep pages', () => {
  it('reads one without Readability, which would take minutes for it', async () => {
    const started = performance.now()
    const { blocks } = await read(`${'<div>'.repeat(400)}${article.repeat(300)}`)
    expect(blocks.length).toBe(900)
    expect(performance.now() - started).toBeLessThan(20_000)
  }, 60_000)
})
