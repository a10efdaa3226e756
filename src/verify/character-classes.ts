/** What a character counts as when wordings are compared. */
export type CharacterClass =
  | 'word'
  | 'ideograph'
  | 'space'
  | 'nothing'
  | 'mark'
  | 'quote'
  | 'dash'
  | 'ellipsis'
  | 'other'

/** A character as it is compared: its class, and what stands for it in the normal form. */
export interface FoldedCharacter {
  readonly kind: CharacterClass
  readonly folded: string
}

/** Soft hyphens, characters without width, marks of direction and of presentation. */
const invisible = /^(?:\p{Cf}|[\uFE00-\uFE0F])$/u
const quotes = /^["'`´‘’‚‛“”„‟«»‹›「」『』〝〞〟′″＂＇｀｢｣]$/u
const dashes = /^[\p{Pd}\u2212]$/u
const ellipses = /^[…⋯]$/u
const ideograph = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々〇ー]$/u
/** Widths, and the ligatures that documents are set with; "²" and "½" stay what they are. */
const compatible = /^[\uFF00-\uFFEF\uFB00-\uFB06]$/u

const known = new Map<number, FoldedCharacter>()

/** Looks a character up; each is worked out once. The backtick is Markdown's, so it is `nothing`. */
export function foldCharacter(codePoint: number): FoldedCharacter {
  const found = known.get(codePoint)
  if (found) return found
  const made = fold(String.fromCodePoint(codePoint))
  known.set(codePoint, made)
  return made
}

function fold(character: string): FoldedCharacter {
  if (character === '`') return { kind: 'nothing', folded: '' }
  if (quotes.test(character)) return { kind: 'quote', folded: "'" }
  if (dashes.test(character)) return { kind: 'dash', folded: '-' }
  if (ellipses.test(character)) return { kind: 'ellipsis', folded: '…' }
  if (invisible.test(character)) return { kind: 'nothing', folded: '' }
  if (/^\p{White_Space}$/u.test(character) || character === '|')
    return { kind: 'space', folded: ' ' }
  const folded = character.normalize(compatible.test(character) ? 'NFKC' : 'NFC')
  if (ideograph.test(folded)) return { kind: 'ideograph', folded }
  if (/^\p{M}/u.test(folded)) return { kind: 'mark', folded }
  if (/^[\p{L}\p{N}]/u.test(folded)) return { kind: 'word', folded }
  return { kind: 'other', folded }
}
