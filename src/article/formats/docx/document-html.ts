import mammoth from 'mammoth'

/** Styles beyond the usual ones, by the names that word processors give them. */
const styles = [
  "p[style-name='Title'] => h1.title:fresh",
  "p[style-name='Subtitle'] => p.subtitle:fresh",
  "p[style-name='caption'] => p.caption:fresh",
  "p[style-name='Caption'] => p.caption:fresh",
]

/** The links that lead back from a note to its place. */
const wayBack = /\s*<a href="#(?:foot|end)note-ref-[\w-]+">↑<\/a>/g

/**
 * The body of a Word document as HTML, by the styles of its paragraphs: headings, lists, tables,
 * footnotes. Insertions stand, deletions and comments are left out, and so are pictures.
 * @param container a ZIP whose size was checked: all of it is inflated
 */
export async function documentHtml(container: Uint8Array): Promise<string> {
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(container) },
    { styleMap: styles, convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
  )
  return value.replace(wayBack, '')
}
