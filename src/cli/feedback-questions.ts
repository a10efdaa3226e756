import { createHash } from 'node:crypto'
import type { CitedPlace, FeedbackRecord } from '../server/feedback/feedback-record.ts'

/** A question with what a right answer must quote, in the form of the sets in `test/eval`. */
export interface FeedbackQuestion {
  /** `feedback-` and 12 hex digits of the question: the same from run to run. */
  readonly id: string
  readonly type: 'feedback'
  readonly lang: string
  readonly question: string
  readonly history: readonly []
  readonly answerable: boolean
  readonly gold: readonly { doc: string; quote: string; must: readonly string[] }[]
  readonly note: string
}

/** A question that somebody said something of, and that cannot be turned. */
export interface LeftQuestion {
  readonly question: string
  readonly why: string
  readonly comments: readonly string[]
}

export interface TurnedFeedback {
  readonly questions: readonly FeedbackQuestion[]
  readonly left: readonly LeftQuestion[]
}

/**
 * What people said as questions to evaluate with. Quotes of answers called helpful become gold, but
 * those that somebody called wrong; refusals called helpful and answers that should have been refused
 * become unanswerable. What says only that something was wrong tells no right answer: it is left, with
 * the reason, for a person to write one.
 */
export function turnFeedback(records: readonly FeedbackRecord[]): TurnedFeedback {
  const groups = new Map<string, FeedbackRecord[]>()
  for (const record of records) {
    // Of a follow-up, the question that stands by itself: nothing else is kept of what was said.
    const key = record.resolved_question.normalize('NFKC').trim().toLowerCase()
    const group = groups.get(key)
    if (group) group.push(record)
    else groups.set(key, [record])
  }
  const turned = [...groups].map(([key, group]) => turn(key, group))
  return {
    questions: turned.filter((each) => 'id' in each),
    left: turned.filter((each) => 'why' in each),
  }
}

const faults = new Set<FeedbackRecord['kind']>(['wrong_source', 'does_not_support', 'stale'])

function turn(key: string, group: readonly FeedbackRecord[]): FeedbackQuestion | LeftQuestion {
  const whole = group.filter(({ citation }) => citation === null)
  const said = new Set(whole.map(({ kind, answerable }) => meaningOf(kind, answerable)))
  const comments = group.flatMap(({ comment }) => (comment === null ? [] : [comment]))
  const question = group[0]?.resolved_question ?? ''
  const leave = (why: string): LeftQuestion => ({ question, why, comments })
  if (said.has('answer') && said.has('refuse')) return leave('people do not agree on it')
  if (said.has('answer') && said.has('wrong')) return leave('people do not agree on it')
  const bad = new Set(
    group.filter(({ kind }) => faults.has(kind)).map(({ citation }) => citation?.id ?? ''),
  )
  const good = acceptedQuotes(group).filter(({ id }) => !bad.has(id))
  const described = { id: idOf(key), type: 'feedback', lang: languageOf(group), question } as const
  const own = { ...described, history: [] as const, note: noteOf(group, comments) }
  if (said.has('refuse')) return { ...own, answerable: false, gold: [] }
  if (said.has('missed')) return leave('it should have been answered, and nobody said with what')
  if (good.length === 0) return leave('it says what is wrong, not what would be right')
  if (said.has('wrong')) return leave('only a part of its answer was called right')
  const gold = good.flatMap(({ source_path, quote }) =>
    source_path && quote ? [{ doc: source_path, quote, must: [quote] }] : [],
  )
  if (gold.length < good.length) return leave('a quoted text is kept no more')
  return { ...own, answerable: true, gold }
}

type Meaning = 'answer' | 'refuse' | 'missed' | 'wrong'

function meaningOf(kind: FeedbackRecord['kind'], answerable: boolean | null): Meaning {
  if (kind === 'helpful') return answerable === false ? 'refuse' : 'answer'
  if (kind === 'should_have_refused') return 'refuse'
  return kind === 'should_have_answered' ? 'missed' : 'wrong'
}

/** Each once, by the order in which they were accepted. */
function acceptedQuotes(group: readonly FeedbackRecord[]): CitedPlace[] {
  const accepted = group
    .filter(({ kind }) => kind === 'helpful')
    .flatMap(({ citation, citations }) => (citation ? [citation] : citations))
  return [...new Map(accepted.map((place) => [place.id, place])).values()]
}

function languageOf(group: readonly FeedbackRecord[]): string {
  return group.find(({ language }) => language)?.language ?? 'und'
}

function noteOf(group: readonly FeedbackRecord[], comments: readonly string[]): string {
  const asked = group.find(({ question, resolved_question }) => question !== resolved_question)
  return [asked ? `Asked as: ${asked.question}` : '', ...comments].filter(Boolean).join(' | ')
}

function idOf(key: string): string {
  return `feedback-${createHash('sha256').update(key).digest('hex').slice(0, 12)}`
}
