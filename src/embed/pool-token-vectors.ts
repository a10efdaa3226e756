import type { EmbeddingModel } from './model-manifest.ts'

/**
 * One vector of unit length from a model's last layer: the first token's, or the mean of all
 * (Reimers and Gurevych 2019).
 * @param layer row after row, tokens x dimensions
 */
export function poolTokenVectors(
  layer: Float32Array,
  dimensions: number,
  pooling: EmbeddingModel['pooling'],
): Float32Array {
  const pooled = layer.slice(0, dimensions)
  if (pooling === 'mean') {
    for (let index = dimensions; index < layer.length; index += 1) {
      const slot = index % dimensions
      pooled[slot] = (pooled[slot] ?? 0) + (layer[index] ?? 0)
    }
  }
  scaleRows(pooled, dimensions)
  return pooled
}

/** Brings each row to unit length, in place. The mean needs no division: only direction is kept. */
export function scaleRows(rows: Float32Array, dimensions: number): void {
  for (let start = 0; start < rows.length; start += dimensions) {
    let squares = 0
    for (let index = start; index < start + dimensions; index += 1) {
      const value = rows[index] ?? 0
      squares += value * value
    }
    const length = Math.sqrt(squares)
    for (let index = start; index < start + dimensions; index += 1) {
      rows[index] = (rows[index] ?? 0) / length
    }
  }
}
