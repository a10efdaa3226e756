/**
 * A writer to kill: commits version after version into the folder given, for ever, and prints one
 * line for each step. Run as `node --import tsx commit-loop.ts FOLDER`.
 */
import { commitGeneration } from '../../src/store/generation.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { changeTo } from './change-index.ts'
import { contentsOfVersion } from './make-contents.ts'

const [directory = ''] = process.argv.slice(2)
const lock = await acquireIndexLock(directory, { command: 'commit-loop' })
console.log('locked')
let index: OpenIndex | undefined
for (let version = 1; ; version++) {
  const contents = contentsOfVersion(version)
  // Now and then all of it is written, else only what changes, beside segments that stay.
  index =
    index && version % 4 > 0
      ? await changeTo(index, contents, lock)
      : await commitGeneration(directory, contents, { lock })
  console.log(`committed ${index.generation}`)
}
