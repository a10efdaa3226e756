import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lexicalTerms } from '../../src/store/lexical-terms.ts'

const terms = (text: string): string[] => lexicalTerms(text).terms

describe('the index terms of a text', () => {
  it.each([
    [
      'case, width and diacritics are folded',
      'Café ＦＯＲＵＭ Zürich',
      ['cafe', 'forum', 'zurich'],
    ],
    ['curly quotes are straight ones', "O’Brien O'Brien", ['obrien', 'obrien']],
    [
      "possessive 's is dropped",
      "Harbour's Harbour’s harbours'",
      ['harbour', 'harbour', 'harbour'],
    ],
    [
      'English endings are dropped',
      'ferries ferry sailing sails',
      ['ferri', 'ferri', 'sail', 'sail'],
    ],
    ['stop words are left out', 'What is it that they do not have?', []],
    ['thousands separators make no other number', '9,200 9200 ９２００', ['9200', '9200', '9200']],
    ['decimals, times and versions stay whole', '14.6 10:30 2.0.1', ['14.6', '10:30', '2.0.1']],
    ['a list of numbers is not one with separators', '1,2,3', ['1,2,3']],
    ['units stand apart from their numbers', '10km 10 km 40%', ['10', 'km', '10', 'km', '40']],
    ['decades and ordinals are their numbers', '1990s 3rd', ['1990', '3']],
    ['initialisms are the same with and without dots', 'U.S. US', ['us', 'us']],
    ['capitals tell names from stop words', 'WHO told us IT fails', ['who', 'told', 'it', 'fail']],
    ['hyphenated words are their parts', 'long-term long–term', ['long', 'term', 'long', 'term']],
    ['names with digits stay whole', 'H5N1', ['h5n1']],
    ['Han text gives characters and pairs', '大灣區', ['大', '大灣', '灣', '灣區', '區']],
    [
      'mixed scripts part where the script changes',
      'GDP增長3倍',
      ['gdp', '增', '增長', '長', '3', '倍'],
    ],
    ['characters beyond 16 bits stay whole', '𠮷野', ['𠮷', '𠮷野', '野']],
    ['marks alone give nothing', '— … !? ()', []],
  ])('%s', (_, text, expected) => {
    expect(terms(text)).toEqual(expected)
  })

  it('keeps hyphenated words also as one', () => {
    expect(lexicalTerms('E-mail about COVID-19, then long talks').joined).toEqual([
      'email',
      'covid19',
    ])
  })

  it('do not make one number of a span or a date', () => {
    expect(lexicalTerms('10-20 or 2024-05-01')).toEqual({
      terms: ['10', '20', '2024', '05', '01'],
      joined: [],
    })
  })

  it('are the same for any text in composed and decomposed form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(terms(text.normalize('NFD'))).toEqual(terms(text.normalize('NFC')))
      }),
    )
  })

  it('never hold an empty term or an upper case one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const wrong = terms(text).filter((term) => term === '' || term !== term.toLowerCase())
        expect(wrong).toEqual([])
      }),
    )
  })
})
