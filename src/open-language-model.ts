import type { LanguageModel } from './answer/language-model/language-model.ts'
import type { LanguageModelSetting } from './language-model-setting.ts'

/** A language model whose libraries are loaded by its first question, or before it. */
export interface LazyLanguageModel extends LanguageModel {
  load(): Promise<unknown>
}

/**
 * The language model of the settings, never more than a few questions with it at once. A program
 * without one does not know its libraries.
 */
export function openLanguageModel(
  setting: LanguageModelSetting,
  onNotice: (line: string) => void,
): LazyLanguageModel {
  let opened: Promise<LanguageModel> | undefined
  const { host } = new URL(setting.baseUrl)

  async function open(): Promise<LanguageModel> {
    const [{ createOpenAiModel }, { guardLanguageModel }] = await Promise.all([
      import('./answer/language-model/openai-language-model.ts'),
      import('./answer/language-model/guard-language-model.ts'),
      import('./answer/language-model/answer-with-model.ts'),
    ])
    return guardLanguageModel(createOpenAiModel(setting), {
      onPause({ failure, detail }, pauseMs) {
        const why = detail ? `${failure}, ${detail}` : failure
        onNotice(
          `The language model at ${host} fails (${why}); answers go without it for ${pauseMs / 1000} s.`,
        )
      },
    })
  }

  const load = (): Promise<LanguageModel> => {
    opened ??= open()
    return opened
  }
  return {
    name: setting.model,
    load,
    complete: async (prompt, signal) => (await load()).complete(prompt, signal),
  }
}
