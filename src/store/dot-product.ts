/** Of vectors of unit length this is their cosine similarity. Added up in order of place. */
export function dotProduct(left: Float32Array, right: Float32Array): number {
  let sum = 0
  for (let at = 0; at < left.length; at += 1) sum += (left[at] ?? 0) * (right[at] ?? 0)
  return sum
}
