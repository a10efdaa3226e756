import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readDocx } from '../../../src/article/formats/docx/read-docx.ts'
import { unpackDocument } from '../../../src/article/formats/docx/unpack.ts'
import {
  blockFaults,
  expectedOf,
  goldenBytes,
  goldenFiles,
  readOne,
  shown,
} from './golden-documents.ts'

const golden = goldenFiles(/\.docx$/)
const failure = async (reading: () => unknown) => {
  try {
    await reading()
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    return `${code}: ${message}`
  }
  return undefined
}

/** A Word document whose body is this XML. */
function documentOf(body: string): Uint8Array {
  const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  const parts = {
    ...Object.fromEntries(unpackDocument(goldenBytes('council-minutes.docx'), 'c.docx')),
    'word/document.xml': Buffer.from(
      `<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`,
    ),
  }
  return zipSync(parts)
}

describe('golden Word documents', () => {
  it('are there', () => expect(golden).toEqual(['bee-survey.docx', 'council-minutes.docx']))

  it.each(golden)('%s', async (name) => {
    const draft = await readOne(name, goldenBytes(name))
    expect(shown(draft)).toEqual(expectedOf(name))
    expect(blockFaults(draft)).toEqual([])
    expect(await readOne(name, goldenBytes(name))).toEqual(draft)
  })

  it('takes what was inserted and leaves out what was deleted', async () => {
    const { text } = await readOne('c.docx', goldenBytes('council-minutes.docx'))
    expect(text).toContain('The works are to cost 11,400 pounds.')
    expect(text).not.toContain('9,000')
  })
})

describe('Word documents that cannot be read', () => {
  it('expands no document beyond the limit, whatever its container says of its size', async () => {
    const bomb = Buffer.from(documentOf(' '.repeat(41_000_000)))
    expect(bomb.length).toBeLessThan(100_000)
    const message = /^article_unreadable: b\.docx expands to more than 40000000 bytes/
    expect(await failure(() => readOne('b.docx', bomb))).toMatch(message)
    // Sizes as the file's own header and the central directory give them: 22 and 24 bytes in.
    for (const [mark, place] of [
      ['PK\u0003\u0004', 22],
      ['PK\u0001\u0002', 24],
    ] as const) {
      for (let at = bomb.indexOf(mark); at >= 0; at = bomb.indexOf(mark, at + 4))
        bomb.writeUInt32LE(7, at + place)
    }
    expect(await failure(() => readOne('b.docx', bomb))).toMatch(message)
  }, 60_000)

  it('names one that is broken, empty, locked, or of an old Word', async () => {
    const whole = goldenBytes('council-minutes.docx')
    expect(await failure(() => readDocx({ path: 'a.docx', bytes: whole.slice(0, 900) }))).toMatch(
      /^article_unreadable: a\.docx is a broken Word document/,
    )
    expect(await failure(() => readOne('a.docx', documentOf('<w:p><w:r></w:p>')))).toMatch(
      /^article_unreadable: a\.docx/,
    )
    expect(await failure(() => readOne('a.docx', documentOf('<w:p/>')))).toMatch(/holds no text/)
    const container = (name: string) =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(1024),
        Buffer.from(name, 'utf16le'),
      ])
    expect(await failure(() => readOne('a.docx', container('EncryptedPackage')))).toMatch(
      /a\.docx is an Office document protected by a password/,
    )
    expect(await failure(() => readOne('a.doc', container('WordDocument')))).toMatch(
      /a\.doc is a document of an old Word/,
    )
  })

  it('reads any mutation of a document, or says why not', async () => {
    const mutated = fc
      .tuple(
        fc.constantFrom(...golden.map(goldenBytes)),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 }),
      )
      .map(([bytes, edits]) => {
        const changed = new Uint8Array(bytes)
        for (const [at, byte] of edits) changed[at % changed.length] = byte
        return changed
      })
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        const reading = Promise.resolve(readDocx({ path: 'm.docx', bytes }))
        const found = await reading.catch((error: { code?: string }) => {
          expect(error.code).toBe('article_unreadable')
        })
        const [draft] = found?.articles ?? []
        expect(draft ? blockFaults(draft) : []).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})
