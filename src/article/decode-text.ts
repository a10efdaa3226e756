import { analyse } from 'chardet'
import iconv from 'iconv-lite'
import { FootnoteError } from '../errors.ts'
import { readSignature } from './signatures.ts'
import { wideEncoding } from './wide-encoding.ts'

const saveAsText = 'Save it as UTF-8 text (.txt or .md) and ingest again.'
/** Detection reads this much: the rest of a file is in the same encoding. */
const sampleBytes = 64 * 1024
/** Below this confidence (0 to 100) a guess is as likely to be wrong as right. */
const leastConfidence = 20

/** Text as the file's own encoding says it, and which encoding that was. */
export interface DecodedText {
  /** A byte order mark stays, as U+FEFF, so that offsets equal those of other readers. */
  readonly text: string
  readonly encoding: string
}

/**
 * Decodes a file without changing anything in it: UTF-8 first and strictly, UTF-16 where that is
 * certain, then whatever encoding is detected, if the bytes are whole and clean in it.
 * @throws FootnoteError `article_unreadable` for binary, empty or undecodable bytes
 */
export function decodeText(bytes: Uint8Array, path: string): DecodedText {
  const decoded = decode(bytes, path)
  if (decoded.text.trim() === '') {
    throw unreadable(path, 'holds no text', 'Put the article into it, or take the file away.')
  }
  if (/\p{Surrogate}/u.test(decoded.text)) {
    throw unreadable(path, `is broken ${decoded.encoding}: half a surrogate pair`, saveAsText)
  }
  return decoded
}

function decode(bytes: Uint8Array, path: string): DecodedText {
  const signed = readSignature(bytes)
  if (signed) throw unreadable(path, `is ${signed.name}, not text`, saveAsText)
  const wide = wideEncoding(bytes)
  if (wide) {
    const text = strictly(bytes, wide)
    if (text === undefined)
      throw unreadable(path, `begins like ${wide} but is not valid`, saveAsText)
    return { text, encoding: wide }
  }
  if (looksBinary(bytes)) {
    throw unreadable(path, 'holds binary data (or UTF-16 without a byte order mark)', saveAsText)
  }
  const text = strictly(bytes, 'utf-8')
  return text === undefined ? detect(bytes, path) : { text, encoding: 'utf-8' }
}

function strictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Text has no NUL, and hardly any control characters but tab, line feed, form feed and return. */
function looksBinary(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, sampleBytes)
  if (bytes.includes(0)) return true
  let controls = 0
  for (let index = 0; index < length; index += 1) {
    const byte = bytes[index] as number
    if (byte < 0x20 && byte !== 0x1b && (byte < 0x09 || byte > 0x0d)) controls += 1
  }
  return controls > length * 0.01
}

function detect(bytes: Uint8Array, path: string): DecodedText {
  if (isMostlyUtf8(bytes)) {
    const place = firstInvalidByte(bytes)
    throw unreadable(path, `is UTF-8 with an invalid byte at offset ${place}`, saveAsText)
  }
  for (const { name, confidence } of analyse(bytes.subarray(0, sampleBytes))) {
    if (confidence < leastConfidence || name.startsWith('UTF') || !iconv.encodingExists(name))
      continue
    const encoding = name === 'ISO-8859-1' ? 'windows-1252' : name.toLowerCase()
    const text = iconv.decode(bytes, encoding, { stripBOM: false })
    if (!/[\uFFFD\u0080-\u009F]/.test(text)) return { text, encoding }
  }
  throw unreadable(path, 'is in a text encoding that could not be told', saveAsText)
}

/** Damaged UTF-8 has many good characters for each bad one; other encodings have hardly any good. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  const bad = text.match(/\uFFFD/g)?.length ?? 0
  const good = text.match(/[^\p{ASCII}\uFFFD]/gu)?.length ?? 0
  return good > bad * 4
}

/** Decodes ever shorter beginnings: the longest valid one ends where the first bad byte stands. */
function firstInvalidByte(bytes: Uint8Array): number {
  let valid = 0
  let invalid = bytes.length
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1
    if (isValidBeginning(bytes.subarray(0, middle))) valid = middle
    else invalid = middle
  }
  return valid
}

function isValidBeginning(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

function unreadable(path: string, what: string, nextStep: string): FootnoteError {
  return new FootnoteError('article_unreadable', `${path} ${what}.`, { nextStep })
}
