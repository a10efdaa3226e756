import { describe, expect, test } from 'vitest'
import { printSummary } from '../../src/cli/print-summary.ts'
import { FootnoteError } from '../../src/errors.ts'
import type { IngestSummary } from '../../src/ingest-summary.ts'

const summary: IngestSummary = {
  articles: 5,
  added: 2,
  changed: 1,
  moved: 3,
  unchanged: 2,
  removed: 1,
  copies: 0,
  passages: 40,
  sentences: 200,
  noiseBlocks: 9,
  newPassages: 12,
  newSentences: 60,
  embedded: 70,
  reused: 2,
  problems: [],
  seconds: 4,
}

describe('what an ingest did', () => {
  test('is told in counts, time and speed', () => {
    expect(printSummary(summary)).toBe(
      'Articles: 5 (2 new, 1 changed, 3 moved, 2 unchanged, 1 removed)\n' +
        'Passages: 40, sentences: 200, noise blocks marked: 9\n' +
        'Embedded: 12 passages and 60 sentences, 2 vectors kept from an earlier run\n' +
        'Time: 4.0 s, 3.0 passages/s\n',
    )
    expect(printSummary({ ...summary, reused: 0 })).not.toContain('earlier run')
  })

  test('says how many files hold what another one holds', () => {
    expect(printSummary({ ...summary, copies: 1 })).toContain(
      '1 removed); 1 file holds the same text as another\n',
    )
    expect(printSummary({ ...summary, copies: 2 })).toContain('; 2 files hold the same text')
  })

  test('is told without a speed where nothing was embedded', () => {
    const printed = printSummary({ ...summary, embedded: 0 })
    expect(printed).toContain('Embedded: nothing')
    expect(printed).toMatch(/Time: 4\.0 s\n$/)
  })

  test('names every file left out, with why and what to do', () => {
    const problems = [
      {
        path: 'a.pdf',
        error: new FootnoteError('article_unreadable', 'a.pdf has the format .pdf.', {
          nextStep: 'Convert it.',
        }),
      },
      { path: 'b.txt', error: new FootnoteError('article_unreadable', 'It is empty.') },
    ]
    expect(printSummary({ ...summary, problems })).toMatch(
      /\nLeft out: 2\n {2}- a\.pdf has the format \.pdf\. Convert it\.\n {2}- b\.txt: It is empty\.\n$/,
    )
  })
})
