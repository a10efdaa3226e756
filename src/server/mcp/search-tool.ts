import { z } from 'zod'
import { searchRequest, searchResponse } from '../../answer/answer.ts'
import { limitedWork } from '../limited-work.ts'
import { checkQuestion } from '../question-limits.ts'
import { filters, questionField } from './ask-tool.ts'
import { defineTool } from './tool.ts'
import { writePlace } from './write-place.ts'

export const searchTool = defineTool({
  name: 'search',
  title: 'Search the articles',
  description:
    'Finds the passages nearest to a query, best first, whether or not they answer anything. Use it to look ' +
    'around, or after ask gave no answer; then read on with get_source. The text of a passage is verbatim. A ' +
    'passage being near does not mean that it says what was asked.',
  input: z.strictObject({
    query: questionField('What to look for: a few words or a question.'),
    top_k: searchRequest.shape.top_k.describe('How many passages; 10 when left out.'),
    filters,
  }),
  output: searchResponse,
  async run(request, { dependencies, limit }, signal) {
    checkQuestion(request.query, 'query')
    const limits = { limit, milliseconds: dependencies.requestTimeoutMs }
    return limitedWork(limits, signal, () => dependencies.search(request))
  },
  write({ results }) {
    if (results.length === 0) return 'No passage was found.'
    return results
      .map((result, at) => `${at + 1}. “${result.text}”\n${writePlace(result, result.passage_id)}`)
      .join('\n')
  },
})
