import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitSentences } from '../../src/passage/split-sentences.ts'

const split = (text: string, language = 'und') =>
  splitSentences(text, { start: 0, end: text.length }, language).map(({ start, end }) =>
    text.slice(start, end),
  )

/** `|` stands where a sentence ends. */
const english = [
  'Mr. Smith met Dr. Lee in St. Louis.|They left at once.',
  'It opened on Jan. 5, 2020.|Nobody came.',
  'The U.S. Army left in May.|It came back.',
  'He lives in the U.S.|She does not.',
  'J. R. R. Tolkien wrote it.|George W. Bush did not.',
  'Prices rose 3.5 percent, to $4.20.|Wages fell.',
  '“We listened,” said she.|“People asked for it.”',
  '“Why?” he asked.|Nobody knew.',
  '"Stop!" she cried.|"It is late."',
  'They said: “Yes.”|Then they went.',
  'Wait... what was that?|Nothing.',
  'See p. 12 and Fig. 3 for more.|Then go on.',
  'Acme Inc. sold it.|Widget Co. bought it.',
  'It is sold by Acme Inc.|The price is low.',
  'The meeting is at 9 a.m. on Friday.|Bring a pen.',
  'First (see above).|Second [12] follows.[3]|Third.',
  'She was born c. 1455 and died in 1536.|So it is said.',
  'Is it No. 5?|No.|It is No. 6.',
  'e.g. apples, i.e. fruit.|That is all.',
  'Visit www.example.org.|It is open.',
  "It has a `` double coat '' , with wool . ''|However , it sheds .",
  'Mr . Brown met the U.S. envoy .|They spoke .',
  '1. Mix the flour.|2. Boil it.',
  'Wow!!|Really?!|Yes.',
] as const

const chinese = [
  '他說：「好。」|然後走了。',
  '“好。”他说。|大家都笑了。',
  '“桥通了就方便多了！”她笑着说。|他点头。',
  '真的嗎？|真的！',
  '增长3.5%，达99.68亿元。|增速很快。',
  '（见上文。）|下文如下。',
  '他说“好”。|她说“不好”。',
  '有待查证。[来源请求]|后来证实了。',
] as const

describe('splitSentences', () => {
  it.each(english)('reads %s', (marked) => {
    expect(split(marked.replaceAll('|', ' '), 'en')).toEqual(marked.split('|'))
  })

  it.each(chinese)('reads %s', (marked) => {
    expect(split(marked.replaceAll('|', ''), 'zh')).toEqual(marked.split('|'))
  })

  it('does not end a sentence at a line break inside a block', () => {
    expect(split('The doors\r\nstood open.\nNobody came.')).toEqual([
      'The doors\r\nstood open.',
      'Nobody came.',
    ])
  })

  it('works on a range and gives places in the whole text', () => {
    const text = 'Before. One. Two. After.'
    expect(splitSentences(text, { start: 8, end: 17 })).toEqual([
      { start: 8, end: 12 },
      { start: 13, end: 17 },
    ])
    expect(splitSentences(text, { start: 7, end: 8 })).toEqual([])
  })

  it('covers all that is not white space, in order, and never halves a character', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '. ',
        '。',
        '! ',
        '” ',
        '「',
        '(',
        ') ',
        ' Mr. ',
        '…',
        "''",
        '\r\n',
        'שלום. ',
        'é. ',
      ),
      fc.constantFrom('😀', '👩‍👧 ', 'e\u0301', '\u00A0', '[1] ', '12. ', 'A. ', 'word ', '汉字'),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('')
        const ranges = splitSentences(text, { start: 0, end: text.length })
        let from = 0
        let covered = ''
        for (const { start, end } of ranges) {
          expect(text.slice(from, start).trim()).toBe('')
          const sentence = text.slice(start, end)
          expect(sentence).toBe(sentence.trim())
          expect(sentence).not.toBe('')
          expect(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(sentence)).toBe(false)
          covered += sentence
          from = end
        }
        expect(text.slice(from).trim()).toBe('')
        expect(covered.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      }),
      { numRuns: 500 },
    )
  })

  it('takes time in proportion to the text', () => {
    for (const unit of ['Mr. Smith went home. ', '好。', 'a', '。」', 'A. ', '( ', '[a']) {
      const started = performance.now()
      split(unit.repeat(Math.ceil(200_000 / unit.length)))
      expect(performance.now() - started).toBeLessThan(3000)
    }
  }, 30_000)
})
