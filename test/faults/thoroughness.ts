/**
 * Whether all of the faults are tried, as `npm run test:faults` does. A run of every test tries some of
 * each kind, at other moments each time: all of them take as long as everything else together.
 */
export const isThorough =
  process.env.npm_lifecycle_event === 'test:faults' || process.env.FOOTNOTE_FAULTS === 'all'

/** How many of a kind are tried. */
export function tries(all: number, some: number): number {
  return isThorough ? all : some
}
