import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Example, fitLogistic, predict } from './logistic.ts'

/** Numbers in 0..1 that are the same in every run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const truth = { intercept: -0.5, weights: [2, -1.5, 0] }

/** Examples whose outcome is drawn with the probability that `truth` gives. */
function drawn(count: number, seed = 7): Example[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => {
    const features = truth.weights.map(() => random() * 4 - 2)
    return { features, positive: random() < predict(truth, features), weight: 1 }
  })
}

describe('fitLogistic', () => {
  test('parts what can be parted, with finite weights of the right signs', () => {
    const random = createRandom(3)
    const examples = Array.from({ length: 200 }, () => {
      const features = [random(), random()] as const
      return { features, positive: features[0] > features[1], weight: 1 }
    })
    const model = fitLogistic(examples)
    expect(model.weights[0]).toBeGreaterThan(0)
    expect(model.weights[1]).toBeLessThan(0)
    for (const weight of [model.intercept, ...model.weights])
      expect(Number.isFinite(weight)).toBe(true)
    const right = examples.filter(
      ({ features, positive }) => predict(model, features) > 0.5 === positive,
    )
    expect(right.length / examples.length).toBeGreaterThan(0.97)
  })

  test('finds the weights that noisy outcomes were drawn with', () => {
    const model = fitLogistic(drawn(4000))
    expect(model.intercept).toBeCloseTo(truth.intercept, 0)
    for (const [at, weight] of truth.weights.entries()) {
      expect(Math.abs((model.weights[at] ?? Number.NaN) - weight)).toBeLessThan(0.25)
    }
  })

  test('is calibrated: what it gives a chance of 0.7 comes true about as often', () => {
    const model = fitLogistic(drawn(4000))
    const fresh = drawn(4000, 99)
    for (const from of [0, 0.2, 0.4, 0.6, 0.8]) {
      const within = fresh
        .map((example) => ({ ...example, chance: predict(model, example.features) }))
        .filter(({ chance }) => chance >= from && chance < from + 0.2)
      const share = within.filter(({ positive }) => positive).length / within.length
      const mean = within.reduce((sum, { chance }) => sum + chance, 0) / within.length
      expect(Math.abs(share - mean)).toBeLessThan(0.06)
    }
  })

  test('an example of weight two counts as two examples', () => {
    const some = drawn(60)
    const doubled = some.map((example, at) => ({ ...example, weight: at % 2 ? 2 : 1 }))
    const repeated = [...some, ...some.filter((_, at) => at % 2)]
    const wide = fitLogistic(doubled, 0)
    const long = fitLogistic(repeated, 0)
    expect(wide.intercept).toBeCloseTo(long.intercept, 4)
    for (const [at, weight] of wide.weights.entries()) {
      expect(weight).toBeCloseTo(long.weights[at] ?? Number.NaN, 4)
    }
  })

  test('a stronger penalty gives smaller weights', () => {
    const norm = (ridge: number) => Math.hypot(...fitLogistic(drawn(200), ridge).weights)
    expect(norm(1000)).toBeLessThan(norm(10))
    expect(norm(10)).toBeLessThan(norm(0.1))
  })

  test('bears features that are always the same, and copies of another', () => {
    const examples = drawn(200).map((example) => {
      const [first = 0] = example.features
      return { ...example, features: [first, first, 5] }
    })
    const { intercept, weights } = fitLogistic(examples)
    for (const weight of [intercept, ...weights]) expect(Number.isFinite(weight)).toBe(true)
    expect(weights[0]).toBeCloseTo(weights[1] ?? Number.NaN, 6)
    expect(weights[2]).toBeCloseTo(0, 9)
  })

  test.each([
    ['nothing', []],
    ['positives alone', drawn(20).map((example) => ({ ...example, positive: true }))],
    ['negatives alone', drawn(20).map((example) => ({ ...example, positive: false }))],
  ])('refuses to fit %s', (_, examples) => {
    expect(() => fitLogistic(examples)).toThrow(/answerable and unanswerable/)
  })
})

test('predict gives a probability for any features, and one half for a model of nothing', () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(value, fc.array(value, { maxLength: 5 }), (intercept, weights) => {
      const chance = predict({ intercept, weights }, weights)
      expect(chance).toBeGreaterThanOrEqual(0)
      expect(chance).toBeLessThanOrEqual(1)
    }),
  )
  expect(predict({ intercept: 0, weights: [] }, [])).toBe(0.5)
})
