import type { LiveSegment } from './live-segment.ts'
import type { Segment, SegmentArticle } from './segment.ts'

/** Where an article stands, and what is kept of it there. */
export interface Located {
  readonly segment: Segment
  readonly place: number
  readonly one: SegmentArticle
}

/** Finds where an article stands of which an index has passages or facts, by its id. */
export function locator(segments: readonly LiveSegment[]): (id: string) => Located | undefined {
  // The largest first: most articles are there.
  const searched = segments
    .map(({ segment, dead }) => ({ segment, places: placesIn(segment), dead: new Set(dead) }))
    .sort((left, right) => right.segment.articles.length - left.segment.articles.length)
  return (id) => {
    for (const { segment, places, dead } of searched) {
      const place = places.get(id)
      if (place === undefined || dead.has(place)) continue
      return { segment, place, one: segment.articles[place] as SegmentArticle }
    }
    return undefined
  }
}

/** A segment never changes, and every change looks through the ids of all of them. */
const known = new WeakMap<Segment, ReadonlyMap<string, number>>()

function placesIn(segment: Segment): ReadonlyMap<string, number> {
  const places =
    known.get(segment) ?? new Map(segment.articles.map(({ article }, at) => [article.id, at]))
  known.set(segment, places)
  return places
}
