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
    if (await areUnchanged(segmentFolder(directory, name), stamps)) whole.set(name, segment)
  }
  return whole
}
