import type { OpenIndex } from '../store/open-index.ts'
import type { GlossDictionary } from './gloss-dictionary.ts'
import { type Gloss, glossQuestion } from './gloss-question.ts'
import type { ResolvedQuestion } from './resolve-question.ts'

/** A question in the words that some of the articles are searched by. */
export interface Reading {
  readonly resolved: ResolvedQuestion
  /** Present when the question was put into English. */
  readonly gloss?: Gloss
  /** The articles it is for; absent means all. */
  readonly sourceIds?: readonly string[]
}

/** Languages of articles that an English gloss is searched in; `und` is too short a text to tell. */
const english = new Set(['en', 'und'])

/**
 * How a question is to be searched: as it is, except that a question with Chinese in it is put into
 * English for the articles in English. Where there are both, each reading has its own articles.
 * @param openDictionary called only when a gloss is needed
 */
export async function readingsOf(
  index: OpenIndex,
  resolved: ResolvedQuestion,
  openDictionary: () => Promise<GlossDictionary | undefined> = async () => undefined,
): Promise<Reading[]> {
  const asTyped: Reading = { resolved }
  if (!isChinese(resolved.text)) return [asTyped]
  const glossable = index.articles.filter(({ language }) => english.has(language))
  if (glossable.length === 0) return [asTyped]
  const dictionary = await openDictionary()
  const gloss = dictionary && glossQuestion(index, dictionary, resolved.text)
  if (!gloss) return [asTyped]
  const last = glossQuestion(index, dictionary, resolved.question) ?? gloss
  const glossed: Reading = {
    resolved: { ...resolved, question: last.text, context: [], text: gloss.text },
    gloss,
  }
  const others = index.articles.filter(({ language }) => !english.has(language))
  if (others.length === 0) return [glossed]
  const idsOf = (articles: typeof others) => articles.map(({ id }) => id)
  return [
    { ...asTyped, sourceIds: idsOf(others) },
    { ...glossed, sourceIds: idsOf(glossable) },
  ]
}

/** The filters of a request, narrowed to the articles that a reading is for. */
export function withinReading<Filters extends { source_ids?: readonly string[] | undefined }>(
  { sourceIds }: Reading,
  filters: Filters | undefined,
): Filters | { source_ids: readonly string[] } | undefined {
  if (!sourceIds) return filters
  const wanted = filters?.source_ids && new Set(filters.source_ids)
  return { ...filters, source_ids: wanted ? sourceIds.filter((id) => wanted.has(id)) : sourceIds }
}

/** Words of a gloss as the question has them: what is said about it must be in its own words. */
export function asTypedWords({ gloss }: Reading, words: readonly string[]): string[] {
  if (!gloss) return [...words]
  const typed = words.map((word) => {
    const source = gloss.words.find(({ english: text }) => text.split(/[\s,]+/).includes(word))
    return source?.typed.trim() || word
  })
  return [...new Set(typed)]
}

/** Ideographs without kana: Japanese has words of its own. */
function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text) && !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)
}
