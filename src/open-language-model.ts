import type { LanguageModel } from './answer/language-model/language-model.ts'
import type { LanguageModelSetting } from './language-model-setting.ts'

/**
 * The language model of the settings, never more than a few questions with it at once. Its libraries
 * are loaded with the first question, so that a program without one does not know them.
 */
export function openLanguageModel(
  setting: LanguageModelSetting,
  onNotice: (line: string) => void,
): LanguageModel {
  let opened: Promise<LanguageModel> | undefined
  const { host } = new URL(setting.baseUrl)

  async function open(): Promise<LanguageModel> {
    const [{ createOpenAiModel }, { guardLanguageModel }] = await Promise.all([
      import('./answer/language-model/openai-language-model.ts'),
      import('./answer/language-model/guard-language-model.ts'),
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

  return {
    name: setting.model,
    async complete(prompt, signal) {
      opened ??= open()
      return (await opened).complete(prompt, signal)
    },
  }
}
