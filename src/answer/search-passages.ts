import { pagesOf } from '../article/page-of.ts'
import type { TokenEmbedder } from '../embed/embedder.ts'
import { fitText } from '../embed/fit-text.ts'
import { readableShare } from '../embed/readable-share.ts'
import { readingCoverage } from '../evidence/reading-coverage.ts'
import type { Without } from '../pipeline-part.ts'
import { checkQuestion } from '../question/check-question.ts'
import type { GlossDictionary } from '../question/gloss-dictionary.ts'
import { readingsOf, withinReading } from '../question/readings.ts'
import { filterArticles } from '../retrieve/filter.ts'
import { retrieve } from '../retrieve/retrieve.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { SearchRequest, SearchResponse } from './answer.ts'

/**
 * Ranked passages for a query, without choosing quotes. A Chinese query is put into English for
 * English articles, as a question is.
 * @throws FootnoteError `question_empty`, `question_too_long`
 */
export async function searchPassages(
  embedder: TokenEmbedder,
  index: OpenIndex,
  request: SearchRequest,
  openDictionary?: () => Promise<GlossDictionary | undefined>,
  without?: Without,
): Promise<SearchResponse> {
  const query = checkQuestion(request.query)
  const asked = { question: query, context: [], text: query, changed: false }
  const readings = await readingsOf(index, asked, openDictionary)
  const limit = request.top_k ?? 10
  const ranked = await Promise.all(
    readings.map(async (reading) => {
      const { text } = reading.resolved
      const { vector, tokens } = await embedder.embedQuestion(await fitText(embedder, text))
      const asked = { text, vector, readable: readableShare(tokens.tokens) }
      const filters = withinReading(reading, request.filters)
      const sourceIds = filterArticles(index.articles, filters)
      const passages = await retrieve(index, [asked], { limit, sourceIds, without })
      // Scores are of one reading: between two of them it counts how much of each is found.
      const share = readings.length > 1 ? readingCoverage(index, text, passages) : 1
      return passages.map((passage) => ({ ...passage, score: share * passage.score }))
    }),
  )
  const found = ranked
    .flat()
    .sort((left, right) => right.score - left.score)
    .slice(0, limit)
  return {
    object: 'search',
    query,
    results: found.map(({ passage, article, score, denseScore, lexicalScore }) => ({
      passage_id: passage.id,
      source_id: article.id,
      source_path: article.path,
      source_entry: article.entry ?? null,
      title: article.title,
      text: passage.text,
      start: passage.start,
      end: passage.end,
      ...pagesOf(article.pages, passage),
      heading_path: [...passage.headingPath],
      score,
      dense_score: denseScore,
      lexical_score: lexicalScore,
    })),
    index: { generation: index.generation, hash: index.hash },
  }
}
