import { randomBytes } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder, syncFolder } from '../durable-files.ts'
import { listFiles } from '../generation-files.ts'
import type { SegmentContents } from './gather-segment.ts'
import { readSegment } from './read-segment.ts'
import { type Segment, segmentFolder, segmentsFolder } from './segment.ts'
import { writeSegment } from './write-segment.ts'

/**
 * Writes a segment into a hidden folder, opens and checks what was written, and gives it its name.
 * @param generation the first to have it; no two segments get one name
 */
export async function addSegment(
  directory: string,
  generation: number,
  contents: SegmentContents,
): Promise<Segment> {
  const name = `${generation}-${randomBytes(4).toString('hex')}`
  const folder = segmentsFolder(directory)
  const building = join(folder, `.building-${name}`)
  try {
    await makeFolder(folder)
    await writeSegment(building, contents)
    const home = segmentFolder(directory, name)
    const entry = { name, files: await listFiles(building), home }
    const segment = await readSegment(building, entry, contents.model.dimensions)
    await rename(building, home)
    await syncFolder(folder)
    return segment
  } catch (error) {
    await rm(building, { recursive: true, force: true }).catch(() => undefined)
    throw error
  }
}
