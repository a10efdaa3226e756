import { isQuotable, textAfter, textBefore } from '../answer/cite.ts'
import type { Revision } from '../article/article.ts'
import { citationId } from '../passage/passage.ts'
import { revisionOf } from '../store/revisions.ts'
import {
  answersOf,
  type Bundle,
  type BundledText,
  bundle as bundleShape,
  type CheckedAnswer,
  citationsOf,
  digestOf,
  quotedRanges,
} from './bundle.ts'
import { findCitation } from './claimed-source.ts'

/** One thing in a bundle that does not hold. */
export interface BundleProblem {
  /** JSON Pointer (RFC 6901) into the bundle; empty for the whole of it. */
  readonly pointer: string
  readonly message: string
}

export interface BundleCheck {
  readonly object: 'bundle_check'
  /** Empty where the file is not readable as a bundle at all. */
  readonly questions: readonly string[]
  readonly citations: readonly CheckedCitation[]
  readonly problems: readonly BundleProblem[]
}

export interface CheckedCitation {
  readonly id: string
  readonly number: number
  readonly quote: string
  readonly title: string
  readonly source_path: string
  readonly status: 'exact' | 'altered'
}

/** UTF-16 units of text on either side of a quote, as citations have it. */
const contextLength = 64

/**
 * Checks a bundle by itself: every text has its revision's hash; every quote is cut again from its text
 * and compared, with its id, offsets, bytes, context and place in the answer; what is said of a source is
 * the same everywhere; and the digest covers all the rest.
 */
export function checkBundle(given: unknown): BundleCheck {
  const read = bundleShape.safeParse(given)
  if (!read.success) {
    const problems = read.error.issues.slice(0, 20).map(({ path, message }) => {
      return { pointer: path.map((part) => `/${String(part)}`).join(''), message }
    })
    return { object: 'bundle_check', questions: [], citations: [], problems }
  }
  const { texts, digest } = read.data
  const byRevision = new Map(texts.map((one) => [one.revision.slice(7, 19), one]))
  const answers = answersOf(read.data)
  const problems = [
    ...(digestOf(given as object) === digest
      ? []
      : [{ pointer: '/digest', message: 'Something in the bundle has changed since it was made' }]),
    ...textProblems(read.data),
    ...answers.flatMap(({ at, answered }) => [
      ...quotedRanges(answered, at).flatMap((range) => rangeProblems(range, byRevision)),
      ...citationsOf(answered, at).flatMap(({ at: place, citation }) =>
        citationProblems(place, citation, byRevision),
      ),
      ...answerProblems(answered, at),
    ]),
  ]
  const places = problems.map(({ pointer }) => pointer)
  return {
    object: 'bundle_check',
    questions: answers.map(({ answered }) => answered.question),
    citations: answers.flatMap(({ at: base, answered }) =>
      citationsOf(answered, base).map(({ at, citation }) => {
        const isWrong = places.some((place) => place === at || place.startsWith(`${at}/`))
        const { id, number, quote, title, source_path } = citation
        return { id, number, quote, title, source_path, status: isWrong ? 'altered' : 'exact' }
      }),
    ),
    problems,
  }
}

function textProblems({ texts }: Bundle): BundleProblem[] {
  return texts.flatMap(({ text, revision }, at) =>
    revisionOf(text) === revision
      ? []
      : [{ pointer: `/texts/${at}/text`, message: `Does not have the hash ${revision}` }],
  )
}

type Texts = ReadonlyMap<string, BundledText>

function rangeProblems(
  { pointer, citationId: id, start, end, text, isWhole }: ReturnType<typeof quotedRanges>[number],
  texts: Texts,
): BundleProblem[] {
  const cited = findCitation(id)
  const source = cited?.id === id ? texts.get(cited.revision) : undefined
  if (!cited || !source) return [{ pointer, message: `The text of ${id} is not in the bundle` }]
  const isPlace = isWhole
    ? start === cited.start && end === cited.end
    : start >= cited.start && end <= cited.end
  if (!isPlace) return [{ pointer, message: `Its offsets are not those of ${id}` }]
  if (!isQuotable(source.text, { start, end })) {
    return [{ pointer, message: `The text has no place ${start} to ${end}` }]
  }
  if (text === undefined || source.text.slice(start, end) === text) return []
  return [{ pointer, message: 'Its words are not those of the text at its place' }]
}

/** Fields of a citation that can be worked out from its text, compared with what they should be. */
function citationProblems(
  at: string,
  citation: CheckedAnswer['citations'][number],
  texts: Texts,
): BundleProblem[] {
  const source = texts.get(findCitation(citation.id)?.revision ?? '')
  if (!source) return []
  const { start, end } = citation
  const { text, revision } = source
  const id = citationId(revision as Revision, { start, end })
  const bytes = (offset: number) => Buffer.byteLength(text.slice(0, offset))
  const expected: Record<string, unknown> = {
    id,
    cited_text: citation.quote,
    start_char_index: start,
    end_char_index: end,
    byte_start: bytes(start),
    byte_end: bytes(end),
    prefix: textBefore(text, start, contextLength),
    suffix: textAfter(text, end, contextLength),
    revision,
    ...factsOf(source),
  }
  const wrong = Object.entries(expected).filter(([name, value]) => citation[name] !== value)
  const copies = (citation.also_in ?? []).flatMap((copy, number) => {
    const other = texts.get(findCitation(copy.citation_id)?.revision ?? '')
    const {
      language: _,
      url: __,
      ...facts
    } = other ? factsOf(other) : ({} as ReturnType<typeof factsOf>)
    return Object.entries(facts)
      .filter(([name, value]) => copy[name] !== value)
      .map(([name]) => ({ pointer: `${at}/also_in/${number}/${name}`, message: differs }))
  })
  return [...wrong.map(([name]) => ({ pointer: `${at}/${name}`, message: differs })), ...copies]
}

const differs = 'Is not what the text and its place make it'

function factsOf({
  source_id,
  source_path,
  title,
  publisher,
  published_at,
  language,
  url,
}: BundledText) {
  return { source_id, source_path, title, publisher, published_at, language, url }
}

/** The answer's own words: its quotes are the citations', and each stands where it is said to. */
function answerProblems(
  { answer, content, citations }: CheckedAnswer,
  base: string,
): BundleProblem[] {
  const problems: BundleProblem[] = []
  const byId = new Map(citations.map((citation) => [citation.id, citation]))
  for (const [at, part] of content.entries()) {
    const isKept =
      part.type === 'text'
        ? answer.includes(part.text)
        : part.citation_ids.length > 0 &&
          part.citation_ids.every((id) => byId.get(id)?.quote === part.text)
    if (!isKept) {
      problems.push({ pointer: `${base}/content/${at}`, message: 'Is not what the answer says' })
    }
  }
  for (const [at, { answer_start: start, answer_end: end, quote }] of citations.entries()) {
    const range = { start: start ?? 0, end: end ?? 0 }
    const isThere = isQuotable(answer, range) && answer.slice(range.start, range.end) === quote
    if (!isThere) {
      const pointer = `${base}/citations/${at}/answer_start`
      problems.push({ pointer, message: 'The answer does not have the quote there' })
    }
  }
  return problems
}
