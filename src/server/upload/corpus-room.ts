import { listCorpus } from '../../article/list-corpus.ts'
import { FootnoteError } from '../../errors.ts'

export interface RoomLimits {
  /** All of the corpus folder together. */
  readonly corpusBytes: number
  readonly corpusFiles: number
}

/** What a corpus folder may still take. */
export interface CorpusRoom {
  /** @throws FootnoteError `corpus_full` where `size` bytes more are too many, or one file more */
  refuseFull(size: number): Promise<void>
  /** Counts a file of `size` bytes that was added. */
  count(size: number): void
}

/** How long the folder is reckoned with as it was listed, milliseconds: others change it, too. */
const listedForMs = 10_000

/**
 * Measures a folder by listing it, which takes half a second at 100,000 files; files of the next seconds are
 * added to what was found. Before anything is refused the folder is listed anew.
 */
export function measureRoom(
  corpus: string,
  limits: RoomLimits,
  now: () => number = () => performance.now(),
): CorpusRoom {
  let held: { bytes: number; files: number; until: number } | undefined
  const list = async () => {
    const { files } = await listCorpus(corpus, { maxFiles: limits.corpusFiles })
    const bytes = files.reduce((sum, file) => sum + file.size, 0)
    held = { bytes, files: files.length, until: now() + listedForMs }
    return held
  }
  const isFull = ({ bytes, files }: { bytes: number; files: number }, size: number): boolean =>
    bytes + size > limits.corpusBytes || files >= limits.corpusFiles
  return {
    async refuseFull(size) {
      const known = held && now() < held.until ? held : undefined
      if (known && !isFull(known, size)) return
      if (isFull(await list(), size))
        throw full('The articles take all the room that they may take.')
    },
    count(size) {
      if (held) held = { ...held, bytes: held.bytes + size, files: held.files + 1 }
    },
  }
}

/** An error that tells that there is no room for another article. */
export function full(message: string): FootnoteError {
  return new FootnoteError('corpus_full', message, {
    nextStep: 'Make room in the folder of articles first.',
  })
}
