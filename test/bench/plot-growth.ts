import type { Measure } from './summary.ts'

const width = 860
const height = 440
const left = 64
const right = 290
const top = 24
const bottom = 48

/** Told apart by dashes and marks too, not by colour alone. */
const styles = [
  { colour: '#1b5e8c', dash: '' },
  { colour: '#b3541e', dash: '7 3' },
  { colour: '#2f7d4f', dash: '2 3' },
  { colour: '#7a3b8f', dash: '10 3 2 3' },
  { colour: '#8a6d00', dash: '4 2 1 2' },
  { colour: '#555555', dash: '1 2' },
]

/** A cost by the number of passages. */
interface Curve {
  readonly cost: string
  readonly points: readonly (readonly [passages: number, value: number])[]
}

/**
 * How costs grow with the index, as an SVG image: both axes in powers of ten, so that what grows as the
 * index does is a line of slope one.
 */
export function plotGrowth(measures: readonly Measure[]): string {
  const curves = curvesOf(measures)
  const sizes = curves.flatMap(({ points }) => points.map(([passages]) => passages))
  const values = curves.flatMap(({ points }) => points.map(([, value]) => value))
  const x = scale(sizes, left, width - right)
  const y = scale(values, height - bottom, top)
  const lines = [...x.ticks.map((at) => vertical(x.of(at), at)), ...y.ticks.map(horizontal)]
  function horizontal(at: number): string {
    const place = round(y.of(at))
    const end = width - right
    return (
      `<line x1="${left}" y1="${place}" x2="${end}" y2="${place}" class="grid"/>` +
      `<text x="${left - 8}" y="${place + 4}" text-anchor="end">${show(at)}</text>`
    )
  }
  const drawn = inOrderOfEnd(curves).map((curve, at) => drawCurve(curve, at, x.of, y.of))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="How costs grow with the number of passages">
<style>text{font:13px sans-serif;fill:#222}.grid{stroke:#ddd}path{fill:none;stroke-width:2}</style>
<rect width="${width}" height="${height}" fill="#fff"/>
${[...lines, ...drawn].join('\n')}
<text x="${(left + width - right) / 2}" y="${height - 10}" text-anchor="middle">passages in the index</text>
</svg>
`
}

function curvesOf(measures: readonly Measure[]): Curve[] {
  const curves = new Map<string, [number, number][]>()
  for (const { growth, median } of measures) {
    if (!growth || !(median > 0)) continue
    curves.set(growth.cost, [...(curves.get(growth.cost) ?? []), [growth.passages, median]])
  }
  return [...curves].map(([cost, points]) => ({ cost, points }))
}

/** Names stand at the ends of curves, the highest first. */
function inOrderOfEnd(curves: readonly Curve[]): Curve[] {
  const end = ({ points }: Curve) => points.at(-1)?.[1] ?? 0
  return [...curves].sort((a, b) => end(b) - end(a))
}

function drawCurve(
  { cost, points }: Curve,
  at: number,
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  const { colour, dash } = styles[at % styles.length] ?? { colour: '#000', dash: '' }
  const places = points.map(([size, value]) => [round(x(size)), round(y(value))] as const)
  const path = places.map(([px, py], step) => `${step === 0 ? 'M' : 'L'}${px} ${py}`).join('')
  const marks = places.map(([px, py]) => `<circle cx="${px}" cy="${py}" r="3" fill="${colour}"/>`)
  const [first, last] = [points[0]?.[1] ?? 0, points.at(-1)?.[1] ?? 0]
  const name = `${cost}: ${show(first)} to ${show(last)}`
  const line = top + 16 + 20 * at
  const from = width - right + 12
  const label =
    `<line x1="${from}" y1="${line - 4}" x2="${from + 22}" y2="${line - 4}" stroke="${colour}" stroke-dasharray="${dash}" stroke-width="2"/>` +
    `<text x="${from + 28}" y="${line}" font-size="11" style="font-size:11px">${name}</text>`
  return `<path d="${path}" stroke="${colour}" stroke-dasharray="${dash}"/>${marks.join('')}${label}`
}

function vertical(place: number, at: number): string {
  const x = round(place)
  return (
    `<line x1="${x}" y1="${top}" x2="${x}" y2="${height - bottom}" class="grid"/>` +
    `<text x="${x}" y="${height - bottom + 18}" text-anchor="middle">${show(at)}</text>`
  )
}

/** Powers of ten over all values, from one end of an axis to the other. */
function scale(values: readonly number[], from: number, to: number) {
  const lowest = Math.floor(Math.log10(Math.min(...values)))
  const highest = Math.max(lowest + 1, Math.ceil(Math.log10(Math.max(...values))))
  const span = values.length > 0 ? highest - lowest : 1
  return {
    of: (value: number) => from + ((Math.log10(value) - lowest) / span) * (to - from),
    ticks:
      values.length > 0 ? Array.from({ length: span + 1 }, (_, at) => 10 ** (lowest + at)) : [],
  }
}

function show(value: number): string {
  return value >= 10 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(2)))
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
