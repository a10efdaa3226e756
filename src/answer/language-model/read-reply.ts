import { z } from 'zod'
import type { FallbackReason } from './language-model.ts'
import type { OfferedSentence } from './offer-sentences.ts'

/** UTF-16 units of a reply, of connecting words in one place, and of all of them, at most. */
const mostReply = 20_000
export const mostWords = 160
const mostWordsInAll = 600
const mostParts = 24

const quotePart = z.strictObject({ quote: z.array(z.string()) })
const wordsPart = z.strictObject({ words: z.string() })
const reply = z.strictObject({
  answered: z.boolean(),
  parts: z.array(z.union([quotePart, wordsPart])),
})

/** The form of a reply, for servers that keep models to one; lengths are looked at here. */
export const replySchema = schemaOf(reply)

/** A part of a reply: sentences to be quoted, or words that are the model's own. */
export type ReplyPart =
  | { readonly sentences: readonly OfferedSentence[] }
  | { readonly words: string }

/** The parts in their order, or why the reply is not used. */
export type ReadReply =
  | { readonly parts: readonly ReplyPart[] }
  | { readonly failure: FallbackReason }

/** Reads a reply; ids stand for sentences that were offered, and for nothing else. */
export function readReply(text: string, offered: readonly OfferedSentence[]): ReadReply {
  if (text.length > mostReply) return { failure: 'too_long' }
  const read = reply.safeParse(parse(text))
  if (!read.success || read.data.parts.length > mostParts) return { failure: 'malformed' }
  if (!read.data.answered) return { failure: 'none' }
  const known = new Map(offered.map((sentence) => [sentence.id, sentence]))
  const seen = new Set<string>()
  const parts: ReplyPart[] = []
  let length = 0
  for (const part of read.data.parts) {
    if ('words' in part) {
      const words = part.words.normalize('NFC').replace(/ +/g, ' ').trim()
      length += words.length
      if (words.length > mostWords || length > mostWordsInAll) return { failure: 'too_long' }
      if (words !== '') parts.push({ words })
      continue
    }
    if (part.quote.some((id) => !known.has(id))) return { failure: 'unknown_ids' }
    // What is quoted already is not quoted again.
    const fresh = [...new Set(part.quote)].filter((id) => !seen.has(id))
    for (const id of fresh) seen.add(id)
    const sentences = fresh.flatMap((id) => known.get(id) ?? [])
    if (sentences.length > 0) parts.push({ sentences })
  }
  return seen.size === 0 ? { failure: 'no_quotes' } : { parts }
}

function schemaOf(form: z.ZodType): Readonly<Record<string, unknown>> {
  const { $schema: _, ...schema } = z.toJSONSchema(form)
  return schema
}

/** Some models think aloud first, and some put their JSON into a fence; it is the same JSON. */
function parse(text: string): unknown {
  const plain = text.replace(/^\s*<think>[\s\S]*?<\/think>/, '').trim()
  const [, fenced] = /^```(?:json)?\s*\n([\s\S]*?)\n?```$/.exec(plain) ?? []
  try {
    return JSON.parse(fenced ?? plain)
  } catch {
    return undefined
  }
}
