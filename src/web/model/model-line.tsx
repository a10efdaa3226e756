import type { ContentPart, LanguageModelUse } from '../../answer/answer.ts'
import type { FallbackReason } from '../../answer/language-model/language-model.ts'
import { useWords } from '../messages/use-words.ts'

const reasons = {
  timeout: 'model.slow',
  unreachable: 'model.away',
  server_error: 'model.away',
  paused: 'model.away',
  rate_limited: 'model.busy',
  busy: 'model.busy',
  refused: 'model.refused',
  none: 'model.none',
  cut_off: 'model.broken',
  too_long: 'model.broken',
  malformed: 'model.broken',
  unknown_ids: 'model.broken',
  no_quotes: 'model.broken',
  words_refused: 'model.broken',
  incomplete: 'model.broken',
  too_many_quotes: 'model.broken',
  unverified: 'model.broken',
} as const satisfies Record<FallbackReason, string>

interface ModelLineProps {
  readonly use: LanguageModelUse | undefined
  readonly content: readonly ContentPart[]
}

/** What a language model had to do with an answer; nothing where the operator has set none. */
export function ModelLine({ use, content }: ModelLineProps) {
  const { say } = useWords()
  if (!use) return null
  const { status, reason, model } = use
  if (status === 'used') {
    const hasWords = content.some((part) => part.type === 'text' && part.by)
    return <p class="model-line">{say(hasWords ? 'model.wrote' : 'model.chose', { model })}</p>
  }
  const why = reason && reasons[reason]
  return <p class="model-line">{say(why ?? 'model.not-asked')}</p>
}
