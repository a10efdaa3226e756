/**
 * A writer to kill: commits version after version into the folder given, for ever, and prints one
 * line for each step. Run as `node --import tsx commit-loop.ts FOLDER`.
 */
import { commitGeneration } from '../../src/store/generation.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import { contentsOfVersion } from './make-contents.ts'

const [directory = ''] = process.argv.slice(2)
const lock = await acquireIndexLock(directory, { command: 'commit-loop' })
console.log('locked')
for (let version = 1; ; version++) {
  const index = await commitGeneration(directory, contentsOfVersion(version), { lock })
  console.log(`committed ${index.generation}`)
}
