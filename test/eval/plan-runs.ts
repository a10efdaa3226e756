import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'

/** A set to run, and how. */
export interface SetRun {
  /** What it is called in tables. */
  readonly name: string
  /** Folder with `questions.jsonl`. */
  readonly set: string
  /** Folder of articles the questions are about. */
  readonly corpus: string
  /** Folder of a set whose wording of the same questions is asked instead. */
  readonly wording?: string
  /** Takes the gold articles of about half of the questions away first: those must be refused. */
  readonly drop: boolean
}

/** Set run with half of its articles taken away, too. */
const alsoDropped = 'xquad-en'
/** Articles and gold of the first set, questions of the second. */
const crossed = { name: 'cross-zh', set: 'xquad-en', wording: 'xquad-zh' }

/** One set; its articles are in `corpus` beside its questions, else in `fallback`. */
export function planSet(set: string, options: { corpus: string; drop: boolean }): SetRun {
  const { corpus, drop } = options
  return { name: `${basename(set)}${drop ? ' (half away)' : ''}`, set, corpus, drop }
}

/** The articles of a set when none are named. */
export function corpusOf(set: string, fallback: string): string {
  const beside = join(set, 'corpus')
  return existsSync(beside) ? beside : fallback
}

/**
 * Every set below a folder that has articles of its own, in order of name, and the modes of some:
 * `xquad-en` also with half of the articles away, and, where `xquad-zh` is there, asked in Chinese.
 */
export function planFolder(folder: string): SetRun[] {
  const names = readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'questions.jsonl')))
    .filter((name) => existsSync(join(folder, name, 'corpus')))
    .sort()
  const runs = names.flatMap((name) => {
    const set = join(folder, name)
    const corpus = join(set, 'corpus')
    const whole = planSet(set, { corpus, drop: false })
    return name === alsoDropped ? [whole, planSet(set, { corpus, drop: true })] : [whole]
  })
  if (!names.includes(crossed.set) || !names.includes(crossed.wording)) return runs
  const set = join(folder, crossed.set)
  const wording = join(folder, crossed.wording)
  const corpus = join(set, 'corpus')
  return [...runs, { name: crossed.name, set, corpus, wording, drop: false }]
}
