import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { locateTokens } from '../../src/evidence/locate-tokens.ts'

/** What stands in the text from each token's place up to the next one's. */
function cut(text: string, tokens: readonly string[]): string[] {
  const starts = locateTokens(text, tokens)
  return starts.map((start, at) => text.slice(start, starts[at + 1]).trim())
}

describe('locateTokens', () => {
  test.each<[string, string, string[], string[]]>([
    [
      'plain words',
      'The ferry sails.',
      ['the', 'ferry', 'sails', '.'],
      ['The', 'ferry', 'sails', '.'],
    ],
    ['pieces of words', 'Ferries sail', ['ferr', '##ies', 'sail'], ['Ferr', 'ies', 'sail']],
    ['a word that is used twice', 'sea to sea', ['sea', 'to', 'sea'], ['sea', 'to', 'sea']],
    [
      'accents',
      'Café Élan öffnet',
      ['cafe', 'elan', 'of', '##fn', '##et'],
      ['Café', 'Élan', 'öf', 'fn', 'et'],
    ],
    [
      'accents written as marks of their own',
      'Cafe\u0301 open',
      ['cafe', 'open'],
      ['Cafe\u0301', 'open'],
    ],
    [
      'Chinese',
      '渡輪，開航。',
      ['渡', '輪', '，', '開', '航', '。'],
      ['渡', '輪', '，', '開', '航', '。'],
    ],
    [
      'Chinese beside Latin',
      'MTR渡輪É号',
      ['mtr', '渡', '輪', 'e', '号'],
      ['MTR', '渡', '輪', 'É', '号'],
    ],
    ['characters that fold to several', 'İzmir ok', ['izmir', 'ok'], ['İzmir', 'ok']],
    ['an emoji that is a token', 'Go 🌊 now', ['go', '🌊', 'now'], ['Go', '🌊', 'now']],
    ['characters beyond 16 bits', '𠮷野 is', ['𠮷', '野', 'is'], ['𠮷', '野', 'is']],
    [
      'white space of every kind',
      'One\n\n\tone\u00a0more',
      ['one', 'one', 'more'],
      ['One', 'one', 'more'],
    ],
  ])('%s', (_, text, tokens, places) => {
    expect(cut(text, tokens)).toEqual(places)
  })

  test('the parts of one character are all where it stands', () => {
    const text = '한국 ok'
    const [first = '', second = ''] = ['한', '국'].map((syllable) => syllable.normalize('NFD'))
    const tokens = [...first, ...[...second].map((part) => `##${part}`), 'ok']
    expect(tokens).toHaveLength(7)
    expect(locateTokens(text, tokens)).toEqual([0, 0, 0, 1, 1, 1, 3])
  })

  test('an unknown token is put where the one before it ended, and the next ones are found', () => {
    const text = 'Go 🌊🌊 now, 👩‍🚀 Varga'
    const tokens = ['go', '[UNK]', 'now', ',', '[UNK]', 'varga']
    const starts = locateTokens(text, tokens)
    expect(starts[1]).toBe(2)
    expect(starts[2]).toBe(text.indexOf('now'))
    expect(starts[4]).toBe(text.indexOf(',') + 1)
    expect(starts[5]).toBe(text.indexOf('Varga'))
  })

  test('marks that the tokenizer leaves out are passed over', () => {
    expect(cut('fer\u200bry sails', ['fer', '##ry', 'sails'])).toEqual(['fer\u200b', 'ry', 'sails'])
    const hidden = 'ferry\u00ad sails'
    expect(locateTokens(hidden, ['ferry', 'sails'])).toEqual([0, hidden.indexOf('sails')])
  })

  test('what follows a token that is nowhere is found all the same', () => {
    // The tokenizer joins what a soft hyphen parts.
    const text = 'A fer\u00adry sails'
    expect(locateTokens(text, ['a', 'ferry', 'sails'])[2]).toBe(text.indexOf('sails'))
  })

  test('a token is not sought far ahead: a later use of the word stays free for its own', () => {
    const text = `${'sea '.repeat(40)}quay`
    expect(locateTokens(text, ['quay', 'sea'])).toEqual([0, 0])
  })

  test('no tokens have no places, and tokens past the end are at the end', () => {
    expect(locateTokens('ferry', [])).toEqual([])
    expect(locateTokens('', ['ferry', '##s'])).toEqual([0, 0])
    expect(locateTokens('Élan', ['elan', '[UNK]'])).toEqual([0, 4])
  })

  test('the tokens of any text are where they were cut from, in order, within the text', () => {
    const piece = fc.constantFrom(
      'Ferry',
      'ÉLAN',
      'café',
      '渡',
      '輪',
      '𠮷',
      '🌊',
      '7',
      '.',
      'İz',
      'ß',
    )
    const gap = fc.constantFrom(' ', '', '\n\n', '\u3000')
    const pieces = fc.array(fc.tuple(piece, gap), { maxLength: 60 })
    const fold = (text: string) =>
      text
        .normalize('NFD')
        .replace(/\p{Mn}/gu, '')
        .toLowerCase()
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.map(([word, after]) => word + after).join('')
        const places: number[] = []
        for (const [at, [word]] of parts.entries()) {
          const [before, space] = parts[at - 1] ?? ['', '']
          places.push(at === 0 ? 0 : (places[at - 1] ?? 0) + before.length + space.length)
          expect(text.startsWith(word, places[at])).toBe(true)
        }
        const tokens = parts.map(([word], at) => (at % 2 ? `##${fold(word)}` : fold(word)))
        expect(locateTokens(text, tokens)).toEqual(places)
      }),
    )
  })

  test('whatever the tokens are, their places are in order and within the text', () => {
    const unit = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))
    const token = fc.oneof(fc.constantFrom('[UNK]', '##', '##s', 'e', '渡', '🌊', ''), unit)
    fc.assert(
      fc.property(unit, fc.array(token), (text, tokens) => {
        const starts = locateTokens(text, tokens)
        expect(starts).toHaveLength(tokens.length)
        for (const [at, start] of starts.entries()) {
          expect(start).toBeGreaterThanOrEqual(starts[at - 1] ?? 0)
          expect(start).toBeLessThanOrEqual(text.length)
        }
      }),
      { numRuns: 400 },
    )
  })
})
