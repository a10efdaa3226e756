/** One example: its features in a fixed order, whether it is a positive, and how much it counts. */
export interface Example {
  readonly features: readonly number[]
  readonly positive: boolean
  readonly weight: number
}

/** A fitted model over unscaled features. */
export interface Logistic {
  readonly intercept: number
  readonly weights: readonly number[]
}

/**
 * Weighted logistic regression with a ridge penalty on standardised features (Hastie, Tibshirani
 * and Friedman 2009, section 4.4), by Newton's method. The intercept is not penalised.
 * @throws Error when there are no examples of one of the two outcomes
 */
export function fitLogistic(examples: readonly Example[], ridge = 0.3): Logistic {
  if (new Set(examples.map(({ positive }) => positive)).size < 2) {
    throw new Error('A fit needs answerable and unanswerable questions.')
  }
  const width = examples[0]?.features.length ?? 0
  const scale = Array.from({ length: width }, (_, at) =>
    spread(examples.map(({ features }) => features[at] ?? 0)),
  )
  const rows = examples.map(({ features }) => [
    1,
    ...features.map((value, at) => (value - (scale[at]?.mean ?? 0)) / (scale[at]?.deviation ?? 1)),
  ])
  let beta = new Array<number>(width + 1).fill(0)
  for (let step = 0; step < 50; step += 1) {
    const change = newtonStep(rows, examples, beta, ridge)
    beta = beta.map((value, at) => value + (change[at] ?? 0))
    if (Math.max(...change.map(Math.abs)) < 1e-9) break
  }
  const weights = scale.map(({ deviation }, at) => (beta[at + 1] ?? 0) / deviation)
  const shift = scale.reduce((sum, { mean }, at) => sum + mean * (weights[at] ?? 0), 0)
  return { intercept: (beta[0] ?? 0) - shift, weights }
}

/** Probability of a positive, 0 to 1. */
export function predict({ intercept, weights }: Logistic, features: readonly number[]): number {
  const sum = weights.reduce((total, weight, at) => total + weight * (features[at] ?? 0), intercept)
  return 1 / (1 + Math.exp(-sum))
}

function spread(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean, deviation: Math.sqrt(variance) || 1 }
}

function newtonStep(
  rows: readonly number[][],
  examples: readonly Example[],
  beta: readonly number[],
  ridge: number,
): number[] {
  const size = beta.length
  const gradient = beta.map((value, at) => (at === 0 ? 0 : -ridge * value))
  const hessian = beta.map((_, row) =>
    beta.map((__, column) => (row === column && row > 0 ? ridge : 0)),
  )
  for (const [index, row] of rows.entries()) {
    const example = examples[index]
    if (!example) continue
    const sum = row.reduce((total, value, at) => total + value * (beta[at] ?? 0), 0)
    const probability = 1 / (1 + Math.exp(-sum))
    const error = example.weight * ((example.positive ? 1 : 0) - probability)
    const curve = example.weight * Math.max(1e-9, probability * (1 - probability))
    for (let at = 0; at < size; at += 1) {
      gradient[at] = (gradient[at] ?? 0) + error * (row[at] ?? 0)
      const line = hessian[at] ?? []
      for (let other = 0; other < size; other += 1) {
        line[other] = (line[other] ?? 0) + curve * (row[at] ?? 0) * (row[other] ?? 0)
      }
    }
  }
  return solve(hessian, gradient)
}

/** Gaussian elimination with partial pivoting; the matrix is small and positive definite. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0])
  const size = rows.length
  for (let column = 0; column < size; column += 1) {
    const candidates = rows.slice(column).map((row) => Math.abs(row[column] ?? 0))
    const pivot = column + candidates.indexOf(Math.max(...candidates))
    ;[rows[column], rows[pivot]] = [rows[pivot] ?? [], rows[column] ?? []]
    const head = rows[column] ?? []
    for (let below = 0; below < size; below += 1) {
      const row = rows[below] ?? []
      if (below === column) continue
      const factor = (row[column] ?? 0) / (head[column] ?? 1)
      for (let at = column; at <= size; at += 1) row[at] = (row[at] ?? 0) - factor * (head[at] ?? 0)
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1))
}
