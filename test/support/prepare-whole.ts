import { existsSync } from 'node:fs'
import { ensureModel } from '../../src/embed/fetch-model.ts'
import { findModel, modelNames } from '../../src/embed/model-manifest.ts'
import { defaultModelsDirectory } from '../../src/embed/models-directory.ts'

/** What the tests with the real model and browser need; fails loudly when it cannot be had. */
export default async function prepareWhole(): Promise<void> {
  const modelsDirectory = defaultModelsDirectory()
  for (const name of modelNames) await ensureModel(findModel(name), { modelsDirectory })
  const openBrowser = new URL('../browser/open-browser.ts', import.meta.url)
  if (!existsSync(openBrowser)) return
  const browser: { ensureChromium(): Promise<string> } = await import(openBrowser.href)
  await browser.ensureChromium()
}
