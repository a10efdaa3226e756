import type { Refusal } from '../answer/answer.ts'
import { Quote, SourceHeading } from './citation.tsx'
import { groupQuotes } from './group-content.ts'

const refusalTitles: Record<Refusal['reason'], string> = {
  no_match: 'Not in these articles',
  low_confidence: 'Not in these articles',
  out_of_scope: 'Not in these articles',
  not_a_question: 'Nothing to look up yet',
  language_not_covered: 'Not in a language of these articles',
  false_premise: 'These articles say otherwise',
  no_source_matches_filters: 'No article passes these filters',
}

/** Why there is no answer, the words no article has, and what comes nearest. */
export function RefusalView({ refusal }: { refusal: Refusal }) {
  return (
    <section class="refusal">
      <h3>{refusalTitles[refusal.reason]}</h3>
      <p>{refusal.message}</p>
      <UnknownTerms refusal={refusal} />
      <NearestList refusal={refusal} />
    </section>
  )
}

/** What comes nearest to a part of a question that is not answered while others are. */
export function NearestView({ refusal, about }: { refusal: Refusal; about: string }) {
  if (refusal.nearest.length === 0 && refusal.unknown_terms.length === 0) return null
  return (
    <section class="refusal">
      <h3>
        Nearest to <q>{about}</q>
      </h3>
      <UnknownTerms refusal={refusal} />
      <NearestList refusal={refusal} />
    </section>
  )
}

function UnknownTerms({ refusal }: { refusal: Refusal }) {
  if (refusal.unknown_terms.length === 0) return null
  return (
    <p class="unknown">
      No article mentions{' '}
      {refusal.unknown_terms.map((term) => (
        <span class="term">{term}</span>
      ))}
    </p>
  )
}

function NearestList({ refusal }: { refusal: Refusal }) {
  if (refusal.nearest.length === 0) return null
  const isCorrected = refusal.reason === 'false_premise'
  return (
    <section class="nearest-list">
      <h4>{isCorrected ? 'What they say' : 'Nearest passages — not an answer'}</h4>
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
