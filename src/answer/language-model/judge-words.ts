import { mayStand, type WordsCase } from './check-words.ts'
import { isOnlyConnecting } from './connecting-words.ts'
import type { PlacedPart } from './place-parts.ts'

/**
 * The parts without words that do more than connect; undefined where words pass for a quote, bring
 * numbers, or lead elsewhere, or stand where no quote is beside them: then nothing of the reply is used.
 */
export function judgeWords(
  placed: readonly PlacedPart[],
  { offered, question }: Pick<WordsCase, 'offered' | 'question'>,
): PlacedPart[] | undefined {
  const kept: PlacedPart[] = []
  for (const [at, part] of placed.entries()) {
    if ('citations' in part) {
      kept.push(part)
      continue
    }
    const around = [placed[at - 1], placed[at + 1]].filter((other) => other !== undefined)
    const beside = around.flatMap((other) =>
      'words' in other ? [] : [other.citations.map(({ quote }) => quote).join('\n')],
    )
    const { words } = part
    const isBetween = beside.length === around.length && beside.length > 0
    if (!isBetween || !mayStand({ words, beside, offered, question })) return undefined
    if (isOnlyConnecting(words, [question, ...beside])) kept.push(part)
  }
  return kept
}
