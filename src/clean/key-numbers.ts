/** Different texts that are numbered before the numbers are given out anew. */
const mostNumbers = 2_000_000

const numbers = new Map<number, number>()

/**
 * A small number for a text, the same for the same text as long as the process lives: counting by it
 * is an array's work. Never 0. Two texts get one number only when 53 bits of hash agree.
 */
export function numberOf(text: string): number {
  const hash = hashOf(text)
  const known = numbers.get(hash)
  if (known !== undefined) return known
  const number = numbers.size + 1
  numbers.set(hash, number)
  return number
}

/** No number that was given out is greater. */
export function greatestNumber(): number {
  return numbers.size
}

/** Forgets all numbers when there are very many; true when it did, and none given out holds any more. */
export function forgetNumbers(limit = mostNumbers): boolean {
  if (numbers.size <= limit) return false
  numbers.clear()
  return true
}

/** 53 bits of two rounds like FNV-1a. */
function hashOf(text: string): number {
  let low = 0x811c9dc5
  let high = 0x9747b28c
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit, 0x85ebca6b) ^ (high >>> 15)
  }
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0) || 1
}
