import { type Passage, type TextRange, textWithin } from '../passage/passage.ts'
import type { RankedPassage } from '../retrieve/retrieve.ts'
import type { OpenIndex } from '../store/open-index.ts'
import { covers, type Quote } from './evidence.ts'

/** How far back a speaker is looked for, in sentences of the same article. */
const sentencesBack = 8

const speech =
  'said|says|added|noted|argued|stressed|urged|explained|told|stated|remarked|warned|continued|wrote|believes?|proposed|suggested|called'
const pronounSpeaks = new RegExp(
  `\\b(?:he|she)\\s+(?:also\\s+)?(?:${speech})\\b|\\b(?:${speech})\\s+(?:he|she)\\b`,
  'i',
)
/** A name of two words or more beside a verb of speech, or with an office after a comma. */
const fullName = String.raw`\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{L}*(?:-(?!\p{Lu})\p{L}*)*){1,4}`
const namedSpeaker = new RegExp(
  `${fullName}(?:,[^.]{0,160},)?\\s+(?:${speech}|outlined|emphasi[sz]ed|highlighted|cited|endorsed|vowed|pledged)\\b|\\b(?:${speech})\\s+(?:[\\p{L}-]+\\s+){0,3}${fullName}|${fullName}, (?:an?|the|deputy|secretary|president|director|mayor|chair)`,
  'u',
)

/**
 * Adds, behind each quote in which only "he" or "she" speaks, the nearest sentence before it that
 * names a speaker, as a quote of its own. A quote whose own words name one is left as it is.
 */
export function keepSpeakers(index: OpenIndex, quotes: readonly Quote[]): Quote[] {
  const kept: Quote[] = []
  for (const quote of quotes) {
    kept.push(quote)
    const speaker = speakerBefore(index, quote)
    const isThere = speaker && [...quotes, ...kept].some((other) => covers(other, speaker))
    if (speaker && !isThere) kept.push(speaker)
  }
  return kept
}

function speakerBefore(index: OpenIndex, quote: Quote): Quote | undefined {
  const { passage } = quote.evidence.ranked
  const own = textWithin(passage, quote)
  if (!pronounSpeaks.test(own) || namedSpeaker.test(own)) return undefined
  const before = sentencesBefore(index, quote).slice(-sentencesBack).reverse()
  const found = before.find(({ text }) => namedSpeaker.test(text))
  if (!found) return undefined
  const { start, end } = found.range
  const ranked: RankedPassage = {
    ...quote.evidence.ranked,
    passage: found.passage,
  }
  const position = found.passage.sentences.indexOf(found.range)
  return {
    start,
    end,
    evidence: { ...quote.evidence, ranked, position, text: found.text, start, end },
  }
}

interface Earlier {
  readonly passage: Passage
  readonly range: TextRange
  readonly text: string
}

function sentencesBefore(index: OpenIndex, quote: Quote): Earlier[] {
  const { sourceId } = quote.evidence.ranked.passage
  return index.passages
    .filter((passage) => passage.sourceId === sourceId && passage.start < quote.start)
    .flatMap((passage) =>
      passage.sentences
        .filter((range) => range.end <= quote.start)
        .map((range) => {
          const text = textWithin(passage, range)
          return { passage, range, text }
        }),
    )
}
