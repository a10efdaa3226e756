import type { Citation } from './answer.ts'

/** Marks of what a quote's sentences say beyond it, to be shown outside the quote; empty without. */
export function ellipses({
  starts_mid_sentence: startsMid,
  ends_mid_sentence: endsMid,
}: Pick<Citation, 'starts_mid_sentence' | 'ends_mid_sentence'>): { before: string; after: string } {
  return { before: startsMid ? '… ' : '', after: endsMid ? ' …' : '' }
}
