import { access, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { findBadFiles, findBadOwnFiles } from './embed/check-model-files.ts'
import { findModel } from './embed/model-manifest.ts'
import { defaultModelsDirectory, modelDirectory } from './embed/models-directory.ts'
import type { Settings } from './settings.ts'
import { type Finding, ingestStep } from './store/doctor/finding.ts'
import type { OpenIndex } from './store/open-index.ts'

/** What an index needs besides its own folder: the model it was built with, and the articles. */
export async function examineSurroundings(
  settings: Settings,
  index: OpenIndex | undefined,
): Promise<readonly Finding[]> {
  return [
    ...(await examineModel(settings)),
    ...examineFit(settings, index),
    ...(await examineCorpus(settings)),
  ]
}

async function examineModel({ model: name, models }: Settings): Promise<Finding[]> {
  const model = findModel(name)
  const directory = modelDirectory(models ?? defaultModelsDirectory(), model)
  const nextStep = 'Run `npm start` or `npm run ingest`: they fetch it again and say how else.'
  const bad = await findBadFiles(directory, model.files)
  const findings = bad.map(
    ({ file, state }): Finding => ({
      ...{ code: `model_${state}`, severity: 'error', path: join(directory, file.path), nextStep },
      message: state === 'missing' ? 'The model is not there.' : 'The model has other bytes.',
    }),
  )
  // Written anew whenever the model is loaded.
  const own = bad.length > 0 ? [] : await findBadOwnFiles(directory, model)
  for (const path of own) {
    const message = 'A small file beside the model is missing or differs.'
    const about = { code: 'model_settings', severity: 'note' as const, path: join(directory, path) }
    findings.push({ ...about, message, nextStep })
  }
  return findings
}

function examineFit(
  { model: name, index: path }: Settings,
  index: OpenIndex | undefined,
): Finding[] {
  const { name: wanted, revision } = findModel(name)
  if (!index || (index.model.name === wanted && index.model.revision === revision)) return []
  const message = `It was built with ${index.model.name}, not with ${wanted}.`
  const nextStep = `${ingestStep} Or name the other model with --model.`
  return [{ code: 'other_model', severity: 'error', path, message, nextStep }]
}

async function examineCorpus({ corpus: path }: Settings): Promise<Finding[]> {
  const nextStep = 'Name the folder of articles with --corpus; until then the last index answers.'
  const about = { code: 'corpus_missing', severity: 'warning' as const, path, nextStep }
  try {
    if (!(await stat(path)).isDirectory()) return [{ ...about, message: 'It is not a folder.' }]
    await access(path)
    return []
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const what = code === 'ENOENT' ? 'The folder of articles is not there.' : `${message}.`
    return [{ ...about, message: what }]
  }
}
