import { editScript } from '../answer/edit-script.ts'
import { type ChangeKind, changeKind } from './change-kind.ts'
import { normalForm } from './normal-form.ts'

/** A run of words as it stands in the source and in the quotation. */
export interface DiffPart {
  readonly op: 'same' | 'dropped' | 'added'
  readonly text: string
}

/** Words of the source that the quotation gives otherwise, leaves out or adds. */
export interface WordingChange {
  readonly kind: ChangeKind
  /** As in the source; empty where words were added. */
  readonly from: string
  /** As in the quotation; empty where words were dropped. */
  readonly to: string
}

/** Words compared at most; more is told as one change. */
const mostWords = 12_000

/**
 * What a quotation changes of a wording, word by word (Myers 1986). Words are the same where their normal
 * forms are.
 */
export function wordingDiff(source: string, quote: string): readonly DiffPart[] {
  const [before, after] = [cutWords(source), cutWords(quote)]
  const isShort = before.length + after.length <= mostWords
  const script = isShort ? editScript(before.map(fold), after.map(fold)) : undefined
  if (!script) {
    return [
      { op: 'dropped', text: source },
      { op: 'added', text: quote },
    ]
  }
  let [from, to] = [0, 0]
  return script.map(({ kind, count }) => {
    const words = kind === 'added' ? after.slice(to, to + count) : before.slice(from, from + count)
    if (kind !== 'added') from += count
    if (kind !== 'removed') to += count
    return { op: kind === 'removed' ? 'dropped' : kind, text: words.join('') }
  })
}

/** The changes of a diff, each named by what it touches. */
export function wordingChanges(diff: readonly DiffPart[]): WordingChange[] {
  const changes: WordingChange[] = []
  let [from, to, before] = ['', '', '']
  const close = (): void => {
    if (`${from}${to}`.trim() !== '') {
      const change = { from: from.trim(), to: to.trim() }
      changes.push({ kind: changeKind(change.from, change.to, before), ...change })
    }
    ;[from, to] = ['', '']
  }
  for (const { op, text } of joinAcrossSpaces(diff)) {
    if (op === 'dropped') from += text
    else if (op === 'added') to += text
    else {
      close()
      before = text
    }
  }
  close()
  return changes
}

/** A space that both have between two changed words belongs to the change. */
function joinAcrossSpaces(diff: readonly DiffPart[]): DiffPart[] {
  return diff.flatMap((part, at): DiffPart[] => {
    const isInside = at > 0 && at < diff.length - 1
    if (part.op !== 'same' || !isInside || part.text.trim() !== '') return [part]
    return [
      { op: 'dropped', text: part.text },
      { op: 'added', text: part.text },
    ]
  })
}

/** Words with their apostrophes, figures with their points; ideographs, spaces and marks one by one. */
const word =
  /\p{Script=Han}|\d+(?:[.,]\d+)*|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+(?:['’](?!\p{Script=Han})[\p{L}\p{M}]+)*|\s+|[^\s]/gu

function cutWords(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .replace(/\u00AD/g, '')
      .match(word) ?? []
  )
}

const folds = new Map<string, string>()

function fold(text: string): string {
  if (text.trim() === '') return ' '
  const known = folds.get(text)
  if (known !== undefined) return known
  if (folds.size > 10_000) folds.clear()
  const made = normalForm(text).text || text
  folds.set(text, made)
  return made
}
