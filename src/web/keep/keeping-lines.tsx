import { conversationAddress } from '../addresses.ts'
import type { ChatState } from '../chat-state.ts'
import { useWords } from '../messages/use-words.ts'
import { localDay } from './local-day.ts'

/** Over a conversation that is shown as it was kept. */
export function KeptSince({ turns, kept }: Pick<ChatState, 'turns' | 'kept'>) {
  const { rich, date } = useWords()
  if (kept.since === null) return null
  return (
    <p class="kept-since">
      {rich('keep.since', {
        date: date(localDay(kept.since)),
        link: (words) => <a href={conversationAddress(turns)}>{words}</a>,
      })}
    </p>
  )
}

/** Says when less is kept than the reader may think. */
export function KeepingNotice({ kept }: Pick<ChatState, 'kept'>) {
  const { say } = useWords()
  return kept.notice && <p class="keeping-notice">{say(`keep.${kept.notice}`)}</p>
}
