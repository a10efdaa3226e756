import type { ExportFormat } from '../../export/formats.ts'
import { conversationAddress } from '../addresses.ts'
import type { Turn } from '../chat-state.ts'
import { useWords } from '../messages/use-words.ts'

const formats = [
  'markdown',
  'html',
  'bundle',
  'bibtex',
  'csl-json',
] as const satisfies readonly ExportFormat[]

interface SaveLinksProps {
  readonly turns: readonly Turn[]
  readonly scripted: boolean
}

/** The conversation as files. Without a script the server answers the last questions again for them. */
export function SaveLinks({ turns, scripted }: SaveLinksProps) {
  const { say } = useWords()
  if (!turns.some(({ answer }) => answer)) return null
  const query = conversationAddress(turns).replace(/^\/\?/, '')
  return (
    <details class="save">
      <summary>{say('keep.save')}</summary>
      <div>
        <ul>
          {formats.map((format) => (
            <li>
              <a href={`/export?format=${format}&${query}`} data-export={format} download>
                {say(`keep.${format}`)}
              </a>
            </li>
          ))}
          {scripted && (
            <li>
              <button type="button" class="small" data-action="print">
                {say('keep.print')}
              </button>
            </li>
          )}
        </ul>
        <p>{say('keep.bundle-whole')}</p>
      </div>
    </details>
  )
}
