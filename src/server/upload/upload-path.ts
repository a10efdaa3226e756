import { isIgnoredName } from '../../article/ignored-name.ts'
import { FootnoteError } from '../../errors.ts'

/** Longest name of a file or folder and longest path, in UTF-8 bytes: what every file system takes. */
const longestName = 200
const longestPath = 800
/** Folders inside folders. */
const deepest = 16

/** Names that Windows keeps for devices, with any extension. */
const deviceName = /^(?:con|prn|aux|nul|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i
/** Control characters, half pairs, line ends of Unicode, and marks that turn the order of letters round. */
const unseen = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/u
/** Letters that some file systems do not take in a name. */
const unportable = /[<>:"|?*]/g

/**
 * The path inside the corpus folder that a file sent under `name` is kept at: NFC, with `/` between
 * the parts, characters that some file systems do not take as `-`.
 * @throws FootnoteError `file_name_refused` for a name that leads out of the folder, that no article
 * can have, or that some file system could not hold
 */
export function uploadPath(name: string): string {
  const refuse = (why: string, nextStep = 'Rename it, then send it again.'): FootnoteError =>
    new FootnoteError('file_name_refused', `${shown(name)} ${why}.`, { nextStep })
  if (name.trim() === '') throw refuse('is no name')
  if (unseen.test(name)) throw refuse('holds characters that cannot be seen')
  if (name.includes('\\')) throw refuse('holds a backslash')
  if (name.startsWith('/') || /^[a-z]:/i.test(name)) throw refuse('is not relative to the folder')
  const parts = name.normalize('NFC').split('/')
  if (parts.some((part) => part === '.' || part === '..')) throw refuse('leads out of the folder')
  const kept = parts.map((part) =>
    part
      .replace(unportable, '-')
      .trim()
      .replace(/[. ]+$/, ''),
  )
  for (const part of kept) {
    if (part === '') throw refuse('has a part without a name')
    if (deviceName.test(part)) throw refuse('has the name of a device')
    if (isIgnoredName(part)) throw refuse('is a name that is never read as an article')
    if (Buffer.byteLength(part) > longestName) throw refuse('is too long')
  }
  const path = kept.join('/')
  if (kept.length > deepest) throw refuse('lies too many folders deep', 'Move it further up.')
  if (Buffer.byteLength(path) > longestPath) throw refuse('is too long')
  return path
}

/** `report.pdf` as `report (2).pdf`: another name for a file of the same name. */
export function otherPath(path: string, number: number): string {
  const [, stem = path, extension = ''] = /^(.*[^/])(\.[A-Za-z0-9]{1,10})$/.exec(path) ?? []
  return `${stem} (${number})${extension}`
}

/** A name as messages may show it. */
function shown(name: string): string {
  const plain = name.replace(new RegExp(unseen, 'gu'), '\ufffd')
  return `“${plain.length > 80 ? `${plain.slice(0, 80)}…` : plain}”`
}
