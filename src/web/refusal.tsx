import type { Refusal } from '../answer/answer.ts'
import { phrasesFor } from '../answer/phrases.ts'
import { Quote, SourceHeading } from './citation.tsx'
import { groupQuotes } from './group-content.ts'
import type { MessageKey } from './messages/catalogue.ts'
import { useWords } from './messages/use-words.ts'
import type { Words } from './messages/words.ts'

const refusalTitles = {
  no_match: 'refusal.not-here',
  low_confidence: 'refusal.not-here',
  out_of_scope: 'refusal.not-here',
  not_a_question: 'refusal.not-a-question',
  language_not_covered: 'refusal.language',
  false_premise: 'refusal.otherwise',
  no_source_matches_filters: 'refusal.filters',
} as const satisfies Record<Refusal['reason'], MessageKey>

/**
 * The reason in the language of the page, where it is one of the fixed ones; what names something of the
 * question or of an article stays as it was answered.
 */
export function refusalMessage(
  { reason, message }: Refusal,
  answered: string | null,
  { language }: Words,
): string {
  if (message !== phrasesFor(answered ?? 'en').refusals[reason]) return message
  return phrasesFor(language === 'zh-Hant-HK' ? 'zh-Hant' : language).refusals[reason]
}

/** Why there is no answer, the words no article has, and what comes nearest. */
export function RefusalView({ refusal, language }: { refusal: Refusal; language: string | null }) {
  const words = useWords()
  const { say } = words
  const message = refusalMessage(refusal, language, words)
  const isOwn = message !== refusal.message
  return (
    <section class="refusal">
      <h3>{say(refusalTitles[refusal.reason])}</h3>
      <p lang={isOwn ? undefined : (language ?? undefined)}>{message}</p>
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
