import { Unzip, UnzipInflate, zipSync } from 'fflate'
import { FootnoteError } from '../../../errors.ts'

/** Parts of a Word document that hold text or say how it is set; pictures and macros are not among them. */
const wanted =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/core\.xml|word\/(?:_rels\/[^/]+\.rels|[^/]+\.xml))$/
/** Bytes of all those parts together, counted while they are inflated: what a ZIP says of them may lie. */
const mostBytes = 40_000_000
const mostParts = 5000
/** Bytes inflated at a time: one step can make at most a thousand times as many. */
const stepBytes = 8192

const splitIt = 'Split it into several documents, or save it as text.'

/**
 * The parts of a Word document that are needed to read its text, by name, in UTF-8.
 * @throws FootnoteError `article_unreadable` for a broken container, or one that expands too far
 */
export function unpackDocument(bytes: Uint8Array, path: string): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array[]>()
  let expanded = 0
  let count = 0
  const unzip = new Unzip((file) => {
    count += 1
    if (count > mostParts) throw unreadable(path, `has more than ${mostParts} parts`, splitIt)
    if (!wanted.test(file.name) || parts.has(file.name)) return
    const chunks: Uint8Array[] = []
    parts.set(file.name, chunks)
    file.ondata = (error, chunk) => {
      if (error) throw error
      expanded += chunk.length
      if (expanded > mostBytes)
        throw unreadable(path, `expands to more than ${mostBytes} bytes`, splitIt)
      chunks.push(chunk)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let at = 0; at < bytes.length; at += stepBytes)
      unzip.push(bytes.subarray(at, at + stepBytes), at + stepBytes >= bytes.length)
  } catch (cause) {
    throw cause instanceof FootnoteError ? cause : broken(path, cause)
  }
  if (!parts.has('word/document.xml')) throw broken(path)
  return new Map([...parts].map(([name, chunks]) => [name, joined(chunks)]))
}

/** A container of just these parts, not compressed. */
export function packDocument(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return zipSync(Object.fromEntries(parts), { level: 0 })
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(chunks))
}

/** The error for a document that is not whole. */
export function broken(path: string, cause?: unknown): FootnoteError {
  const nextStep = 'Open it in a word processor and save it anew, or fetch it again.'
  return unreadable(path, 'is a broken Word document', nextStep, cause)
}

function unreadable(path: string, what: string, nextStep: string, cause?: unknown): FootnoteError {
  return new FootnoteError('article_unreadable', `${path} ${what}.`, { nextStep, cause })
}
