import { FootnoteError } from '../errors.ts'
import type { Footnote } from '../wiring.ts'

/** The first question on a fresh clone builds the index; later ones use it as it is. */
export async function openOrIngest(footnote: Footnote, signal?: AbortSignal): Promise<void> {
  try {
    await footnote.open()
  } catch (error) {
    if (!(error instanceof FootnoteError && error.code === 'index_missing')) throw error
    footnote.setStatus({ state: 'ingesting', detail: 'The articles are being read.' })
    await footnote.ingest(signal)
  }
  footnote.setStatus({ state: 'ready', detail: '' })
}
