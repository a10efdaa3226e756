import { FootnoteError } from '../errors.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { StoredRevision } from '../store/revisions.ts'
import {
  type Bundle,
  type BundledAnswer,
  type BundledText,
  bundledAnswer,
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
export async function makeBundle(index: OpenIndex, given: BundledAnswer): Promise<Bundle> {
  // What is of the moment, and fields that no answer has, stay outside.
  const answer = bundledAnswer.parse(given)
  const texts = new Map<string, BundledText>()
  const sources = new Map(
    citationsOf(answer).flatMap(({ citation }) =>
      [
        { citation_id: citation.id, source_id: citation.source_id },
        ...(citation.also_in ?? []),
      ].map((cited) => [findCitation(cited.citation_id)?.revision, cited.source_id] as const),
    ),
  )
  for (const { citationId, pointer } of quotedRanges(answer)) {
    const revision = findCitation(citationId)?.revision
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
  }
  const ordered = [...texts.values()].sort((left, right) =>
    left.revision < right.revision ? -1 : 1,
  )
  const content = { object: 'bundle' as const, version: 1 as const, answer, texts: ordered }
  const bundle = { ...content, digest: digestOf(content) }
  const [problem] = checkBundle(bundle).problems
  if (problem) {
    throw new FootnoteError('invalid_request', `#${problem.pointer}: ${problem.message}.`, {
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
