/**
 * Min-max normalisation of one query's scores to 0..1. Equal scores all become 1 when above zero,
 * so that a single candidate is not thrown away.
 */
export function normaliseScores(scores: readonly number[]): number[] {
  const least = Math.min(...scores)
  const most = Math.max(...scores)
  const span = most - least
  if (span <= 0) return scores.map(() => (most > 0 ? 1 : 0))
  return scores.map((score) => (score - least) / span)
}

/**
 * Convex sum of two normalised score lists (Bruch, Gai and Ingber 2023, "An Analysis of Fusion
 * Functions for Hybrid Retrieval"): `share * first + (1 - share) * second`, 0 to 1.
 */
export function fuseScores(
  first: readonly number[],
  second: readonly number[],
  share: number,
): number[] {
  const left = normaliseScores(first)
  const right = normaliseScores(second)
  return left.map((score, at) => share * score + (1 - share) * (right[at] ?? 0))
}
