import { describe, expect, test } from 'vitest'
import type { EvalQuestion } from './question-set.ts'
import { scoreResolution, scoreStandalone } from './score-resolution.ts'

const asked = (question: string, rewrite?: string, ...history: string[]): EvalQuestion => ({
  id: question,
  question,
  answerable: true,
  ...(rewrite ? { rewrite } : {}),
  ...(history.length > 0 ? { history: history.map((content) => ({ role: 'user', content })) } : {}),
})

describe('scoreResolution', () => {
  const hall = 'How long is the Dongwan Market hall?'

  test('counts the words that people added and the resolving found', () => {
    const figures = scoreResolution([
      asked('When did it open?', 'When did the Dongwan Market hall open?', hall),
      // Nobody could know the architect; the hall is not what was added.
      asked('When did it close?', 'When did the Lotte Brandt theatre close?', hall),
    ])
    expect(figures).toMatchObject({
      followUps: 2,
      wordsFound: 0.5,
      wordsTooMany: 0.5,
      complete: 0.5,
    })
  })

  test('a follow-up to which nothing had to be added should be left alone', () => {
    const whole = 'Who chairs the harbour board?'
    expect(scoreResolution([asked(whole, whole, hall)])).toMatchObject({ leftAlone: 1 })
    const touched = asked('When did it open?', 'When did it open?', hall)
    expect(scoreResolution([touched])).toMatchObject({ leftAlone: 0, wordsTooMany: 1 })
  })

  test('a set without rewrites has no such figures', () => {
    expect(
      scoreResolution([asked(hall), asked('When did it open?', undefined, hall)]),
    ).toBeUndefined()
  })
})

test('a standalone question is asked after others, and should stay as it is', () => {
  const figures = scoreStandalone([
    asked('Who chairs the harbour board?'),
    asked('How long is the Dongwan Market hall?'),
    asked('When did it open?'),
    asked('When did the ferry return to the island?'),
  ])
  expect(figures).toEqual({ standalone: 4, untouched: 0.75 })
})
