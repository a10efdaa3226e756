import type { Answer } from '../../../src/answer/answer.ts'
import type {
  LanguageModel,
  ModelReply,
  Prompt,
} from '../../../src/answer/language-model/language-model.ts'
import type { OpenIndex } from '../../../src/store/open-index.ts'
import { type AskOptions, wholeAnswer } from '../../support/ask-index.ts'

/** What a model is shown, taken apart. */
export interface Shown {
  readonly question: string
  readonly articles: readonly {
    readonly title: string
    readonly date: string | null
    readonly sentences: readonly { readonly id: string; readonly text: string }[]
  }[]
  readonly must_quote?: readonly string[]
  /** The id of the first sentence that holds these words. */
  idOf(words: string): string
}

export interface ScriptedReplies extends LanguageModel {
  readonly prompts: readonly Prompt[]
}

/** A language model in memory: replies as a script says to what it is shown. */
export function scriptReplies(script: (shown: Shown) => string | ModelReply): ScriptedReplies {
  const prompts: Prompt[] = []
  return {
    name: 'scripted',
    prompts,
    async complete(prompt) {
      prompts.push(prompt)
      const reply = script(showing(prompt))
      return typeof reply === 'string' ? { text: reply } : reply
    },
  }
}

export function showing({ material }: Pick<Prompt, 'material'>): Shown {
  const shown = JSON.parse(material) as Omit<Shown, 'idOf'>
  const all = shown.articles.flatMap(({ sentences }) => sentences)
  return {
    ...shown,
    idOf(words) {
      const found = all.find(({ text }) => text.includes(words))
      if (!found) throw new Error(`No sentence on offer says: ${words}`)
      return found.id
    },
  }
}

/** The answer with a model, and the one without. */
export async function bothAnswers(
  index: OpenIndex,
  question: string,
  languageModel: LanguageModel,
  options: AskOptions = {},
): Promise<{ made: Answer; plain: Answer }> {
  const made = await wholeAnswer(index, question, { ...options, languageModel })
  return { made, plain: await wholeAnswer(index, question, options) }
}

/** What is the same in two answers made at different moments, with and without a model. */
export function bare({ timings_ms: _, llm: __, ...answer }: Answer) {
  return answer
}

/** Quotes that are not the words of their article at their place, or not where the answer has them. */
export function inexact(index: OpenIndex, { citations, content, answer }: Answer): string[] {
  const byId = new Map(citations.map((citation) => [citation.id, citation]))
  const given = citations.flatMap((citation) => {
    const { quote, start, end, answer_start: from, answer_end: to } = citation
    const text = index.articleById.get(citation.source_id)?.text
    const isThere = answer.slice(from ?? -1, to ?? -1) === quote
    return quote !== '' && text?.slice(start, end) === quote && isThere ? [] : [quote]
  })
  const shown = content.flatMap((part) => {
    if (part.type === 'text') return []
    const isCited =
      part.citation_ids.length > 0 &&
      part.citation_ids.every((id) => byId.get(id)?.quote === part.text)
    return isCited ? [] : [part.text]
  })
  return [...given, ...shown]
}
