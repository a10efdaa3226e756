import { constants, deflateRawSync, gzipSync } from 'node:zlib'

// Small files that are made to grow, to nest or to go round in circles.

const page = (body: string) => `<!doctype html><html><head><title>A</title></head><body>${body}`
const story = 'The ferry to Varn leaves at nine from the old pier, and comes back at noon.'

/** Files by name, all of them small enough to be read. */
export function hostileFiles(): ReadonlyMap<string, Buffer> {
  const depth = 1_000_000
  const files: [string, string | Buffer][] = [
    ['arrays.json', '['.repeat(depth)],
    ['objects.json', '{"text":'.repeat(depth)],
    ['records.jsonl', `{"title":"A","text":"${story}"}\n${'{"a":['.repeat(depth / 10)}\n`],
    ['divs.html', page('<div>'.repeat(depth) + story)],
    ['spans.html', page(`<p>${'<b><i>'.repeat(50_000)}${story}`)],
    ['tables.html', page('<table><tr><td>'.repeat(50_000) + story)],
    ['attributes.html', page(`<p ${'a=1 '.repeat(300_000)}>${story}</p>`)],
    ['laughs.xml', laughs('rss', '<channel><title>&i;</title></channel>')],
    ['laughs.xhtml', laughs('html', '<body><p>&i;</p></body>')],
    ['elements.rss', `<?xml version="1.0"?><rss><channel><item>${'<a>'.repeat(depth)}`],
    ['quote.csv', `title,text\nA,"${`${story}\n`.repeat(200_000)}`],
    ['quotes.csv', `title,text\n${'A,"'.repeat(depth)}`],
    ['columns.csv', `title,text${',a'.repeat(depth)}\nA,${story}\n`],
    ['parts.eml', nestedMail(10_000)],
    [
      'headers.eml',
      `From: a@b.example\nMessage-ID: <1@b>\n${'X-A: b\n'.repeat(500_000)}\n${story}`,
    ],
    ['circle.pdf', circularPdf()],
    ['pages.pdf', manyPages(100_000)],
    ['stream.pdf', swollenPdf()],
    ['bomb.docx', zipBomb(0xfffffffe)],
    ['liar.docx', zipBomb(4000)],
    ['emphasis.md', '*a_'.repeat(30_000)],
    ['quoted.md', '>'.repeat(60_000)],
    ['packed.txt', gzipSync(story)],
    ['packed.html.gz', gzipSync(page(story))],
    ['alone.docx', Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1')],
  ]
  return new Map(files.map(([name, content]) => [name, Buffer.from(content)]))
}

/** Ten times ten, nine times: "Billion laughs". */
function laughs(root: string, body: string): string {
  const names = [...'abcdefghi']
  const entities = names.map((name, at) => {
    const value = at === 0 ? 'ha'.repeat(10) : `&${names[at - 1]};`.repeat(10)
    return `<!ENTITY ${name} "${value}">`
  })
  return `<?xml version="1.0"?>\n<!DOCTYPE ${root} [${entities.join('')}]>\n<${root}>${body}</${root}>`
}

function nestedMail(parts: number): string {
  const heads = Array.from({ length: parts }, (_, at) => {
    return `Content-Type: multipart/mixed; boundary="b${at}"\n\n--b${at}\n`
  })
  const head = 'From: a@b.example\nTo: c@d.example\nSubject: Parts\nMIME-Version: 1.0\n'
  return `${head}${heads.join('')}Content-Type: text/plain\n\n${story}\n`
}

/** A PDF of these objects, numbered from 1; the first is its catalogue. */
function pdfOf(objects: readonly (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const places: number[] = []
  let length = parts[0]?.length ?? 0
  const add = (part: Buffer) => {
    parts.push(part)
    length += part.length
  }
  objects.forEach((object, at) => {
    places.push(length)
    add(Buffer.from(`${at + 1} 0 obj\n`))
    add(Buffer.from(object))
    add(Buffer.from('\nendobj\n'))
  })
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`)
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`
  const end = `trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`
  add(Buffer.from(table + end))
  return Buffer.concat(parts)
}

/** Its tree of pages leads back to itself. */
function circularPdf(): Buffer {
  return pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R 2 0 R]/Count 9/Parent 3 0 R>>',
    '<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9/Parent 2 0 R>>',
  ])
}

/** It says one page many times. */
function manyPages(count: number): Buffer {
  return pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${'3 0 R '.repeat(count)}]/Count ${count}>>`,
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>',
  ])
}

/** A page whose drawing is 1 GB of the same, in about a megabyte. */
function swollenPdf(): Buffer {
  const data = growing(Buffer.alloc(1e6, '(a)Tj '), 1000)
  const zlib = Buffer.concat([Buffer.from([0x78, 0x9c]), data, Buffer.alloc(4)])
  const stream = [`<</Filter/FlateDecode/Length ${zlib.length}>>\nstream\n`, '\nendstream']
  return pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    Buffer.concat([Buffer.from(stream[0] ?? ''), zlib, Buffer.from(stream[1] ?? '')]),
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ])
}

/** A deflated stream that grows to so many times the content: the same blocks again and again. */
function growing(content: Buffer, times: number): Buffer {
  // Behind a full flush nothing refers to what came before.
  const block = deflateRawSync(content, { finishFlush: constants.Z_FULL_FLUSH, level: 9 })
  const end = deflateRawSync(Buffer.alloc(0))
  return Buffer.concat([...Array.from({ length: times }, () => block), end])
}

/** A Word document of about 10 MB whose text is 10 GB, and says of itself that it has `said` bytes. */
function zipBomb(said: number): Buffer {
  const types = Buffer.from('<Types/>')
  const content = growing(Buffer.alloc(10e6, ' '), 1000)
  return zipOf([
    { name: '[Content_Types].xml', data: deflateRawSync(types), size: types.length },
    { name: 'word/document.xml', data: content, size: said },
  ])
}

interface Part {
  readonly name: string
  readonly data: Buffer
  readonly size: number
}

/** A container without checksums, which readers of documents do not ask for. */
function zipOf(parts: readonly Part[]): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const part of parts) {
    const name = Buffer.from(part.name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(part.data.length, 14)
    common.writeUInt32LE(part.size, 18)
    common.writeUInt16LE(name.length, 22)
    const header = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name])
    local.push(header, part.data)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, tail, name]))
    at += header.length + part.data.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, directory, end])
}
