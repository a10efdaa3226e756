import { createScanner, type SyntaxKind } from 'jsonc-parser'

/** The scanner's kinds of token; its enumeration of them cannot be imported as a value. */
const openBrace: SyntaxKind.OpenBraceToken = 1
const closeBrace: SyntaxKind.CloseBraceToken = 2
const openBracket: SyntaxKind.OpenBracketToken = 3
const closeBracket: SyntaxKind.CloseBracketToken = 4
const comma: SyntaxKind.CommaToken = 5
const colon: SyntaxKind.ColonToken = 6
const endOfText: SyntaxKind.EOF = 17

/** Where an element of a list stands in a JSON text: UTF-16 units, end exclusive, and its first line. */
export interface JsonElement {
  readonly start: number
  readonly end: number
  /** Counted from 1. */
  readonly line: number
}

/**
 * The elements of the first list of objects in a JSON text that may be broken or cut off: told by its
 * brackets, so that what is wrong inside one element does not touch the others; and where brackets are
 * missing, by an object that begins a line in the column of the first.
 */
export function elementsOf(text: string, most: number): JsonElement[] {
  const scanner = createScanner(text, true)
  const elements: JsonElement[] = []
  let depth = 0
  let start = -1
  let end = 0
  let line = 0
  let column: number | undefined
  let token = scanner.scan()
  for (let last: SyntaxKind = endOfText; token !== endOfText; token = scanner.scan()) {
    if (last === openBracket && token === openBrace) break
    last = token
  }
  const add = (): void => {
    if (start >= 0) elements.push({ start, end, line })
    start = -1
  }
  let before: SyntaxKind = openBracket
  for (; token !== endOfText && elements.length < most; before = token, token = scanner.scan()) {
    if (depth === 0 && token === closeBracket) break
    if (depth === 0 && token === comma) {
      add()
      continue
    }
    const place = scanner.getTokenStartCharacter()
    const beginsLine = scanner.getTokenStartLine() + 1 > line && place === column
    const isInner = before === colon || before === openBracket
    if (depth > 0 && token === openBrace && beginsLine && !isInner) {
      add()
      depth = 0
    }
    if (start < 0) {
      start = scanner.getTokenOffset()
      line = scanner.getTokenStartLine() + 1
      column ??= place
    }
    end = scanner.getTokenOffset() + scanner.getTokenLength()
    if (isOpening(token)) depth += 1
    else if (isClosing(token)) depth = Math.max(0, depth - 1)
  }
  add()
  return elements
}

function isOpening(token: SyntaxKind): boolean {
  return token === openBrace || token === openBracket
}

function isClosing(token: SyntaxKind): boolean {
  return token === closeBrace || token === closeBracket
}
