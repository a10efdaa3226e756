import { zipSync } from 'fflate'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { detectFormat } from '../../src/article/detect-format.ts'

const detect = (path: string, content: string | Uint8Array) => {
  const found = detectFormat({ path, bytes: Buffer.from(content as string) })
  return 'format' in found ? found.format : found.problem
}
const zipOf = (...names: string[]) =>
  zipSync(Object.fromEntries(names.map((name) => [name, Buffer.from('<x/>')])))
const ole = (name: string) =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.from(name, 'utf16le'),
  ])

const page = '<!DOCTYPE html>\n<html lang="en"><head><title>Ferry</title></head></html>'
const rss = '<?xml version="1.0"?>\n<!-- made by hand -->\n<rss version="2.0"><channel/></rss>'
const atom = '<feed xmlns="http://www.w3.org/2005/Atom"></feed>'
const rdf = '<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/"></rdf:RDF>'
const mail =
  'Received: from relay.example\r\n by mx.example; Mon, 3 Mar 2025 08:00:00 +0800\r\nFrom: a@b.example\r\nSubject: Ferry\r\n\r\nThe ferry sails.'
const letter = 'From: The harbour office\nTo: All skippers\nDate: 3 March 2025\n\nThe ferry sails.'
const table = 'Title;Body;Date\nFerry;The ferry sails at six.;2025-03-03\n'
const lines = '{"title":"A","text":"One."}\n{"title":"B","text":"Two."}\n'
const prose = 'The ferry sails at six.\n\nIt takes cars, bicycles and 200 passengers.'

describe('detectFormat', () => {
  it.each([
    ['page.txt', page, 'html'],
    ['page.md', page, 'html'],
    ['saved.json', page, 'html'],
    ['page.xml', `<?xml version="1.0"?>${page}`, 'html'],
    ['saved page', `<!-- saved from url=(0030)https://a.example/ -->\n${page}`, 'html'],
    ['piece.txt', '<div class="body"><p>One.</p><p>Two.</p></div>', 'html'],
    ['news.txt', rss, 'feed'],
    ['news.html', atom, 'feed'],
    ['news', rdf, 'feed'],
    ['export.txt', '[\n  {"headline": "A", "body": "One."}\n]', 'json'],
    ['export.jsonl', '{"headline": "A", "body": "One."}', 'jsonl'],
    ['export.json', lines, 'jsonl'],
    ['export.csv', lines, 'jsonl'],
    ['export.jsonl', '{\n "articles": [{"body": "One."}]\n}', 'jsonl'],
    ['one.txt', '{\n "articles": [{"body": "One."}]\n}', 'json'],
    ['note.txt', mail, 'email'],
    ['note', letter, 'email'],
    ['box.txt', `From a@b.example Mon Mar  3 08:00:00 2025\n${mail}`, 'mbox'],
    ['table.txt', table, 'csv'],
    ['table.tsv', table.replaceAll(';', '\t'), 'csv'],
    ['brochure.txt', '%PDF-1.7\n%âãÏÓ', 'pdf'],
    ['brochure.docx', Buffer.from('\r\n\r\n%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1'), 'pdf'],
    ['minutes.pdf', zipOf('[Content_Types].xml', 'word/document2.xml'), 'docx'],
    ['plain', prose, 'text'],
    ['Report No. 7', prose, 'text'],
    ['guide', `# Ferry\n\n${prose}\n\n## Cars\n\nYes.`, 'markdown'],
  ])('reads %s by its content', (path, content, format) => {
    expect(detect(path, content)).toBe(format)
  })

  it.each([
    ['a.md', prose, 'markdown'],
    ['a.txt', `# Ferry\n\n${prose}\n\n## Cars\n\nYes.`, 'text'],
    ['a.csv', 'Ferry,six\nTrain,seven', 'csv'],
    ['a.txt', 'Ferry,six\nTrain,seven', 'text'],
    ['a.md', '<p align="center">One</p>\n<p>Two</p>\n\n# Three', 'markdown'],
    ['a.txt', letter, 'text'],
    ['a.eml', letter, 'email'],
    ['a.html', prose, 'html'],
    ['a.HTM', prose, 'html'],
    ['a.json', prose, 'json'],
    ['a.txt', '{brackets} and [1] marks', 'text'],
    ['a.txt', 'New big WAVE of visitors', 'text'],
    ['a.txt', 'ID3 is the name of a car.', 'text'],
    ['a.txt', 'The format begins with %PDF-1.7 in its first line.', 'text'],
    ['a.txt', 'From: the harbour\nSubject to change, ferries sail at six.', 'text'],
    ['a.txt', 'Title, text and date\nAll three, and more, are here.', 'text'],
  ])('takes the name of %s where the content may be either', (path, content, format) => {
    expect(detect(path, content)).toBe(format)
  })

  it.each([
    ['a.txt', zipOf('[Content_Types].xml', 'xl/workbook.xml'), 'is an Excel workbook'],
    ['a.docx', zipOf('ppt/presentation.xml'), 'is a PowerPoint presentation'],
    ['a.docx', zipOf('word/letter.txt'), 'is a ZIP container'],
    ['a.zip', zipOf('letter.txt'), 'is a ZIP container'],
    ['a.docx', ole('EncryptedPackage'), 'is an Office document protected by a password'],
    ['a.txt', ole('WordDocument'), 'is a document of an old Word'],
    ['a.md', ole('__substg1.0_0037001F'), 'is an Outlook message'],
    ['a.doc', '{\\rtf1\\ansi The ferry sails.}', 'is an RTF document'],
    ['a.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), 'is a PNG image'],
    ['a.html', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'is a JPEG image'],
    ['a.json', Buffer.from([0x1f, 0x8b, 8, 0]), 'is a gzip archive'],
    ['a.xml', '<svg xmlns="http://www.w3.org/2000/svg"></svg>', 'is an SVG image'],
    ['a.xml', '<?xml version="1.0"?><invoice/>', 'an XML document of another kind (<invoice>)'],
    ['a.pdf', prose, 'is named like a PDF document but is none'],
    ['a.css', 'p { color: red }', 'has the format .css, which is not read'],
  ])('says what %s is where it is not read', (path, content, problem) => {
    expect(detect(path, content)).toContain(problem)
  })

  it.each(['utf16le', 'utf-16be'])('sees through %s with and without a byte order mark', (name) => {
    expect(detect('a.txt', iconv.encode(page, name))).toBe('html')
    expect(detect('a.txt', iconv.encode(`\uFEFF${lines}`, name))).toBe('jsonl')
  })

  it('sees the marks of a page that is not in UTF-8', () => {
    const gb = iconv.encode('<html><title>渡轮六点开航</title></html>', 'gb18030')
    expect(detect('a.txt', gb)).toBe('html')
  })
})
