import type { AskRequest } from './answer/answer.ts'
import type { TokenEmbedder } from './embed/embedder.ts'
import { loadTagger } from './evidence/tag-words.ts'
import { collectionQuestion } from './question/collection-question.ts'
import { resolveQuestion } from './question/resolve-question.ts'
import { splitQuestion } from './question/split-question.ts'
import type { OpenIndex } from './store/open-index.ts'

/** Models that were waited for once. */
const waitedFor = new WeakSet<Promise<TokenEmbedder>>()

/**
 * Waits for the model. The first one to wait for it meanwhile does what its answer will do besides, and
 * drops the result: word lists are loaded, patterns compiled and words looked up by the time the model
 * is there, so that nothing but the model's own loading is in a program's first answer.
 */
export async function rehearsed(
  loading: Promise<TokenEmbedder>,
  index: OpenIndex,
  { question, messages, max_quotes }: AskRequest,
): Promise<TokenEmbedder> {
  if (!waitedFor.has(loading)) {
    waitedFor.add(loading)
    try {
      const resolved = resolveQuestion(question, messages)
      collectionQuestion(resolved.question)
      splitQuestion(resolved, max_quotes)
      index.lexical.search(resolved.text, 10)
      await loadTagger()
    } catch {
      // Whatever is wrong comes again when it counts.
    }
  }
  return loading
}
