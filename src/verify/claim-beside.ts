import { type CitedPlace, type Claim, findCitation, type SourceNames } from './claimed-source.ts'
import type { Beside } from './find-quotations.ts'

/** Which article a cited text is of, where that is known. */
export type SourceOfRevision = (revision: string) => Promise<string | undefined>

/**
 * What a text says of where a quotation is from: a citation's id, a note, a link, or the name of a
 * source right beside it, in this order. Names of sources that the index does not have are no claims.
 */
export async function claimBeside(
  names: SourceNames,
  sourceOf: SourceOfRevision,
  quote: string,
  beside: Beside,
): Promise<Claim | undefined> {
  const cited = findCitation([...beside.links, beside.after].join(' '))
  if (cited) return claimOfCitation(cited, sourceOf, 'citation')
  for (const note of beside.notes) {
    const inNote = findCitation(note)
    if (inNote) return claimOfCitation(inNote, sourceOf, 'note')
    const named = firstNamed(names, wordsLike(note)) ?? firstTitle(names, note, quote)
    if (named) return { ...named, by: 'note' }
  }
  const linked = firstNamed(names, beside.links)
  if (linked) return { ...linked, by: 'link' }
  for (const text of [beside.after, beside.before]) {
    const named = firstNamed(names, wordsLike(text)) ?? firstTitle(names, text, quote)
    if (named) return { ...named, by: 'name' }
  }
  return undefined
}

/** A source that is given with a quotation: an id, path, address, title, or a citation's id or link. */
export async function claimGiven(
  names: SourceNames,
  sourceOf: SourceOfRevision,
  given: string,
): Promise<Claim> {
  const cited = findCitation(given)
  if (cited) return { ...(await claimOfCitation(cited, sourceOf, 'given')), given }
  return { given, by: 'given', sourceIds: names.find(given) }
}

async function claimOfCitation(
  cited: CitedPlace,
  sourceOf: SourceOfRevision,
  by: Claim['by'],
): Promise<Claim> {
  const source = await sourceOf(cited.revision)
  return { given: cited.id, by, sourceIds: source ? [source] : [], cited }
}

type Named = Pick<Claim, 'given' | 'sourceIds'>

function firstNamed(names: SourceNames, words: readonly string[]): Named | undefined {
  for (const given of words) {
    const sourceIds = names.find(given)
    if (sourceIds.length > 0) return { given, sourceIds }
  }
  return undefined
}

/** A title that the quotation itself holds is quoted, not named beside it. */
function firstTitle(names: SourceNames, text: string, quote: string): Named | undefined {
  const found = names.titlesIn(text).find(({ title }) => !quote.includes(title))
  return found && { given: found.title, sourceIds: found.sourceIds }
}

/** What looks like an id, a file name or an address. */
function wordsLike(text: string): string[] {
  const found = text.match(
    /https?:\/\/[^\s<>"')\]]+|src_[0-9a-f]{12}|[\p{L}\p{N}_./-]+\.\w{2,5}(?!\w)/gu,
  )
  return [...(found ?? [])]
}
