import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readManifest } from '../../src/store/manifest.ts'
import { generationFolder, listGenerations } from '../../src/store/pointer.ts'
import { segmentFolder } from '../../src/store/segments/segment.ts'

/** Every file that a generation is made of, its manifest first: absolute paths. */
export async function filesOfGeneration(directory: string, generation: number): Promise<string[]> {
  const folder = generationFolder(directory, generation)
  const own = (await readdir(folder)).map((name) => join(folder, name))
  const { segments } = await readManifest(folder)
  const shared = segments.flatMap(({ name, files }) =>
    files.map(({ path }) => join(segmentFolder(directory, name), path)),
  )
  return [...own, ...shared]
}

/** The file of that name of the segment that was written last. */
export async function newestFile(directory: string, ending: string): Promise<string> {
  const [newest = 0] = await listGenerations(directory)
  const file = (await filesOfGeneration(directory, newest)).findLast((path) =>
    path.endsWith(ending),
  )
  if (file === undefined) throw new Error(`Generation ${newest} has no file ${ending}.`)
  return file
}

/** Names of the segments on disk, hidden ones included. */
export async function segmentsOnDisk(directory: string): Promise<string[]> {
  return (await readdir(join(directory, 'segments'))).sort()
}

/** Names of the segments that generations have. */
export async function namedSegments(directory: string): Promise<string[]> {
  const names = new Set<string>()
  for (const generation of await listGenerations(directory)) {
    const { segments } = await readManifest(generationFolder(directory, generation))
    for (const { name } of segments) names.add(name)
  }
  return [...names].sort()
}
