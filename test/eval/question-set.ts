import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One question of a set, in the form `README.md` beside this file describes. */
export interface EvalQuestion {
  readonly id: string
  readonly type?: string
  readonly question: string
  readonly history?: readonly { role: 'user' | 'assistant'; content?: string; text?: string }[]
  /** The question as a person made it readable without its history. */
  readonly rewrite?: string
  readonly answerable: boolean
  /** Strings that quotes of the named article must hold, all of them. */
  readonly gold?: readonly { doc: string; must: readonly string[] }[]
  readonly gold_doc?: string | readonly string[]
  readonly gold_answers?: readonly string[]
  /** `[document, start, end)` in UTF-16 units of that file. */
  readonly gold_spans?: readonly (readonly [string, number, number])[]
}

/**
 * Reads `questions.jsonl` of a folder.
 * @throws Error naming the line that is not JSON
 */
export function readQuestionSet(directory: string): EvalQuestion[] {
  const file = join(directory, 'questions.jsonl')
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return []
    try {
      return [JSON.parse(line) as EvalQuestion]
    } catch (cause) {
      throw new Error(`${file}, line ${at + 1} is not JSON.`, { cause })
    }
  })
}

/** The documents that hold the answer, as the set names them. */
export function goldNames(question: EvalQuestion): string[] {
  const named = question.gold?.map((entry) => entry.doc) ?? [question.gold_doc ?? []].flat()
  return [...new Set(named.filter(Boolean))]
}

/** The documents that hold the answer, as file names. */
export function goldDocuments(question: EvalQuestion): string[] {
  return [...new Set(goldNames(question).map(fileName))]
}

/** Sets name a document with or without its extension. */
export function fileName(document: string): string {
  return /\.[a-z]{2,8}$/.test(document) ? document : `${document}.txt`
}
