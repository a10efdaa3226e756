import { areUnchanged } from '../generation-files.ts'
import type { LiveSegment } from './live-segment.ts'
import { type Segment, segmentFolder } from './segment.ts'

/** Those segments in memory, by name, whose files are still the ones that were checked. */
export async function wholeSegments(
  directory: string,
  segments: readonly LiveSegment[],
): Promise<Map<string, Segment>> {
  const whole = new Map<string, Segment>()
  for (const { segment } of segments) {
    const { name, stamps } = segment
    if (segment.vectors.damage() !== undefined) continue
    if (await areUnchanged(segmentFolder(directory, name), stamps)) whole.set(name, segment)
  }
  return whole
}

/** Those in which a read has found damage since they were opened. */
export function damagedSegments(segments: readonly LiveSegment[]): Segment[] {
  return segments.flatMap(({ segment }) => (segment.vectors.damage() ? [segment] : []))
}
