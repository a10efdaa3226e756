import { expect, test } from 'vitest'
import { plotGrowth } from './plot-growth.ts'
import { measureOf } from './summary.ts'

const measured = (cost: string, passages: number, value: number) => ({
  ...measureOf(`${cost} of ${passages}`, 'ms', [value]),
  growth: { cost, passages },
})

test('each cost is a curve through its sizes, ten times as much one power of ten higher', () => {
  const image = plotGrowth([
    measured('opening, ms', 1000, 10),
    measured('opening, ms', 10_000, 100),
    measured('search, ms', 1000, 1),
    measured('search, ms', 10_000, 1),
    measureOf('of no size', 'ms', [5]),
  ])
  const paths = [...image.matchAll(/<path d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"/g)].map(
    ([, ...places]) => places.map(Number) as [number, number, number, number],
  )
  const [opening, search] = paths
  expect(paths).toHaveLength(2)
  if (!opening || !search) return
  // Higher on the page is a smaller number.
  expect(opening[1] - opening[3]).toBeCloseTo(search[1] - opening[1], 0)
  expect(search[1]).toBe(search[3])
  expect(image).toContain('opening, ms: 10 to 100')
  expect(image).not.toContain('NaN')
})

test('nothing measured is an empty plot', () => {
  expect(plotGrowth([])).not.toMatch(/NaN|Infinity/)
})
