import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { beginToCheck } from '../embed/check-model-files.ts'
import { findModel } from '../embed/model-manifest.ts'
import { defaultModelsDirectory, modelDirectory } from '../embed/models-directory.ts'
import { workerFile, workerSettings } from '../embed/worker-settings.ts'
import { startEarly } from '../start-worker.ts'

// Loading the model is the longest part of a start, so it begins before the command has been read. This
// is a guess: settings are read in full later, and a worker of another model is not taken. Nor is one
// taken before the model's files have been checked.

/** What a flag or its variable says, as most people write it. */
function given(flag: string, variable: string): string | undefined {
  const at = process.argv.indexOf(`--${flag}`)
  const joined = process.argv.find((word) => word.startsWith(`--${flag}=`))
  const typed = at < 0 ? joined?.slice(flag.length + 3) : process.argv[at + 1]
  return typed ?? (process.env[variable] || undefined)
}

/** The models that `settings.ts` takes where none is named. */
const usualModel = 'Xenova/e5-small-v2'

try {
  const models = given('models', 'MODELS_DIR')
  const directory = models ? resolve(models) : defaultModelsDirectory()
  const model = findModel(given('model', 'EMBEDDING_MODEL') ?? usualModel)
  const settings = workerSettings(model, directory)
  if (existsSync(settings.weights) && !process.argv.includes('--help')) {
    startEarly(workerFile, settings)
    beginToCheck(modelDirectory(directory, model), model.files)
  }
} catch {
  // Whoever reads the settings says what is wrong with them.
}
