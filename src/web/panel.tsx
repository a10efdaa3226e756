import { useEffect, useLayoutEffect, useRef, useState } from 'hono/jsx/dom'
import type { Citation } from '../answer/answer.ts'
import { readerAddress, readerDataAddress } from './addresses.ts'
import { useWords } from './messages/use-words.ts'
import { Reader } from './reader.tsx'
import type { ReaderDocument } from './reader-document.ts'
import { languageTag } from './source-line.tsx'

interface PanelProps {
  readonly citation: Citation
  /** All of the same turn, in order. */
  readonly all: readonly Citation[]
  readonly onMove: (citation: string) => void
  readonly onClose: () => void
}

const narrow = '(max-width: 63.99rem)'

/**
 * The reader beside the chat; on a narrow screen over all of it. A `dialog` gives both: shown beside,
 * or as modal, where the browser keeps the focus inside.
 */
export function Panel({ citation, all, onMove, onClose }: PanelProps) {
  const { say, rich } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const loaded = useDocument(readerDataAddress(citation, all))
  const at = all.findIndex(({ id }) => id === citation.id)
  const move = (step: number) => {
    const next = all[at + step]
    if (next) onMove(next.id)
  }

  useEffect(() => showAsFits(dialog.current), [])
  useEffect(() => {
    const mark = loaded.document && document.getElementById(citation.id)
    const isTall = mark && mark.offsetHeight > innerHeight / 2
    mark?.scrollIntoView({ block: isTall ? 'start' : 'center' })
  }, [loaded.document, citation.id])

  return (
    <dialog
      class="panel"
      ref={dialog}
      aria-label={say('panel.source-of', { number: String(citation.number) })}
      onCancel={(event: Event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div class="panel-bar">
        <p class="panel-title" lang={languageTag(citation.language)}>
          {citation.title}
        </p>
        <button type="button" onClick={() => move(-1)} disabled={at <= 0}>
          <span aria-hidden="true">↑</span>
          <span class="visually-hidden">{say('panel.previous')}</span>
        </button>
        <button type="button" onClick={() => move(1)} disabled={at >= all.length - 1}>
          <span aria-hidden="true">↓</span>
          <span class="visually-hidden">{say('panel.next')}</span>
        </button>
        <span class="panel-place" role="status">
          {rich('panel.place', {
            at: String(at + 1),
            all: String(all.length),
            hidden: (words) => <span class="visually-hidden">{words}</span>,
          })}
        </span>
        {loaded.document && loaded.document.standing !== 'current' && (
          <strong class="panel-old">
            {say(loaded.document.standing === 'removed' ? 'panel.removed' : 'panel.changed')}
          </strong>
        )}
        <a href={readerAddress(citation, all)}>{say('panel.open-page')}</a>
        <button type="button" class="close" onClick={onClose}>
          {say('panel.close')}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <section class="panel-body" tabIndex={0} aria-label={say('panel.article')}>
        {loaded.document ? (
          <Reader document={loaded.document} level={2} current={citation.id} />
        ) : (
          <p class="progress">{say(loaded.failed ? 'panel.failed' : 'panel.opening')}</p>
        )}
      </section>
    </dialog>
  )
}

interface Loaded {
  readonly address: string
  readonly document: ReaderDocument | null
  readonly failed: boolean
}

function useDocument(address: string): Loaded {
  const [loaded, setLoaded] = useState<Loaded>({ address: '', document: null, failed: false })
  // A layout effect: of two renders within one frame the first's ordinary effect is never cleaned up.
  useLayoutEffect(() => {
    const leave = new AbortController()
    fetchDocument(address, leave.signal)
      .then((document) => setLoaded({ address, document, failed: false }))
      .catch(() => {
        if (!leave.signal.aborted) setLoaded({ address, document: null, failed: true })
      })
    return () => leave.abort()
  }, [address])
  return loaded
}

async function fetchDocument(address: string, signal: AbortSignal): Promise<ReaderDocument> {
  const response = await fetch(address, { signal })
  if (!response.ok) throw new Error(`The article answered ${response.status}.`)
  return response.json()
}

function showAsFits(dialog: HTMLDialogElement | null): (() => void) | undefined {
  if (!dialog) return undefined
  const query = matchMedia(narrow)
  const show = () => {
    dialog.close()
    if (query.matches) dialog.showModal()
    else dialog.show()
    dialog.querySelector<HTMLElement>('.close')?.focus()
  }
  show()
  query.addEventListener('change', show)
  return () => query.removeEventListener('change', show)
}
