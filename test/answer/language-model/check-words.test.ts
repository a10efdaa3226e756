import { describe, expect, test } from 'vitest'
import { mayStand } from '../../../src/answer/language-model/check-words.ts'
import { numbersIn } from '../../../src/answer/language-model/numbers-in.ts'

const beside = [
  'The bridge cost 1,250,000 crowns and took two years, from 2019 to 2021.',
  '工程耗資三億元。',
]
const offered = [...beside, 'Mayor Lund said the ferries would halve the noise in the old harbour.']
const question = 'What did the bridge over the sound between Leith and Gull Island cost?'
const stands = (words: string) => mayStand({ words, beside, offered, question })

test.each([
  'On the cost:',
  'Who paid, and when (in short):',
  'The town’s own view, and its neighbours’ view:',
  'It took two years:',
  'Between 2019 and 2021:',
  'The sum of 1250000 crowns:',
  '關於費用：',
  '耗資三億：',
  'Zu den Kosten:',
  'О стоимости:',
  '費用について：',
  'Of the bridge over the sound between Leith and Gull Island:',
  'One of the articles says so, in case it helps:',
])('may stand: %s', (words) => {
  expect(stands(words)).toBe(true)
})

describe('may not stand', () => {
  test.each([
    ['double marks', 'The mayor: "halved":'],
    ['curly marks', 'The mayor says “halved”:'],
    ['single marks', "The mayor says 'halved':"],
    ['curly single marks', 'The mayor says ‘halved’:'],
    ['an apostrophe that opens', 'The mayor says ’halved’:'],
    ['two apostrophes', "The mayor says''halved'':"],
    ['low marks', 'Der Rat sagt „halb“:'],
    ['two commas', 'Der Rat sagt ,,halb:'],
    ['guillemets', 'Le conseil dit «moitié» :'],
    ['corner brackets', '市長說「減半」：'],
    ['white corner brackets', '市長說『減半』：'],
    ['title marks', '《大橋》說：'],
    ['half-width brackets', '｢減半｣：'],
    ['wide marks', 'The mayor says ＂halved＂:'],
    ['primes', 'The mayor says ″halved″:'],
    ['modifier letters like marks', 'The mayor says ʺhalvedʺ:'],
    ['the number of a quote', 'As [1] says:'],
    ['a link', 'See https://example.org:'],
    ['a host', 'See example.org:'],
    ['an address', 'Write to desk@example:'],
    ['Markdown', 'The **bridge**:'],
    ['a heading', '# The bridge'],
    ['code', 'The `bridge`:'],
    ['HTML', 'The <b>bridge</b>:'],
    ['an entity of HTML and JSON braces', 'The {bridge}:'],
    ['a line break', 'On it:\n> The bridge fell.'],
    ['a line separator', 'On it:\u2028The bridge fell.'],
    ['what turns direction', 'On \u202eti:'],
    ['what is not seen', 'On\u200b it:'],
    ['marks on marks', 'O\u0301\u0302\u0303\u0304n it:'],
    ['no letter', '— : —'],
    ['nothing', ''],
    ['a number of nowhere', 'After 2022:'],
    ['a part of a number', 'The 250 crowns:'],
    ['another number in words', 'It took three years:'],
    ['a share in words', 'Half of it:'],
    ['another number in ideographs', '耗資五億：'],
    ['a count in ideographs', '共有三個：'],
    ['wide digits', 'After ２０２２:'],
    ['a sentence of an article', 'Mayor Lund said the ferries would halve the noise:'],
    ['the same in capitals', 'MAYOR LUND SAID THE FERRIES WOULD:'],
  ])('%s', (_, words) => {
    expect(stands(words)).toBe(false)
  })
})

test('numbers are read one way however they are written', () => {
  expect(numbersIn('1,250,000 or 1’250’000 or １２５００００')).toEqual(Array(3).fill('1250000'))
  expect(numbersIn('Two of 2, twelve at 9.30 and 10:15')).toEqual(['2', '9.30', '10:15', '2', '12'])
  expect(numbersIn('一方面，萬一十分')).toEqual([])
  expect(numbersIn('三個月，二十年')).toEqual(['三', '二十'])
})
