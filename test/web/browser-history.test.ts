import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noChoices } from '../../src/web/ask/filter-choices.ts'
import { type HistoryEntry, historyStep, openIn, readEntry } from '../../src/web/browser-history.ts'
import { type ChatState, newTurn, type OpenCitation, startChat } from '../../src/web/chat-state.ts'

const facts: ChatState['facts'] = {
  ready: true,
  status: { state: 'ready', detail: 'Ready.' },
  articles: 4,
  samples: [],
  maxQuestionLength: 2000,
  choices: noChoices,
  index: null,
}

function stateOf(questions: readonly string[], open: OpenCitation | null = null): ChatState {
  return {
    ...startChat(
      facts,
      questions.map((question) => newTurn(question)),
    ),
    open,
  }
}

const closed: HistoryEntry = { address: '/?question=a', open: null, overChat: false, kept: null }
const opened: HistoryEntry = {
  ...closed,
  open: { fromEnd: 1, citation: 'cit_1' },
  overChat: true,
  kept: null,
}

test('a question adds an entry, and so does opening the panel', () => {
  expect(historyStep(closed, stateOf(['a', 'b']))).toMatchObject({
    type: 'push',
    entry: { address: '/?earlier=a&question=b', open: null, overChat: false, kept: null },
  })
  expect(historyStep(closed, stateOf(['a'], { turn: 0, citation: 'cit_1' }))).toEqual({
    type: 'push',
    entry: opened,
  })
})

test('going from quote to quote replaces, closing goes back', () => {
  expect(historyStep(opened, stateOf(['a'], { turn: 0, citation: 'cit_2' }))).toEqual({
    type: 'replace',
    entry: { ...opened, open: { fromEnd: 1, citation: 'cit_2' } },
  })
  expect(historyStep(opened, stateOf(['a']))).toEqual({ type: 'back' })
})

test('closing a panel that came with a question has nothing to go back to', () => {
  const step = historyStep({ ...opened, overChat: false }, stateOf(['a']))
  expect(step).toEqual({ type: 'replace', entry: closed })
})

test('where the entry stands for the state already, nothing happens', () => {
  expect(historyStep(closed, stateOf(['a']))).toBeNull()
  expect(historyStep(opened, stateOf(['a'], { turn: 0, citation: 'cit_1' }))).toBeNull()
})

test.each([
  [null],
  ['open'],
  [{ open: 7 }],
  [{ open: { fromEnd: 1.5, citation: 'cit_1' }, overChat: true, kept: null }],
  [{ open: { fromEnd: 1, citation: null }, overChat: true, kept: null }],
])('what is no entry of this page, %j, is read as a closed panel', (kept) => {
  expect(readEntry(closed.address, kept)).toEqual(closed)
})

test.each([0, -1, 3])('a turn %i from the end of two is in no panel', (fromEnd) => {
  expect(openIn({ ...opened, open: { fromEnd, citation: 'cit_1' } }, 2)).toBeNull()
})

type Move = 'ask' | 'open' | 'close' | 'back' | 'forward'

test('whatever is done, the entry stands for the state and no two neighbours are the same', () => {
  const move = fc.constantFrom<Move>('ask', 'open', 'close', 'back', 'forward')
  const run = (moves: readonly Move[]) => {
    let state = stateOf([])
    const entries = [{ ...closed, address: '/' }]
    const pasts = [state]
    let at = 0
    for (const [number, each] of moves.entries()) {
      const { turns, open } = state
      const asked = turns.map(({ question }) => question)
      if (each === 'ask') state = stateOf([...asked, `question ${number}`], open)
      if (each === 'open' && turns.length > 0) {
        state = { ...state, open: { turn: turns.length - 1, citation: `cit_${number}` } }
      }
      if (each === 'close') state = { ...state, open: null }
      if (each === 'back' || each === 'forward') {
        at = Math.min(Math.max(0, at + (each === 'back' ? -1 : 1)), entries.length - 1)
        state = pasts[at] ?? state
      }
      const step = historyStep(entries[at] ?? closed, state)
      if (each === 'back' || each === 'forward') expect(step).toBeNull()
      if (step?.type === 'push') at += 1
      if (step?.type === 'push') entries.length = pasts.length = at
      if (step?.type === 'back') at -= 1
      else if (step) entries[at] = step.entry
      pasts[at] = state
      expect(historyStep(entries[at] ?? closed, state)).toBeNull()
      const kept = JSON.parse(JSON.stringify(entries[at]))
      expect(readEntry(kept.address, kept)).toEqual(entries[at])
      expect(openIn(kept, state.turns.length)).toEqual(state.open)
    }
    const shown = entries.map(({ address, open }) => JSON.stringify([address, open]))
    expect(shown.filter((each, i) => each === shown[i + 1])).toEqual([])
  }
  fc.assert(fc.property(fc.array(move, { maxLength: 30 }), run))
})
