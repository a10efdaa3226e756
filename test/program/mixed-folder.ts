import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { hostileFiles } from '../article/hostile-files.ts'
import { root } from './start-program.ts'

const fixtures = join(root, 'test/fixtures')
const folders = ['articles', 'documents', 'records', 'sites']

/** A file that cannot be read, or in which something cannot be, and what is said of it. */
export type Broken = readonly [path: string, said: RegExp]

/** Fixtures that are broken on purpose, whole or in part. */
const brokenFixtures: readonly Broken[] = [
  ['documents/locked.pdf', /protected by a password/],
  ['documents/scanned.pdf', /no text|scanned|pictures/],
  ['records/invoice.xml', /XML document of another kind/],
  ['records/no-text.csv', /no-text\.csv/],
  ['records/no-text.json', /no-text\.json/],
  ['records/broken-export.json', /not valid JSON/],
  ['records/upland-wire.jsonl', /line 3 is not valid JSON/],
  ['articles/empty-body.txt', /holds no text/],
  // Whole, but nobody could know the names of its fields.
  ['records/excel-export.csv', /fields of the first are: key, kop, inhoud/],
]

/**
 * Fills a folder with files of every format: fixtures, and broken ones made here. Gives the broken
 * ones, and how many files there are in all.
 */
export function makeMixedFolder(folder: string): { broken: readonly Broken[]; files: number } {
  for (const name of folders) {
    cpSync(join(fixtures, name), join(folder, name), {
      recursive: true,
      filter: (path) => !/expected|articles\.json|labels\.json|\/source$/.test(path),
    })
  }
  const hostile = hostileFiles()
  const bytesOf = (name: string) => readFileSync(join(fixtures, name))
  const umlauts = Buffer.from('Der Fährmann grüßt die Gäste, ehe er übersetzt. ')
  const made: [path: string, content: string | Buffer, said: RegExp][] = [
    ['cut.docx', bytesOf('documents/bee-survey.docx').subarray(0, 5000), /cut\.docx is /],
    ['cut.pdf', bytesOf('documents/harbour-review.pdf').subarray(0, 700), /broken PDF/],
    ['bomb.docx', hostile.get('bomb.docx') as Buffer, /bomb\.docx /],
    ['circle.pdf', hostile.get('circle.pdf') as Buffer, /broken PDF/],
    ['deep.json', hostile.get('arrays.json') as Buffer, /nested too deep/],
    ['deep.html', hostile.get('divs.html') as Buffer, /nested more than/],
    ['packed.txt', hostile.get('packed.txt') as Buffer, /gzip/],
    ['picture.txt', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), /PNG image/],
    ['program.txt', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0]), /program/],
    ['noise.txt', Buffer.from([1, 2, 3, 0, 5, 6, 7, 255, 0]), /binary data/],
    ['bad-utf8.txt', Buffer.concat([umlauts, Buffer.from([0xff])]), /UTF-8 with an invalid byte/],
    ['half-utf16.txt', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41]), /half-utf16\.txt/],
    ['empty.txt', '', /holds no text/],
    ['blank.md', ' \n\t\n', /holds no text/],
    ['photo.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), /JPEG image/],
    ['styles.css', 'p { color: red }', /format \.css, which is not read/],
    ['not-really.pdf', 'A note that is no PDF.', /named like a PDF/],
  ]
  for (const [path, content] of made) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  writeFileSync(join(folder, 'huge.txt'), '')
  truncateSync(join(folder, 'huge.txt'), 2e9)
  symlinkSync(dirname(folder), join(folder, 'way-out'))
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const broken: readonly Broken[] = [
    ...brokenFixtures,
    ...made.map(([path, , said]): Broken => [path, said]),
    ['huge.txt', /has 2000000000 bytes/],
    ['way-out', /leads out of the corpus folder/],
  ]
  return { broken, files: entries.filter((entry) => entry.isFile()).length }
}

/** A question for each format, the file that answers it, and words that the quote must hold. */
export const questions: readonly {
  readonly format: string
  readonly question: string
  readonly path: string
  readonly quote: RegExp
  readonly page?: number
}[] = [
  {
    format: 'text',
    question: 'When will the night ferry to Gull Island sail again?',
    path: 'articles/harbour-ferry.txt',
    quote: /2 April/,
  },
  {
    format: 'markdown',
    question: 'How much does a paper lantern weigh?',
    path: 'articles/lantern-guide.md',
    quote: /under 90 grams/,
  },
  {
    format: 'html',
    question: 'How many people does each of the new tram cars take?',
    path: 'documents/tram-reopens.html',
    quote: /64\speople/,
  },
  {
    format: 'pdf',
    question: 'To which lorries will the swing bridge be closed from 1 July 2023?',
    path: 'documents/harbour-review.pdf',
    quote: /above twelve tonnes/,
    page: 2,
  },
  {
    format: 'docx',
    question: 'How much do the works on the drains of the playing field cost?',
    path: 'documents/council-minutes.docx',
    quote: /11,400 pounds/,
  },
  {
    format: 'json',
    question: 'What is the toll for the Sable tunnel from July?',
    path: 'records/harbour-export.json',
    quote: /7\.50 crowns/,
  },
  {
    format: 'jsonl',
    question: 'When was one lane of the Tarn pass opened?',
    path: 'records/upland-wire.jsonl',
    quote: /11:40/,
  },
  {
    format: 'csv',
    question: 'How much water does the reed bed at Lower Orla clean a day?',
    path: 'records/orla-valley.csv',
    quote: /900 cubic metres/,
  },
  {
    format: 'tsv',
    question: 'How many of the affordable flats in Varn are let?',
    path: 'records/varn-notes.tsv',
    quote: /only 31 are let/,
  },
  {
    format: 'rss',
    question: 'What does a kilo of samphire cost at Fenby market?',
    path: 'records/saltmarsh.rss',
    quote: /11 crowns/,
  },
  {
    format: 'atom',
    question: 'When did comet H-12 pass the Hillside meridian?',
    path: 'records/hillside.atom',
    quote: /02:14/,
  },
  {
    format: 'email',
    question: 'What is open until two on the upper deck of the ferry?',
    path: 'records/harbour-newsletter.eml',
    quote: /Café Anker/,
  },
  {
    format: 'mbox',
    question: 'How many herring gulls did volunteers count on Sunday?',
    path: 'records/letters.mbox',
    quote: /3,412 herring gulls/,
  },
]
