import { FootnoteError } from '../errors.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { StoredRevision } from '../store/revisions.ts'
import {
  type AnswerBundle,
  type answersOf,
  type BundledAnswer,
  type BundledText,
  bundledAnswer,
  type ConversationBundle,
  citationsOf,
  digestOf,
  quotedRanges,
} from './bundle.ts'
import { checkBundle } from './check-bundle.ts'
import { findCitation } from './claimed-source.ts'

/**
 * Puts an answer and the whole texts that it quotes together, and checks the result as its reader will.
 * @throws FootnoteError `citation_not_found` where a text is not kept, `invalid_request` where the
 * answer is not one that these texts bear out
 */
export async function makeBundle(index: OpenIndex, given: BundledAnswer): Promise<AnswerBundle> {
  // What is of the moment, and fields that no answer has, stay outside.
  const answer = bundledAnswer.parse(given)
  const texts = await textsOf(index, [{ at: '/answer', answered: answer }])
  return seal({ object: 'bundle', version: 1, answer, texts })
}

/** The same of the answers of a conversation; a text that several of them quote is in it once. */
export async function makeConversationBundle(
  index: OpenIndex,
  given: readonly BundledAnswer[],
): Promise<ConversationBundle> {
  const answers = given.map((answer) => bundledAnswer.parse(answer))
  const listed = answers.map((answered, number) => ({ at: `/answers/${number}`, answered }))
  const texts = await textsOf(index, listed)
  return seal({ object: 'bundle', version: 2, answers, texts })
}

async function textsOf(
  index: OpenIndex,
  listed: ReturnType<typeof answersOf>,
): Promise<BundledText[]> {
  const texts = new Map<string, BundledText>()
  const sources = new Map(
    listed
      .flatMap(({ answered }) => citationsOf(answered))
      .flatMap(({ citation }) =>
        [
          { citation_id: citation.id, source_id: citation.source_id },
          ...(citation.also_in ?? []),
        ].map((cited) => [findCitation(cited.citation_id)?.revision, cited.source_id] as const),
      ),
  )
  const ranges = listed.flatMap(({ at, answered }) => quotedRanges(answered, at))
  const read = new Set<string>()
  for (const { citationId, pointer } of ranges) {
    const revision = findCitation(citationId)?.revision
    if (revision && read.has(revision)) continue
    const kept = revision ? await index.revision(revision) : undefined
    if (!kept) {
      throw new FootnoteError(
        'citation_not_found',
        `No kept text holds ${citationId} (${pointer}).`,
        {
          nextStep: 'Ask again, and bundle the fresh answer.',
        },
      )
    }
    // An article that moved is kept under the facts of its first place.
    const current = index.articleById.get(sources.get(revision) ?? '')
    const article = current?.revision === kept.revision ? current : kept.article
    texts.set(kept.revision, textOf({ ...kept, article }))
    if (revision) read.add(revision)
  }
  return [...texts.values()].sort((left, right) => (left.revision < right.revision ? -1 : 1))
}

function seal<Content extends object>(content: Content): Content & { digest: string } {
  const bundle = { ...content, digest: digestOf(content) }
  const [problem] = checkBundle(bundle).problems
  if (problem) {
    throw new FootnoteError('unprocessable_request', `#${problem.pointer}: ${problem.message}.`, {
      nextStep: 'Send an answer of POST /v1/ask as it came.',
    })
  }
  return bundle
}

function textOf({ article, revision, text }: StoredRevision): BundledText {
  return {
    revision,
    source_id: article.id,
    source_path: article.path,
    title: article.title,
    byline: article.byline,
    publisher: article.publisher,
    published_at: article.publishedAt,
    language: article.language,
    url: article.url,
    text,
  }
}
