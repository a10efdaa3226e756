import { expect, test } from 'vitest'
import { soundsLike } from '../../src/question/sounds-like.ts'

test.each([
  ['luo bin xun', 'Robinson'],
  ['hua sheng dun', 'Washington'],
  ['wa er jia', 'Varga'],
  ['xi la li', 'Hillary'],
  ['xia luo ke', 'Sherlock'],
  ['bei ke ke li', 'Berkeley', false],
  ['wei ni si', 'Venice'],
  ['fu luo lun sa', 'Florence'],
  ['ge ta', 'Gotha'],
  ['si te lao si', 'Strauss'],
  ['luo bin xun', 'Rubens', false],
  ['ka er', 'Hall', false],
  ['ma li', 'Norwich', false],
])('%s for %s', (pinyin, name, expected = true) => {
  expect(soundsLike(pinyin.split(' '), name) !== undefined).toBe(expected)
})

test('the nearer name is nearer', () => {
  const syllables = ['huo', 'bu', 'sen']
  expect(soundsLike(syllables, 'Hobson')).toBe(0)
  expect(soundsLike(syllables, 'Hudson')).toBeUndefined()
})

test('what is no name is like none', () => {
  expect(soundsLike([], 'Hobson')).toBeUndefined()
  expect(soundsLike(['ma', 'li'], '')).toBeUndefined()
  expect(
    soundsLike(
      Array.from({ length: 60 }, () => 'la'),
      'l'.repeat(1000),
    ),
  ).toBeUndefined()
})
