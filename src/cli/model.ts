import { ensureModel } from '../embed/fetch-model.ts'
import { findModel } from '../embed/model-manifest.ts'
import { defaultModelsDirectory } from '../embed/models-directory.ts'
import { observeOnTerminal } from './observe.ts'
import { runCommand } from './run-command.ts'

await runCommand({
  usage: 'npm run model -- [options]',
  about:
    'Fetches the embedding model where it is not there yet, checks every byte of it, and says where it\n' +
    'is: for machines that are to start without a network. Other commands do it by themselves.',
  without: ['corpus', 'index', 'fields', 'threads', 'host', 'port'],
  async run({ settings: { model: name, models, hubHost, offline } }) {
    const observer = observeOnTerminal()
    const { directory } = await ensureModel(findModel(name), {
      modelsDirectory: models ?? defaultModelsDirectory(),
      offline,
      ...(hubHost ? { hubHost } : {}),
      ...(observer.onFetch ? { onProgress: observer.onFetch } : {}),
    }).finally(() => observer.progress.finish())
    process.stdout.write(`${name} is whole, in ${directory}\n`)
    return 0
  },
})
