import { ensureModel } from '../../src/embed/fetch-model.ts'
import { smallModel } from './small-model.ts'

// Run by a test as a process of its own: fetches the small model from the given hub.
const [modelsDirectory = '', hubHost = ''] = process.argv.slice(2)
await ensureModel(smallModel, { modelsDirectory, hubHost, mavenCommand: '/nonexistent/mvn' })
