import iconv from 'iconv-lite'
import { decodeText } from '../../decode-text.ts'

/** A page says its encoding near its beginning; browsers look at 1,024 bytes, some pages need more. */
const declarationBytes = 4096
/** Characters lost to a wrong byte, a share of all: a page with few is still worth reading. */
const mostLost = 0.001

/** What pages call an encoding that browsers read as a larger one (WHATWG Encoding, 4.2). */
const readAs: Readonly<Record<string, string>> = {
  gb2312: 'gb18030',
  'gb_2312-80': 'gb18030',
  'x-gbk': 'gb18030',
  gbk: 'gb18030',
  big5: 'big5-hkscs',
  'x-x-big5': 'big5-hkscs',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'us-ascii': 'windows-1252',
  ascii: 'windows-1252',
  'utf-16': 'utf-8',
  'utf-16le': 'utf-8',
  'utf-16be': 'utf-8',
  utf8: 'utf-8',
}

/**
 * Decodes a web page: by its byte order mark, as UTF-8 where it is valid, by the encoding its head
 * declares, and last by what is detected. A byte order mark is no part of the page.
 * @throws FootnoteError `article_unreadable` for binary, empty or undecodable bytes
 */
export function decodeHtml(bytes: Uint8Array, path: string): string {
  const declared = declaredEncoding(bytes)
  const text =
    (declared?.startsWith('iso-2022') ? decodeCleanly(bytes, declared) : undefined) ??
    validUtf8(bytes) ??
    (declared && isText(bytes) ? decodeCleanly(bytes, declared) : undefined) ??
    decodeAnyhow(bytes, path, declared)
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

/** The encoding that a page's `meta` element or XML declaration names, as `iconv-lite` calls it. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, declarationBytes)).toString('latin1')
  const found =
    /<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head) ??
    /^\s*<\?xml\b[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]+)/i.exec(head)
  const label = found?.[1]?.toLowerCase()
  const encoding = label && (readAs[label] ?? label)
  return encoding && iconv.encodingExists(encoding) ? encoding : undefined
}

function validUtf8(bytes: Uint8Array): string | undefined {
  if (!isText(bytes)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) || undefined
  } catch {
    return undefined
  }
}

/** UTF-16 and binary data hold NUL; neither is read by a name that a page declares. */
function isText(bytes: Uint8Array): boolean {
  return !bytes.includes(0)
}

function decodeCleanly(bytes: Uint8Array, encoding: string): string | undefined {
  const text = iconv.decode(bytes, encoding, { stripBOM: false })
  return text.includes('\uFFFD') ? undefined : text
}

/** What a page declares, a few characters lost, is likelier than what its bytes look like. */
function decodeAnyhow(bytes: Uint8Array, path: string, declared: string | undefined): string {
  if (declared && isText(bytes)) {
    const text = iconv.decode(bytes, declared, { stripBOM: false })
    const lost = text.match(/\uFFFD/g)?.length ?? 0
    if (lost <= Math.max(1, text.length * mostLost)) return text
  }
  return decodeText(bytes, path).text
}
