import type { Row } from './score-answers.ts'

/** The figures of a set; shares are 0 to 1 and null where nothing was counted. */
export interface Figures {
  readonly questions: number
  readonly first: number | null
  readonly any: number | null
  readonly words: number | null
  readonly falseRefusals: number | null
  readonly refused: number | null
  readonly hit1: number | null
  readonly hit5: number | null
  readonly goldEntries: number | null
  readonly shortAnswers: number | null
  readonly inexact: number
}

/** How far chance moves a figure: one standard error; none for what is simply counted. */
export type StandardErrors = Partial<Record<keyof Figures, number>>

/** Sums rows up. */
export function summarise(rows: readonly Row[]): {
  figures: Figures
  standardErrors: StandardErrors
} {
  const answerable = rows.filter((row) => row.answerable)
  const unanswerable = rows.filter((row) => !row.answerable)
  const searched = rows.filter((row) => row.rank !== undefined)
  const total = (count: (row: Row) => number) => rows.reduce((sum, row) => sum + count(row), 0)
  const count = (some: readonly Row[], holds: (row: Row) => boolean): Share => ({
    hits: some.filter(holds).length,
    of: some.length,
  })
  const shares = {
    first: count(answerable, (row) => row.first),
    any: count(answerable, (row) => row.any),
    falseRefusals: count(answerable, (row) => !row.answered),
    refused: count(unanswerable, (row) => row.refusedRightly),
    hit1: count(searched, (row) => row.rank === 0),
    hit5: count(searched, (row) => (row.rank ?? -1) >= 0 && (row.rank ?? 5) < 5),
    goldEntries: { hits: total((row) => row.goldEntriesHit), of: total((row) => row.goldEntries) },
    shortAnswers: {
      hits: total((row) => row.shortAnswersHit),
      of: total((row) => row.shortAnswers),
    },
  }
  const words = answerable.map((row) => row.words)
  const mean = words.reduce((sum, value) => sum + value, 0) / words.length
  const spread =
    Math.sqrt(words.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / words.length
  return {
    figures: {
      questions: rows.length,
      first: shareOf(shares.first),
      any: shareOf(shares.any),
      words: words.length === 0 ? null : mean,
      falseRefusals: shareOf(shares.falseRefusals),
      refused: shareOf(shares.refused),
      hit1: shareOf(shares.hit1),
      hit5: shareOf(shares.hit5),
      goldEntries: shareOf(shares.goldEntries),
      shortAnswers: shareOf(shares.shortAnswers),
      inexact: total((row) => row.inexact),
    },
    standardErrors: {
      ...Object.fromEntries(
        Object.entries(shares).flatMap(([name, share]) =>
          share.of === 0 ? [] : [[name, errorOf(share)]],
        ),
      ),
      ...(words.length === 0 ? {} : { words: spread }),
    },
  }
}

interface Share {
  readonly hits: number
  readonly of: number
}

function shareOf({ hits, of }: Share): number | null {
  return of === 0 ? null : hits / of
}

/** sqrt(p(1-p)/n) */
function errorOf({ hits, of }: Share): number {
  const share = hits / of
  return Math.sqrt((share * (1 - share)) / of)
}
