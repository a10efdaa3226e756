import { foldCharacter } from './character-classes.ts'
import { skipMarkdown } from './markdown-markers.ts'

/** A text as wordings are compared, with a map back. */
export interface NormalForm {
  readonly text: string
  /** For each unit of `text`, where what it stands for begins and ends in the original, in UTF-16 units. */
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}

/** No space is kept before these, and none behind those: editors and scripts differ in it. */
const gluesLeft = new Set(",.;:!?)}%'-…，。、；：！？）】》")
const gluesRight = new Set("({'-…，。、；：！？（【《")

const gluedUnits = new Set([...gluesRight].map((mark) => mark.charCodeAt(0)))

/**
 * Folds away what may differ between a quotation and its source without any word differing: kinds of
 * quotation marks and of dashes; white space, line breaks and soft hyphens; full and half width,
 * composed and decomposed letters; the ways to write an ellipsis; square brackets, notes' numbers in
 * them and Markdown markers. Case, words, figures and all other punctuation stay. One pass; what is
 * looked at ahead is bounded.
 */
export function normalForm(text: string): NormalForm {
  const output = new Output(text.length)
  let at = 0
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    // Most of most texts: nothing about these depends on what is around them but for marks behind.
    if (isPlain(unit) && !(text.charCodeAt(at + 1) >= 0x300)) {
      output.putPlain(unit, at)
      at += 1
      continue
    }
    if (unit === 0x20) {
      output.space(at, at + 1)
      at += 1
      continue
    }
    const skipped = skipMarkdown(text, at)
    if (skipped > at) {
      at = skipped
      continue
    }
    at = readCharacter(text, at, output)
  }
  return output.finish()
}

/** Whether a unit is a letter or digit of ASCII. */
export function isPlain(unit: number): boolean {
  return (
    (unit >= 0x61 && unit <= 0x7a) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x30 && unit <= 0x39)
  )
}

/** Reads one character with what belongs to it. @returns where the next one begins */
function readCharacter(text: string, at: number, output: Output): number {
  const codePoint = text.codePointAt(at) as number
  const { kind, folded } = foldCharacter(codePoint)
  let end = at + (codePoint > 0xffff ? 2 : 1)
  if (kind === 'nothing') return end
  if (kind === 'space') {
    output.space(at, end)
    return end
  }
  if (folded === '.') {
    end = endOfDots(text, at)
    output.put(end > at + 1 ? '…' : '.', at, Math.max(end, at + 1))
    return Math.max(end, at + 1)
  }
  if (kind === 'word' || kind === 'ideograph' || kind === 'mark') {
    const marked = endOfMarks(text, end)
    const whole = marked > end ? text.slice(at, marked).normalize('NFC') : folded
    output.put(whole, at, marked, kind === 'ideograph')
    return marked
  }
  output.put(folded, at, end)
  return end
}

/** The end of three dots or more, spaced or not; the place itself where there are fewer. */
function endOfDots(text: string, at: number): number {
  let dots = 1
  let end = at + 1
  for (let next = end; next < text.length && next - end <= 1; next += 1) {
    if (text[next] === '.') {
      dots += 1
      end = next + 1
    } else if (text[next] !== ' ' && text[next] !== '\u00A0') break
  }
  return dots >= 3 ? end : at
}

function endOfMarks(text: string, from: number): number {
  let end = from
  while (end < text.length && text.charCodeAt(end) >= 0x300) {
    const codePoint = text.codePointAt(end) as number
    if (foldCharacter(codePoint).kind !== 'mark') break
    end += codePoint > 0xffff ? 2 : 1
  }
  return end
}

/** Characters that come out one, however many of them stand in a row. */
const merged = new Set("'-…")

/** The units written so far, each with its place. */
class Output {
  private units: Uint16Array
  private starts: Uint32Array
  private ends: Uint32Array
  private length = 0
  private spaceStart = -1
  private spaceEnd = -1
  private lastIsIdeograph = false

  constructor(size: number) {
    this.units = new Uint16Array(size + 16)
    this.starts = new Uint32Array(size + 16)
    this.ends = new Uint32Array(size + 16)
  }

  space(start: number, end: number): void {
    if (this.spaceStart < 0) this.spaceStart = start
    this.spaceEnd = end
  }

  /** A letter or digit of ASCII. */
  putPlain(unit: number, at: number): void {
    if (this.spaceStart >= 0) {
      const last = this.length > 0 ? (this.units[this.length - 1] as number) : -1
      const isGlued = last < 0 || this.lastIsIdeograph || gluedUnits.has(last)
      if (!isGlued) this.write(0x20, this.spaceStart, this.spaceEnd)
      this.spaceStart = -1
    }
    this.write(unit, at, at + 1)
    this.lastIsIdeograph = false
  }

  put(folded: string, start: number, end: number, isIdeograph = false): void {
    const last = this.length > 0 ? String.fromCharCode(this.units[this.length - 1] as number) : ''
    if (last === folded && merged.has(folded)) {
      this.ends[this.length - 1] = end
      this.spaceStart = -1
      return
    }
    const isGlued =
      last === '' ||
      isIdeograph ||
      this.lastIsIdeograph ||
      gluesLeft.has(folded) ||
      gluesRight.has(last)
    if (this.spaceStart >= 0 && !isGlued) this.write(0x20, this.spaceStart, this.spaceEnd)
    this.spaceStart = -1
    for (let unit = 0; unit < folded.length; unit += 1) {
      this.write(folded.charCodeAt(unit), start, end)
    }
    this.lastIsIdeograph = isIdeograph
  }

  finish(): NormalForm {
    const pieces: string[] = []
    for (let from = 0; from < this.length; from += 8192) {
      const to = Math.min(this.length, from + 8192)
      pieces.push(String.fromCharCode(...this.units.subarray(from, to)))
    }
    return {
      text: pieces.join(''),
      starts: this.starts.slice(0, this.length),
      ends: this.ends.slice(0, this.length),
    }
  }

  private write(unit: number, start: number, end: number): void {
    if (this.length === this.units.length) this.grow()
    this.units[this.length] = unit
    this.starts[this.length] = start
    this.ends[this.length] = end
    this.length += 1
  }

  private grow(): void {
    const grown = new Output(this.length * 2)
    grown.units.set(this.units)
    grown.starts.set(this.starts)
    grown.ends.set(this.ends)
    this.units = grown.units
    this.starts = grown.starts
    this.ends = grown.ends
  }
}
