import { describe, expect, test } from 'vitest'
import { findModel, maxTextTokens, modelNames } from '../../src/embed/model-manifest.ts'
import { defaultModelsDirectory, modelDirectory } from '../../src/embed/models-directory.ts'

describe('the manifest of models', () => {
  test.each(modelNames)('pins every file of %s by size and sha256', (name) => {
    const model = findModel(name)
    expect(model.revision).toBe(`sha256:${model.files[0]?.sha256}`)
    for (const file of model.files) {
      expect(file.sha256).toMatch(/^[0-9a-f]{64}$/)
      expect(file.bytes).toBeGreaterThan(0)
    }
    for (const content of model.ownFiles.values()) {
      expect(JSON.parse(content)).toBeTypeOf('object')
    }
  })

  test.each(['Xenova/e5-small-v2', 'e5-small-v2', ' E5-Small-v2 '])('finds %j', (name) => {
    expect(findModel(name).name).toBe('Xenova/e5-small-v2')
  })

  test.each(['', 'small-v2', 'Xenova/', 'other/e5-small-v2'])(
    'refuses %j and lists what there is',
    (name) => {
      expect(() => findModel(name)).toThrow(
        expect.objectContaining({
          code: 'model_unknown',
          message: expect.stringContaining(JSON.stringify(name)),
          nextStep: expect.stringContaining(modelNames.join(', ')),
        }),
      )
    },
  )

  test('leaves room for special tokens and the prefix', () => {
    expect(maxTextTokens(findModel('bge-small-en-v1.5'))).toBe(510)
    expect(maxTextTokens(findModel('e5-small-v2'))).toBe(508)
  })

  test("keeps models in the user's own cache, each in its folder", () => {
    expect(defaultModelsDirectory()).toMatch(/footnote/)
    const directory = modelDirectory('models', findModel('e5-small-v2'))
    expect(directory.split(/[\\/]/)).toEqual(['models', 'Xenova', 'e5-small-v2'])
  })
})
