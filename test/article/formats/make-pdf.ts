/** Text at a place of a page: points from the bottom left, as PDF counts. */
export interface Placed {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size?: number
}

/** A font, as its dictionary, and how it writes text. */
export interface PdfFont {
  readonly dictionary: string
  readonly write: (text: string) => string
}

const helvetica: PdfFont = {
  dictionary: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  write: (text) => `(${escaped(text)})`,
}

/** A font that is not in the file and whose encoding is one that PDF takes for known. */
export function knownFont(
  encoding: string,
  ordering: string,
  bytes: (text: string) => Buffer,
): PdfFont {
  const name = '/Type /Font /BaseFont /STSong-Light'
  const system = `<< /Registry (Adobe) /Ordering (${ordering}) /Supplement 2 >>`
  const shape =
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>'
  const inner = `<< ${name} /Subtype /CIDFontType0 /CIDSystemInfo ${system} /DW 1000 /FontDescriptor ${shape} >>`
  return {
    dictionary: `<< ${name} /Subtype /Type0 /Encoding /${encoding} /DescendantFonts [${inner}] >>`,
    write: (text) => `<${bytes(text).toString('hex')}>`,
  }
}

const escaped = (text: string) => text.replace(/[\\()]/g, '\\$&')

/**
 * A small PDF 1.4, one content stream a page: for what no printing program would make.
 * @param info entries of the information dictionary, ASCII
 */
export function makePdf(
  pages: readonly (readonly Placed[])[],
  info: Readonly<Record<string, string>> = {},
  font: PdfFont = helvetica,
): Uint8Array {
  const kids = pages.map((_, at) => `${4 + 2 * at} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    font.dictionary,
    ...pages.flatMap((placed, at) => {
      const stream = placed
        .map(
          ({ text, x, y, size = 10 }) => `BT /F1 ${size} Tf ${x} ${y} Td ${font.write(text)} Tj ET`,
        )
        .join('\n')
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Contents ${5 + 2 * at} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
      ]
    }),
    `<< ${Object.entries(info)
      .map(([name, value]) => `/${name} (${escaped(value)})`)
      .join(' ')} >>`,
  ]
  let file = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'
  const offsets = objects.map((object, at) => {
    const offset = file.length
    file += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R /Info ${size - 1} 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return new Uint8Array(Buffer.from(file, 'latin1'))
}
