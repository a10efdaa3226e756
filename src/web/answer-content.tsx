import { readerAddress } from './addresses.ts'
import type { Turn } from './chat-state.ts'
import { Quote, SourceHeading } from './citation.tsx'
import { besideEachOther, groupContent, type SourceGroup } from './group-content.ts'
import { useWords } from './messages/use-words.ts'
import { ModelWords } from './model/model-words.tsx'

interface AnswerContentProps {
  readonly turn: Turn
  readonly current?: string | null | undefined
}

/** The quotes of an answer under their articles, and the words between them. */
export function AnswerContent({ turn, current }: AnswerContentProps) {
  const { say } = useWords()
  const groups = groupContent(turn.content, turn.citations)
  // While quotes still arrive nobody knows how many articles there will be, and what is read stays put.
  const rows = turn.phase === 'answered' ? besideEachOther(groups) : groups
  return (
    <div class="answer">
      {rows.map((row) =>
        row.type === 'text' && row.by ? (
          <ModelWords text={row.text} language={turn.language} />
        ) : row.type === 'text' ? (
          <p class="framing" lang={turn.language ?? undefined}>
            <Framing text={row.text} turn={turn} />
          </p>
        ) : row.type === 'source' ? (
          <Source group={row} turn={turn} current={current} />
        ) : (
          <ul
            class={`beside beside-${row.groups.length}`}
            aria-label={say('answer.beside', { count: row.groups.length })}
          >
            {row.groups.map((group) => (
              <li>
                <Source group={group} turn={turn} current={current} />
              </li>
            ))}
          </ul>
        ),
      )}
    </div>
  )
}

function Source({ group, turn, current }: AnswerContentProps & { group: SourceGroup }) {
  return (
    <section class="source-group">
      <SourceHeading citation={group.source} level={3} quotes={group.quotes} />
      <div class="quotes">
        {group.quotes.map(({ text, citation }) => (
          <Quote
            text={text}
            citation={citation}
            all={turn.citations}
            current={citation.id === current}
          />
        ))}
      </div>
    </section>
  )
}

/** Words of the answer, in which `[2]` leads to the second quote. */
function Framing({ text, turn: { citations } }: { text: string; turn: Turn }) {
  const { say } = useWords()
  return (
    <>
      {text.split(/\[(\d{1,3})\]/).map((piece, at) => {
        if (at % 2 === 0) return piece
        const citation = citations.find(({ number }) => number === Number(piece))
        if (!citation) return `[${piece}]`
        return (
          <a
            class="inline-number"
            href={readerAddress(citation, citations)}
            data-citation={citation.id}
            aria-label={say('quote.number', { number: piece })}
          >
            {piece}
          </a>
        )
      })}
    </>
  )
}
