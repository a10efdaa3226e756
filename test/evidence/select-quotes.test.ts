import { describe, expect, test } from 'vitest'
import { type ScoredArticle, select } from './weigh-sentences.ts'

const article = (...paragraphs: ScoredArticle['paragraphs']): ScoredArticle => ({
  path: 'a.txt',
  paragraphs,
})

describe('what a quote brings with it', () => {
  test.each([
    ['The mayor opened the hall.', 'He also sang.'],
    ['Ilse Varga runs the board.', 'She was chosen in May.'],
    ['The ferry is old.', 'It sails at night.'],
    ['Two boats sail.', 'Both are blue.'],
    ['The fare rose.', 'This angered residents.'],
    ['Residents wait.', '“They never came,” said one.'],
    ['A bridge was built.', 'Moreover, a road was paved.'],
    ['市长出席了仪式。', '他还唱了歌。'],
    ['這座橋很長。', '這是新的。'],
  ])('the sentence before one that points back to it: %s %s', async (before, pointing) => {
    const [quote, ...others] = await select('other', [
      article([
        [before, 0],
        [pointing, 1],
      ]),
    ])
    expect(quote?.startsWith(before)).toBe(true)
    expect(quote?.endsWith(pointing)).toBe(true)
    expect(others).toEqual([])
  })

  test.each([
    ['The ferry sails daily.', 'However, it rests in winter.'],
    ['Dogs may board.', 'Unless the boat is full, they sit on deck.'],
    ['The fare is four crowns.', 'But children pay two.'],
    ['The board promised boats.', 'Nevertheless, none came.'],
    ['渡轮每天开。', '但冬天停航。'],
  ])('the sentence after it that takes part of it back: %s %s', async (claim, back) => {
    const [quote, ...others] = await select('other', [
      article([
        [claim, 1],
        [back, 0],
      ]),
    ])
    expect(quote?.startsWith(claim)).toBe(true)
    expect(quote?.endsWith(back)).toBe(true)
    expect(others).toEqual([])
  })

  test('both at once, and nothing of what stands around them', async () => {
    const paragraph = [
      ['Rain fell.', 0],
      ['The mayor spoke.', 0],
      ['He promised a bridge.', 1],
      ['However, no money is there.', 0],
      ['Rain fell again.', 0],
    ] as const
    expect(await select('other', [article(paragraph)])).toEqual([
      'The mayor spoke. He promised a bridge. However, no money is there.',
    ])
  })

  test('nothing, for a sentence that stands alone', async () => {
    const paragraph = [
      ['Rain fell.', 0],
      ['The mayor promised a bridge.', 1],
      ['A choir sang.', 0],
    ] as const
    expect(await select('other', [article(paragraph)])).toEqual(['The mayor promised a bridge.'])
  })

  test('nothing from another paragraph', async () => {
    const paragraphs = [
      [['The mayor spoke.', 0]],
      [['He sang.', 1]],
      [['However, it rained.', 0]],
    ] as const
    expect(await select('other', [article(...paragraphs)])).toEqual(['He sang.'])
  })

  test('nothing before the first sentence or after the last', async () => {
    expect(await select('other', [article([['It sails at night.', 1]])])).toEqual([
      'It sails at night.',
    ])
  })
})

describe('quotes that touch', () => {
  test('become one, whichever is the better', async () => {
    for (const [first, second] of [
      [1, 0.9],
      [0.9, 1],
    ] as const) {
      const paragraph = [
        ['Boats sail.', first],
        ['Trains roll.', second],
      ] as const
      expect(await select('other', [article(paragraph)])).toEqual(['Boats sail. Trains roll.'])
    }
  })

  test('stay apart across a sentence or a paragraph', async () => {
    const apart = [
      ['Boats sail.', 1],
      ['Rain fell.', 0],
      ['Trains roll.', 0.9],
    ] as const
    expect(await select('other', [article(apart)])).toEqual(['Boats sail.', 'Trains roll.'])
    const paragraphs = [[['Boats sail.', 1]], [['Trains roll.', 0.9]]] as const
    expect(await select('other', [article(...paragraphs)])).toEqual(['Boats sail.', 'Trains roll.'])
  })
})
