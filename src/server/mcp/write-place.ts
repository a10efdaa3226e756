/** What the words of a place are made of; citations, places of quotations and passages have it. */
export interface WrittenPlace {
  readonly title: string
  readonly publisher?: string | null
  readonly published_at?: string | null
  readonly source_path: string
  readonly source_entry: string | null
  readonly source_id: string
  readonly start: number
  readonly end: number
  readonly page?: number | null
  readonly links?: { readonly reader: string }
}

/**
 * Where words stand, for a model to cite: article, file, characters, id, and the link where it is a
 * whole address.
 * @param id of the citation, or of the passage
 */
export function writePlace(place: WrittenPlace, id: string): string {
  const { title, publisher, published_at: date, source_path: path, source_entry: entry } = place
  const article = [`“${title}”`, publisher, date].filter(Boolean).join(', ')
  const page = place.page ? `, page ${place.page}` : ''
  const file = entry === null ? path : `${path} ${entry}`
  const line = `   ${article} (${file}, characters ${place.start}–${place.end}${page}; ${place.source_id}; ${id})`
  const link = place.links?.reader ?? ''
  // A path leads nowhere by itself: whoever reads it does not know the server.
  return /^https?:/.test(link) ? `${line}\n   ${link}` : line
}
