import { getDocumentProxy } from 'unpdf'
import { FootnoteError } from '../../../errors.ts'
import { CharacterMaps } from './character-maps.ts'

type Matrix = readonly [number, number, number, number, number, number]

/** A run of text on a page, as the file draws it. Points of 1/72 inch, from the page's top left. */
export interface TextRun {
  readonly text: string
  readonly left: number
  readonly right: number
  /** Of the line the letters stand on. */
  readonly baseline: number
  /** Height of the letters. */
  readonly size: number
}

export interface PdfPage {
  readonly width: number
  readonly height: number
  readonly runs: readonly TextRun[]
  /** Words that do not stand upright: watermarks, labels along an axis. */
  readonly turned: readonly string[]
}

/** What a PDF says of itself, by the names of its information dictionary and of XMP. */
export type PdfProperties = ReadonlyMap<string, string>

export interface OpenedPdf {
  readonly pages: readonly PdfPage[]
  readonly properties: PdfProperties
  /** Why some of the text is not in the pages, where that is so. */
  readonly lost?: FootnoteError
}

/** Most pages read, and most UTF-16 units of text. */
const mostPages = 2000
const mostText = 5_000_000

/**
 * The text of a PDF's pages with its places, and the document's properties. Pages come one by one, so
 * that only one is in the parser's memory.
 * @throws FootnoteError `article_unreadable` for a broken, locked or too long document
 */
export async function openPdf(bytes: Uint8Array, path: string): Promise<OpenedPdf> {
  const maps = new CharacterMaps()
  const document = await open(bytes, path, maps)
  try {
    if (document.numPages > mostPages) {
      throw unreadable(path, `has ${document.numPages} pages; at most ${mostPages} are read`, split)
    }
    const pages: PdfPage[] = []
    let length = 0
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await readPage(document, number)
      length += page.runs.reduce((sum, { text }) => sum + text.length, 0)
      if (length > mostText) {
        throw unreadable(path, `holds more than ${mostText} characters`, split)
      }
      pages.push(page)
    }
    const [missing] = maps.missing
    const lost = missing && unreadable(path, `has text in the character map ${missing}`, withoutMap)
    return { pages, properties: await readProperties(document), ...(lost ? { lost } : {}) }
  } catch (error) {
    throw asUnreadable(error, path)
  } finally {
    await document.destroy()
  }
}

const withoutMap =
  'Footnote does not have it: put a text layer into the file (ocrmypdf --force-ocr in.pdf out.pdf).'
const split = 'Split it into several files and ingest again.'

type PdfDocument = Awaited<ReturnType<typeof open>>

async function open(bytes: Uint8Array, path: string, maps: CharacterMaps) {
  try {
    // The parser takes the buffer away from whoever gives it.
    return await getDocumentProxy(new Uint8Array(bytes), {
      ...{ verbosity: 0, stopAtErrors: false, useWorkerFetch: false, cMapPacked: false },
      BinaryDataFactory: class {
        readonly fetch = maps.fetch.bind(maps)
      },
    })
  } catch (error) {
    throw asUnreadable(error, path)
  }
}

async function readPage(document: PdfDocument, number: number): Promise<PdfPage> {
  const page = await document.getPage(number)
  const viewport = page.getViewport({ scale: 1 })
  const { items } = await page.getTextContent()
  const runs: TextRun[] = []
  const turned: string[] = []
  for (const item of items) {
    if (!('str' in item) || item.str.trim() === '') continue
    const text = item.str.replace(/\p{Surrogate}|(?!\s)\p{Cc}/gu, '')
    const place = multiply(
      viewport.transform as unknown as Matrix,
      item.transform as unknown as Matrix,
    )
    const size = Math.hypot(place[2], place[3])
    const isUpright = Math.abs(place[1]) < Math.abs(place[0]) * 0.1 && place[0] > 0
    if (isUpright && size > 0)
      runs.push({ text, left: place[4], right: place[4] + item.width, baseline: place[5], size })
    else turned.push(text)
  }
  page.cleanup()
  return { width: viewport.width, height: viewport.height, runs, turned }
}

function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ]
}

async function readProperties(document: PdfDocument): Promise<PdfProperties> {
  const properties = new Map<string, string>()
  const found = await document.getMetadata().catch(() => undefined)
  const add = (name: string, value: unknown) => {
    const text = Array.isArray(value) ? value.join(', ') : value
    if (typeof text === 'string' && text.trim() !== '') properties.set(name.toLowerCase(), text)
  }
  for (const [name, value] of Object.entries(found?.info ?? {})) add(name, value)
  for (const [name, value] of found?.metadata ?? []) add(name, value)
  return properties
}

function asUnreadable(error: unknown, path: string): FootnoteError {
  if (error instanceof FootnoteError) return error
  const name = (error as { name?: unknown } | null)?.name
  if (name === 'PasswordException') {
    const nextStep = 'Save it without a password (qpdf --decrypt --password=… in.pdf out.pdf).'
    return unreadable(path, 'is a PDF protected by a password', nextStep, error)
  }
  const nextStep = 'Open it in a PDF viewer and print it to a new PDF, or fetch it again.'
  return unreadable(path, 'is a broken PDF', nextStep, error)
}

function unreadable(path: string, what: string, nextStep: string, cause?: unknown): FootnoteError {
  return new FootnoteError('article_unreadable', `${path} ${what}.`, { nextStep, cause })
}
