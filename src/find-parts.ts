import type { AskRequest } from './answer/answer.ts'
import type { TokenEmbedder } from './embed/embedder.ts'
import { fitText } from './embed/fit-text.ts'
import { readableShare } from './embed/readable-share.ts'
import { type AskedQuery, type Findings, findEvidence } from './evidence/find-evidence.ts'
import { judgePart, type PartFindings } from './evidence/part-findings.ts'
import { readingCoverage } from './evidence/reading-coverage.ts'
import type { Without } from './pipeline-part.ts'
import type { GlossDictionary } from './question/gloss-dictionary.ts'
import { plainQuestion } from './question/plain-question.ts'
import { type Reading, readingsOf, withinReading } from './question/readings.ts'
import type { ResolvedQuestion } from './question/resolve-question.ts'
import type { OnStage } from './stages.ts'
import type { OpenIndex } from './store/open-index.ts'

/** A part of a question, and each of its readings with the vectors it is searched by. */
export interface ReadPart {
  readonly part: ResolvedQuestion
  readonly readings: readonly { reading: Reading; queries: readonly AskedQuery[] }[]
}

/** Reads every part in the languages of the articles, and embeds what it is searched by. */
export async function readParts(
  index: OpenIndex,
  parts: readonly ResolvedQuestion[],
  embedder: TokenEmbedder,
  openDictionary?: () => Promise<GlossDictionary | undefined>,
): Promise<ReadPart[]> {
  return Promise.all(
    parts.map(async (part) => {
      const readings = await readingsOf(index, part, openDictionary)
      const embedded = readings.map(async (reading) => {
        return { reading, queries: await embedQuestion(embedder, reading.resolved) }
      })
      return { part, readings: await Promise.all(embedded) }
    }),
  )
}

/** Finds evidence for every part by its best reading, and judges each by itself. */
export async function findParts(
  index: OpenIndex,
  read: readonly ReadPart[],
  embedder: TokenEmbedder,
  { filters, max_quotes: most }: AskRequest,
  { without, onStage }: { without: Without; onStage: OnStage | undefined },
): Promise<PartFindings[]> {
  const maxQuotes = most && Math.floor(most / read.length)
  return Promise.all(
    read.map(async ({ part, readings }) => {
      const found = await Promise.all(
        readings.map(async ({ reading, queries }) => {
          const { resolved } = reading
          const within = { resolved, queries, filters: withinReading(reading, filters) }
          const isGlossed = reading.gloss !== undefined
          const how = { isGlossed, maxQuotes, without, onStage }
          const findings = await findEvidence(index, { embedder, ...within, ...how })
          return { reading, findings }
        }),
      )
      const { reading, findings } = bestReading(index, found)
      return judgePart(part, reading, findings, { without, maxQuotes })
    }),
  )
}

/** The one that answers, or of which the articles have more words; the first of equals. */
function bestReading<Found extends { findings: Findings; reading: Reading }>(
  index: OpenIndex,
  found: readonly Found[],
): Found {
  const share = ({ findings, reading }: Found): number =>
    Number(!findings.reason) + readingCoverage(index, reading.resolved.text, findings.passages)
  return found.length === 1 && found[0]
    ? found[0]
    : found.reduce((best, each) => (share(each) > share(best) ? each : best))
}

async function embedQuestion(
  embedder: TokenEmbedder,
  resolved: ResolvedQuestion,
): Promise<AskedQuery[]> {
  const asked = resolved.changed ? [resolved.text, resolved.question] : [resolved.text]
  const texts = asked.map(plainQuestion)
  return Promise.all(
    texts.map(async (text) => {
      const vectors = await embedder.embedQuestion(await fitText(embedder, text))
      return { text, ...vectors, readable: readableShare(vectors.tokens.tokens) }
    }),
  )
}
