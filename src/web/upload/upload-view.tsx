import { useWords } from '../messages/use-words.ts'
import { problemWords } from '../problem-words.ts'
import { countUpload, type UploadItem, type UploadPhase, type UploadState } from './upload-state.ts'

interface UploadFormProps {
  /** Largest file, in bytes. */
  readonly maxBytes: number
}

/** Where articles are added: a plain form, in whose place a script puts something to drop files on. */
export function UploadForm({ maxBytes }: UploadFormProps) {
  const { say, number } = useWords()
  return (
    <section class="upload" aria-labelledby="upload-title">
      <h2 id="upload-title">{say('upload.title')}</h2>
      <p class="lead">{say('upload.kinds', { size: number(maxBytes / 1_000_000) })}</p>
      <div id="upload" data-max={String(maxBytes)}>
        <form class="browsing" action="/sources" method="post" enctype="multipart/form-data">
          <div>
            <label for="upload-files">{say('upload.files')}</label>
            <input id="upload-files" type="file" name="file" multiple />
          </div>
          <div>
            <label for="upload-folder">{say('upload.folder')}</label>
            <input id="upload-folder" type="file" name="file" {...{ webkitdirectory: true }} />
          </div>
          <button type="submit">{say('upload.send')}</button>
        </form>
      </div>
    </section>
  )
}

interface UploadViewProps {
  readonly state: UploadState
  /** Whether something is being dragged over the page. */
  readonly isOver: boolean
  readonly mostFiles: number
}

/** The place to drop files on, and each file with how far it is. */
export function UploadView({ state, isOver, mostFiles }: UploadViewProps) {
  const { say } = useWords()
  const { all, unsent, added } = countUpload(state)
  return (
    <>
      <div class={isOver ? 'drop over' : 'drop'}>
        <p>
          {say('upload.drop')}{' '}
          <button type="button" data-choose="files">
            {say('upload.choose-files')}
          </button>{' '}
          <button type="button" data-choose="folder">
            {say('upload.choose-folder')}
          </button>
        </p>
        <input type="file" multiple hidden data-input="files" />
        <input type="file" hidden data-input="folder" {...{ webkitdirectory: true }} />
      </div>
      {state.notice && (
        <p class="notice">
          {state.notice === 'too-many'
            ? say('upload.too-many', { count: mostFiles })
            : say('upload.none-there')}
        </p>
      )}
      <p class={all === 0 ? 'visually-hidden' : undefined} role="status">
        <Summary state={state} />
      </p>
      {all > 0 && (
        <>
          <ol class="uploads" aria-label={say('upload.list')}>
            {state.items.map((item) => (
              <UploadEntry key={item.key} item={item} />
            ))}
          </ol>
          <p class="upload-ways">
            {unsent > 1 && (
              <button type="button" data-cancel="all">
                {say('upload.cancel-all')}
              </button>
            )}
            {unsent === 0 && added > 0 && <a href="/sources">{say('upload.show-new')}</a>}
          </p>
        </>
      )}
    </>
  )
}

function Summary({ state }: { state: UploadState }) {
  const { say } = useWords()
  const { all, done, underWay, added, failed } = countUpload(state)
  if (all === 0) return null
  const said =
    underWay > 0
      ? say('upload.under-way', { done, all })
      : say('upload.finished', { added, failed })
  return <>{said}</>
}

const marks: Readonly<Record<UploadPhase, string>> = {
  queued: '·',
  sending: '↑',
  reading: '…',
  ready: '✓',
  'already-there': '✓',
  'left-out': '!',
  refused: '✕',
  cancelled: '–',
}

function UploadEntry({ item }: { item: UploadItem }) {
  const words = useWords()
  const { say } = words
  const { key, name, phase, sent, path, problem } = item
  const said = problem && problemWords(problem, words)
  return (
    <li class={`upload-file ${phase}`}>
      <span class="upload-mark" aria-hidden="true">
        {marks[phase]}
      </span>
      <span class="upload-name">{name}</span>
      <span class="upload-phase">
        {say(`upload.${phase}`)}
        {path !== null && path !== name && ` · ${say('upload.kept-as', { path })}`}
      </span>
      {phase === 'sending' && <progress value={sent} max={1} aria-label={name} />}
      {said && (
        <span class="upload-problem" lang={said.lang}>
          {said.text}
        </span>
      )}
      {(phase === 'queued' || phase === 'sending') && (
        <button
          type="button"
          class="small upload-way"
          data-cancel={String(key)}
          aria-label={say('upload.cancel-of', { name })}
        >
          {say('upload.cancel')}
        </button>
      )}
      {problem?.code === 'file_exists' && phase === 'refused' && (
        <button
          type="button"
          class="small upload-way"
          data-keep={String(key)}
          aria-label={say('upload.keep-both-of', { name })}
        >
          {say('upload.keep-both')}
        </button>
      )}
      {problem?.code === 'unreachable' && phase === 'refused' && (
        <button
          type="button"
          class="small upload-way"
          data-again={String(key)}
          aria-label={say('upload.send-again-of', { name })}
        >
          {say('upload.send-again')}
        </button>
      )}
    </li>
  )
}
