import { foldCharacter } from './character-classes.ts'
import { isPlain, type NormalForm } from './normal-form.ts'

/** The words of a normal form, in order; ideographs one by one. Offsets are into the normal form. */
export interface Words {
  /** In lower case. */
  readonly words: readonly string[]
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** Finds the words of a normal form's text. */
export function readWords({ text }: Pick<NormalForm, 'text'>): Words {
  const words: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  let from = -1
  const close = (end: number): void => {
    if (from < 0) return
    words.push(text.slice(from, end).toLowerCase())
    starts.push(from)
    ends.push(end)
    from = -1
  }
  for (let at = 0; at < text.length; ) {
    const unit = text.charCodeAt(at)
    if (isPlain(unit)) {
      if (from < 0) from = at
      at += 1
      continue
    }
    if (unit === 0x20) {
      close(at)
      at += 1
      continue
    }
    const codePoint = text.codePointAt(at) as number
    const next = at + (codePoint > 0xffff ? 2 : 1)
    const { kind } = foldCharacter(codePoint)
    if (kind === 'ideograph') {
      close(at)
      from = at
      close(next)
    } else if (kind === 'word' || kind === 'mark') {
      if (from < 0) from = at
    } else {
      close(at)
    }
    at = next
  }
  close(text.length)
  return { words, starts, ends }
}
