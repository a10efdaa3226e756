import type { Answer, Citation } from '../../answer/answer.ts'

/** The one model there is. */
export const modelName = 'footnote'

/** A citation as an annotation of the message, with what a checker needs beside OpenAI's fields. */
export interface UrlCitation {
  readonly type: 'url_citation'
  readonly url_citation: {
    /** In UTF-16 units of the message's content, end exclusive; the quote stands there. */
    readonly start_index: number
    readonly end_index: number
    readonly url: string
    readonly title: string
  }
  readonly footnote: Pick<
    Citation,
    'id' | 'number' | 'quote' | 'source_id' | 'source_path' | 'revision' | 'start' | 'end'
  >
}

/** What is the same in a whole completion and in each chunk of a stream. */
export interface CompletionHead {
  readonly id: string
  /** Seconds since 1970. */
  readonly created: number
  readonly model: string
  readonly system_fingerprint: string
}

export function completionHead(answer: Answer, now: Date): CompletionHead {
  return {
    id: answer.id.replace(/^ans_/, 'chatcmpl-'),
    created: Math.floor(now.getTime() / 1000),
    model: modelName,
    system_fingerprint: `fp_${answer.index.hash.replace(/^sha256:/, '').slice(0, 12)}`,
  }
}

/** The words of the message: the answer, or why there is none. */
export function messageText({ refusal, answer }: Answer): string {
  return refusal ? refusal.message : answer
}

/** Every quote of the answer; `origin` is the server's own, as the client asked for it. */
export function annotationsOf({ citations }: Answer, origin: string): UrlCitation[] {
  return citations.flatMap((citation) => {
    const { answer_start, answer_end, links, title } = citation
    if (answer_start === null || answer_end === null) return []
    const { id, number, quote, source_id, source_path, revision, start, end } = citation
    return [
      {
        type: 'url_citation' as const,
        url_citation: {
          start_index: answer_start,
          end_index: answer_end,
          url: `${origin}${links.reader}`,
          title,
        },
        footnote: { id, number, quote, source_id, source_path, revision, start, end },
      },
    ]
  })
}

/** Whether there was an answer, and why not: fields of ours beside those of OpenAI. */
export function verdictOf({ answerable, refusal, confidence, resolved_question, llm }: Answer) {
  return {
    answerable,
    refusal_reason: refusal?.reason ?? null,
    unknown_terms: refusal?.unknown_terms ?? [],
    confidence,
    resolved_question,
    ...(llm ? { llm } : {}),
  }
}

/** Words counted as tokens: there is no language model whose tokens could be. */
export function usageOf(asked: readonly string[], said: string) {
  const count = (text: string) =>
    text.match(/\p{Script=Han}|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)?.length ?? 0
  const prompt_tokens = asked.reduce((sum, text) => sum + count(text), 0)
  const completion_tokens = count(said)
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens }
}

/** The message in pieces that are never cut within a quote, for a stream. */
export function piecesOf(text: string, { citations }: Answer): string[] {
  const cuts = new Set([0, text.length])
  for (const { answer_start, answer_end } of citations) {
    if (answer_start !== null) cuts.add(answer_start)
    if (answer_end !== null) cuts.add(answer_end)
  }
  const places = [...cuts].filter((cut) => cut <= text.length).sort((a, b) => a - b)
  return places.slice(1).map((end, at) => text.slice(places[at], end))
}
