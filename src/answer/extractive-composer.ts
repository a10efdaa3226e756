import type { Citation, ContentPart } from './answer.ts'
import type { Composer, ComposerInput, Composition } from './composer.ts'

/**
 * ADAPTER without a language model: quotes under the name of their article, and nothing else.
 * `answer.slice(answer_start, answer_end) === quote` for each citation.
 */
export function createExtractiveComposer(): Composer {
  return { compose: async (input) => compose(input) }
}

function compose({ citations, phrases, note }: ComposerInput): Composition {
  const content: ContentPart[] = note ? [{ type: 'text', text: note }] : []
  const placed: Citation[] = []
  let answer = note ?? ''
  let source = ''
  for (const citation of citations) {
    if (citation.source_id !== source) {
      const text = phrases.from(citation.title, citation.published_at)
      content.push({ type: 'text', text })
      answer += `${answer ? '\n\n' : ''}${text}`
      source = citation.source_id
    }
    answer += '\n> '
    placed.push({
      ...citation,
      answer_start: answer.length,
      answer_end: answer.length + citation.quote.length,
    })
    answer += `${citation.quote} [${citation.number}]`
    content.push({ type: 'quote', text: citation.quote, citation_ids: [citation.id] })
  }
  return { answer, content, citations: placed }
}
