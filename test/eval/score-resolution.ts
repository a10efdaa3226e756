import { resolveQuestion } from '../../src/question/resolve-question.ts'
import { lexicalTerms } from '../../src/store/lexical-terms.ts'
import type { EvalQuestion } from './question-set.ts'

/** How well follow-ups are made readable alone, against rewrites by people. Shares, 0 to 1. */
export interface ResolutionFigures {
  readonly followUps: number
  /** Of the content words that people added, those that the resolved questions hold. */
  readonly wordsFound: number
  /** Of the content words that the resolving added, those that people did not write. */
  readonly wordsTooMany: number
  /** Of the follow-ups to which people added words, those that hold all of them. */
  readonly complete: number
  /** Of the follow-ups to which people added no word, those left as they were. */
  readonly leftAlone: number
}

/** A standalone question after questions that it has nothing to do with. */
export interface StandaloneFigures {
  readonly standalone: number
  /** Share left as they were. */
  readonly untouched: number
}

/** Scores the follow-ups of a set that has rewrites; undefined for a set without. */
export function scoreResolution(questions: readonly EvalQuestion[]): ResolutionFigures | undefined {
  const followUps = questions.flatMap((question) =>
    question.rewrite && question.history?.length ? [judge(question, question.rewrite)] : [],
  )
  if (followUps.length === 0) return undefined
  const leaning = followUps.filter(({ wanted }) => wanted > 0)
  const whole = followUps.filter(({ wanted }) => wanted === 0)
  return {
    followUps: followUps.length,
    wordsFound: sum(leaning, 'found') / Math.max(1, sum(leaning, 'wanted')),
    wordsTooMany: sum(followUps, 'tooMany') / Math.max(1, sum(followUps, 'added')),
    complete: leaning.filter(({ found, wanted }) => found === wanted).length / leaning.length,
    leftAlone: whole.filter(({ changed }) => !changed).length / Math.max(1, whole.length),
  }
}

/** Gives each question of a set without history the three before it as its history. */
export function scoreStandalone(questions: readonly EvalQuestion[]): StandaloneFigures {
  const alone = questions.filter(({ history }) => !history?.length)
  const untouched = alone.filter(({ question }, at) => {
    const earlier = [1, 2, 3].flatMap((back) => alone.at(at - back) ?? [])
    const turns = earlier.map(({ question: content }) => ({ role: 'user' as const, content }))
    return !resolveQuestion(question, turns.reverse()).changed
  })
  return { standalone: alone.length, untouched: untouched.length / Math.max(1, alone.length) }
}

function judge({ question, history = [] }: EvalQuestion, rewrite: string) {
  const turns = history.map(({ role, content, text }) => ({ role, content: content ?? text ?? '' }))
  const resolved = resolveQuestion(question, turns)
  const [typed, wanted, got] = [question, rewrite, resolved.text].map(contentWords)
  const added = [...(got ?? [])].filter((word) => !typed?.has(word))
  const missing = [...(wanted ?? [])].filter((word) => !typed?.has(word))
  return {
    changed: resolved.changed,
    wanted: missing.length,
    found: missing.filter((word) => got?.has(word)).length,
    added: added.length,
    tooMany: added.filter((word) => !wanted?.has(word)).length,
  }
}

function contentWords(text: string): Set<string> {
  return new Set(lexicalTerms(text).terms)
}

function sum<Key extends string>(rows: readonly Record<Key, number>[], key: Key): number {
  return rows.reduce((total, row) => total + row[key], 0)
}
