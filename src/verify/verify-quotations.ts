import { FootnoteError } from '../errors.ts'
import type { OpenIndex } from '../store/open-index.ts'
import { claimBeside, claimGiven, type SourceOfRevision } from './claim-beside.ts'
import type { Claim } from './claimed-source.ts'
import { describeJudgement } from './describe-judgement.ts'
import { findQuotations } from './find-quotations.ts'
import {
  type Judgement,
  judgeQuotation,
  type QuotationClaim,
  quotationClasses,
} from './judge-quotation.ts'
import { withoutEscapes } from './markdown-markers.ts'
import { detectTextFormat } from './readable-text.ts'
import { type KeptTexts, type SearchedIndex, searchIndex } from './searched-index.ts'
import { turns } from './text-collection.ts'
import {
  maxQuotations,
  type Verification,
  type VerifiedQuotation,
  type VerifyRequest,
} from './verification.ts'

export interface VerifyOptions {
  readonly signal?: AbortSignal | undefined
  /** Quotations in a text at most. */
  readonly mostQuotations?: number
}

/** A quotation with all that is claimed of it. */
interface Listed {
  readonly quote: string
  readonly start: number | null
  readonly end: number | null
  readonly form: VerifiedQuotation['form']
  readonly depth: number
  readonly claim: Claim | undefined
  readonly speaker?: string | undefined
}

/**
 * Tells of each quotation, in a text or a list, whether the articles hold it: in order of place.
 * @throws FootnoteError `invalid_request` where a text has too many quotations; the signal's reason
 */
export async function verifyQuotations(
  index: OpenIndex,
  request: VerifyRequest,
  { signal, mostQuotations = maxQuotations }: VerifyOptions = {},
): Promise<Verification> {
  const ready = await searchIndex(index)
  // What a reply says was searched is what this request needed, whatever was read before.
  let kept: KeptTexts | undefined
  const searched = {
    ...ready,
    async kept() {
      kept = await ready.kept()
      return kept
    },
  }
  signal?.throwIfAborted()
  const { listed, format, unclosed } = await listQuotations(searched, request, mostQuotations)
  const takeTurn = turns(signal)
  const quotations: VerifiedQuotation[] = []
  for (const [at, { claim, speaker, ...item }] of listed.entries()) {
    const isMarkdown = format === 'markdown'
    const { quote, judgement } = await judge(
      searched,
      { quote: item.quote, claim, speaker },
      isMarkdown,
    )
    const described = describeJudgement(judgement, quote, claim, speaker)
    quotations.push({ number: at + 1, ...item, quote, ...described })
    await takeTurn()
  }
  return {
    object: 'verification',
    format,
    summary: summarise(quotations),
    quotations,
    unclosed: [...unclosed],
    searched: {
      articles: index.articles.length,
      kept_texts: kept?.texts.length ?? 0,
      kept_texts_left_out: kept?.leftOut ?? 0,
    },
    index: { generation: index.generation, hash: index.hash },
  }
}

/**
 * Judges a quotation; one of Markdown as a reader sees it, and where that is not exact also as it is
 * written: the articles may be Markdown themselves, with the same escapes.
 * @returns the better judgement, with the spelling that it is of
 */
async function judge(
  searched: SearchedIndex,
  claimed: QuotationClaim,
  isMarkdown: boolean,
): Promise<{ quote: string; judgement: Judgement }> {
  const shown = isMarkdown ? withoutEscapes(claimed.quote) : claimed.quote
  const judgement = await judgeQuotation(searched, { ...claimed, quote: shown })
  if (shown === claimed.quote || judgement.status === 'exact') return { quote: shown, judgement }
  const asWritten = await judgeQuotation(searched, claimed)
  const rank = ({ status }: Judgement) => quotationClasses.indexOf(status)
  const isBetter = rank(asWritten) < rank(judgement)
  return isBetter ? { quote: claimed.quote, judgement: asWritten } : { quote: shown, judgement }
}

async function listQuotations(
  searched: SearchedIndex,
  { text, format, quotes }: VerifyRequest,
  most: number,
): Promise<{
  listed: Listed[]
  format: Verification['format']
  unclosed: readonly number[]
}> {
  const { names, index } = searched
  const sourceOf: SourceOfRevision = async (name) => (await index.revision(name))?.article.id
  if (text === undefined) {
    const listed: Listed[] = []
    for (const { quote, source, speaker } of quotes ?? []) {
      const claim = source ? await claimGiven(names, sourceOf, source) : undefined
      listed.push({ quote, start: null, end: null, form: 'listed', depth: 0, claim, speaker })
    }
    return { listed, format: 'list', unclosed: [] }
  }
  const read = format ?? detectTextFormat(text)
  const { quotations, unclosed } = findQuotations(text, read)
  if (quotations.length > most) {
    const message = `The text has ${quotations.length} quotations; the limit is ${most}.`
    throw new FootnoteError('unprocessable_request', message, { nextStep: 'Send it in parts.' })
  }
  const listed: Listed[] = []
  for (const { beside, ...found } of quotations) {
    listed.push({ ...found, claim: await claimBeside(names, sourceOf, found.quote, beside) })
  }
  return { listed, format: read, unclosed }
}

function summarise(quotations: readonly VerifiedQuotation[]): Verification['summary'] {
  const count = (test: (quotation: VerifiedQuotation) => boolean) => quotations.filter(test).length
  const isOf = (status: VerifiedQuotation['status']) => (one: VerifiedQuotation) =>
    one.status === status
  return {
    quotations: quotations.length,
    exact: count(isOf('exact')),
    normalised: count(isOf('normalised')),
    misattributed: count(isOf('misattributed')),
    spliced: count(isOf('spliced')),
    not_found: count(isOf('not_found')),
    too_short: count(({ too_short: isTooShort }) => isTooShort),
    stale: count(({ stale }) => stale),
    failed: count(failed),
  }
}

/** Whether the articles do not hold a quotation as it is said; one too short to tell never fails. */
export function failed({ status, too_short: isTooShort }: VerifiedQuotation): boolean {
  return !isTooShort && status !== 'exact' && status !== 'normalised'
}
