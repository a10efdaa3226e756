import type { Row } from './score-answers.ts'

/** Types of question looked at together, by set: questions whose answer has several parts. */
const together: Readonly<Record<string, readonly string[]>> = { gba: ['multi_doc', 'list'] }

/** Parts of a set that get a line of their own. */
export function partsOf(
  set: string,
  rows: readonly Row[],
  byType: boolean,
): { name: string; rows: Row[] }[] {
  const types = [...new Set(rows.map(({ type }) => type).filter(Boolean))].sort()
  const named = [together[set] ?? [], ...(byType ? types.map((type) => [type]) : [])]
  return named.flatMap((some) => {
    const own = rows.filter(({ type }) => some.includes(type))
    return own.length === 0 ? [] : [{ name: some.join(', '), rows: own }]
  })
}
