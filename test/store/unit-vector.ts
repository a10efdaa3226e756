export const dimensions = 6

/** A unit vector that only the seed decides. */
export function unitVector(seed: number, length = dimensions): Float32Array {
  const numbers = Float32Array.from({ length }, (_, i) => Math.sin((seed + 1) * (i + 1) * 1.7))
  const norm = Math.hypot(...numbers)
  return numbers.map((number) => number / norm)
}
