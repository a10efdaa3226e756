import { createContext, useContext } from 'hono/jsx'
import type { Citation } from '../../answer/answer.ts'
import { readerAddress } from '../addresses.ts'
import type { Copied } from '../chat-state.ts'
import { useWords } from '../messages/use-words.ts'

interface QuotesOfTurn {
  readonly scripted: boolean
  readonly copied: Copied | null
}

/** What the quotes of a turn have to know of it. */
export const TurnContext = createContext<QuotesOfTurn>({ scripted: false, copied: null })

/** Copies a quote with its reference, or the link to its place; on paper the link itself. */
export function QuoteTools({ citation }: { citation: Citation }) {
  const { scripted, copied } = useContext(TurnContext)
  const { say } = useWords()
  const own = copied?.citation === citation.id && copied.done ? copied.what : null
  // Only a browser knows by what name it reached this server.
  const origin = typeof location === 'undefined' ? '' : location.origin
  return (
    <>
      {scripted && (
        <span class="quote-tools">
          <button type="button" class="small" data-action="copy-quote" data-of={citation.id}>
            {say(own === 'words' ? 'turn.copied' : 'keep.copy-quote')}
            <span class="visually-hidden"> {citation.number}</span>
          </button>
          <button type="button" class="small" data-action="copy-link" data-of={citation.id}>
            {say(own === 'link' ? 'keep.link-copied' : 'keep.copy-link')}
            <span class="visually-hidden"> {citation.number}</span>
          </button>
        </span>
      )}
      <span class="printed" aria-hidden="true">
        {origin}
        {readerAddress(citation)}
      </span>
    </>
  )
}

/** The link to one answer, and the way to copy it. */
export function AnswerLink({ address }: { address: string }) {
  const { scripted, copied } = useContext(TurnContext)
  const { say } = useWords()
  const isCopied = copied?.citation === null && copied.what === 'link' && copied.done
  return (
    <p class="answer-link">
      {scripted ? (
        <button type="button" class="small" data-action="copy-link">
          {say(isCopied ? 'keep.link-copied' : 'keep.copy-link')}
        </button>
      ) : (
        <a href={address}>{say('keep.answer-link')}</a>
      )}
    </p>
  )
}
