import type { AddedFile } from '../../server/upload/corpus-uploads.ts'
import type { RefusedFile } from '../../server/upload/receive-upload.ts'
import { useWords } from '../messages/use-words.ts'
import { problemWords } from '../problem-words.ts'

/** What became of the files of a form that was sent without script. */
export function UploadResult({ files }: { files: readonly (AddedFile | RefusedFile)[] }) {
  const { say } = useWords()
  return (
    <div class="message">
      <h1>{say('upload.result')}</h1>
      <ol class="uploads">
        {files.map((file) => (
          <ResultEntry file={file} />
        ))}
      </ol>
      <p>{say('upload.read-soon')}</p>
      <p>
        <a href="/sources">{say('message.all-articles')}</a>
      </p>
    </div>
  )
}

function ResultEntry({ file }: { file: AddedFile | RefusedFile }) {
  const words = useWords()
  const { say } = words
  if (file.status !== 'refused') {
    return (
      <li class="upload-file">
        <span class="upload-name">{file.path}</span>
        <span class="upload-phase">
          {say(file.status === 'added' ? 'upload.ready' : 'upload.already-there')}
        </span>
      </li>
    )
  }
  const said = problemWords(file, words)
  return (
    <li class="upload-file refused">
      <span class="upload-name">{file.name}</span>
      <span class="upload-phase">{say('upload.refused')}</span>
      <span class="upload-problem" lang={said.lang}>
        {said.text}
      </span>
    </li>
  )
}
