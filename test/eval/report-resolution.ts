import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readQuestionSet } from './question-set.ts'
import { formatRows } from './report.ts'
import { scoreResolution, scoreStandalone } from './score-resolution.ts'

/** The folders with a `questions.jsonl` in each of some folders, in order of name. */
export function setsIn(...folders: readonly string[]): string[] {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((set) => existsSync(join(set, 'questions.jsonl')))
    .sort()
}

const columns = [
  'set',
  'follow-ups',
  'added words found',
  'words too many',
  'all found',
  'needing none left alone',
  'standalone',
  'untouched',
] as const

/** One line for each set: its follow-ups against their rewrites, its standalone questions untouched. */
export function followUpTable(sets: readonly string[]): string {
  const rows = sets.map((set) => {
    const questions = readQuestionSet(set)
    const follow = scoreResolution(questions)
    const alone = scoreStandalone(questions)
    const shares = follow
      ? [follow.wordsFound, follow.wordsTooMany, follow.complete, follow.leftAlone].map(share)
      : ['-', '-', '-', '-']
    const untouched = alone.standalone > 0 ? share(alone.untouched) : '-'
    return [
      basename(set),
      `${follow?.followUps ?? '-'}`,
      ...shares,
      `${alone.standalone}`,
      untouched,
    ]
  })
  return formatRows(columns, rows)
}

function share(value: number): string {
  return value.toFixed(3)
}
