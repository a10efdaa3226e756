import type { Embedder } from '../embed/embedder.ts'
import { fitText } from '../embed/fit-text.ts'
import { checkQuestion } from '../question/check-question.ts'
import { filterArticles } from '../retrieve/filter.ts'
import { retrieve } from '../retrieve/retrieve.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { SearchRequest, SearchResponse } from './answer.ts'

/**
 * Ranked passages for a query, without choosing quotes.
 * @throws FootnoteError `question_empty`, `question_too_long`
 */
export async function searchPassages(
  embedder: Embedder,
  index: OpenIndex,
  request: SearchRequest,
): Promise<SearchResponse> {
  const query = checkQuestion(request.query)
  const vector = await embedder.embedQuery(await fitText(embedder, query))
  const found = await retrieve(index, [{ text: query, vector }], {
    limit: request.top_k ?? 10,
    sourceIds: filterArticles(index.articles, request.filters),
  })
  return {
    object: 'search',
    query,
    results: found.map(({ passage, article, score, denseScore, lexicalScore }) => ({
      passage_id: passage.id,
      source_id: article.id,
      source_path: article.path,
      title: article.title,
      text: passage.text,
      start: passage.start,
      end: passage.end,
      heading_path: [...passage.headingPath],
      score,
      dense_score: denseScore,
      lexical_score: lexicalScore,
    })),
    index: { generation: index.generation, hash: index.hash },
  }
}
