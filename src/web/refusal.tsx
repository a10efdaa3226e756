import type { Refusal } from '../answer/answer.ts'
import { Quote, SourceHeading } from './citation.tsx'
import { groupQuotes } from './group-content.ts'
import type { MessageKey } from './messages/catalogue.ts'
import { useWords } from './messages/use-words.ts'

const refusalTitles = {
  no_match: 'refusal.not-here',
  low_confidence: 'refusal.not-here',
  out_of_scope: 'refusal.not-here',
  not_a_question: 'refusal.not-a-question',
  language_not_covered: 'refusal.language',
  false_premise: 'refusal.otherwise',
  no_source_matches_filters: 'refusal.filters',
} as const satisfies Record<Refusal['reason'], MessageKey>

/** Why there is no answer, the words no article has, and what comes nearest. */
export function RefusalView({ refusal, language }: { refusal: Refusal; language: string | null }) {
  const { say } = useWords()
  return (
    <section class="refusal">
      <h3>{say(refusalTitles[refusal.reason])}</h3>
      <p lang={language ?? undefined}>{refusal.message}</p>
      <UnknownTerms refusal={refusal} />
      <NearestList refusal={refusal} />
    </section>
  )
}

/** What comes nearest to a part of a question that is not answered while others are. */
export function NearestView({ refusal, about }: { refusal: Refusal; about: string }) {
  const { rich } = useWords()
  if (refusal.nearest.length === 0 && refusal.unknown_terms.length === 0) return null
  return (
    <section class="refusal">
      <h3>{rich('refusal.nearest-to', { question: about, q: (words) => <q>{words}</q> })}</h3>
      <UnknownTerms refusal={refusal} />
      <NearestList refusal={refusal} />
    </section>
  )
}

function UnknownTerms({ refusal }: { refusal: Refusal }) {
  if (refusal.unknown_terms.length === 0) return null
  return (
    <p class="unknown">
      {useWords().say('refusal.no-mention')}{' '}
      {refusal.unknown_terms.map((term) => (
        <span class="term">{term}</span>
      ))}
    </p>
  )
}

function NearestList({ refusal }: { refusal: Refusal }) {
  const { say } = useWords()
  if (refusal.nearest.length === 0) return null
  const isCorrected = refusal.reason === 'false_premise'
  return (
    <section class="nearest-list">
      <h4>{say(isCorrected ? 'refusal.what-they-say' : 'refusal.nearest')}</h4>
      {groupQuotes(refusal.nearest).map(({ source, quotes }) => (
        <section class="source-group">
          <SourceHeading citation={source} level={5} quotes={quotes} />
          {quotes.map(({ text, citation }) => (
            <Quote text={text} citation={citation} all={refusal.nearest} nearest />
          ))}
        </section>
      ))}
    </section>
  )
}
