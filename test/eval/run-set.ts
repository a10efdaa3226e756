import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Answer, SearchResponse } from '../../src/answer/answer.ts'
import type { Settings } from '../../src/settings.ts'
import { createFootnote, type Footnote } from '../../src/wiring.ts'
import { type EvalQuestion, goldDocuments, readQuestionSet } from './question-set.ts'
import { judgementFor, type Row, scoreAnswer } from './score-answers.ts'

/** A set to run, and how. */
export interface SetRun {
  /** Folder with `questions.jsonl`. */
  readonly set: string
  /** Folder of articles the questions are about. */
  readonly corpus: string
  /** Takes the gold articles of about half of the questions away first: those must be refused. */
  readonly drop: boolean
  /** At most this many questions, spread over the set; 0 is all. */
  readonly limit: number
}

/** A row and the answer it judges. */
export interface JudgedAnswer {
  readonly row: Row
  readonly question: EvalQuestion
  readonly answer: Answer
}

/** Ingests the corpus into a temporary index, asks every question and judges each answer. */
export async function runSet(
  run: SetRun,
  settings: Settings,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<JudgedAnswer[]> {
  const folder = mkdtempSync(join(tmpdir(), 'footnote-eval-'))
  try {
    const all = readQuestionSet(run.set)
    const { corpus, questions } = run.drop
      ? dropHalf(run.corpus, join(folder, 'corpus'), all)
      : { corpus: run.corpus, questions: all }
    const footnote = createFootnote({ ...settings, corpus, index: join(folder, 'index') })
    try {
      await footnote.ingest()
      const judgement = judgementFor(basename(run.set), questions)
      const judged: JudgedAnswer[] = []
      const asked = thin(questions, run.limit)
      for (const question of asked) {
        judged.push(await judge(footnote, question, judgement))
        onProgress(judged.length, asked.length)
      }
      return judged
    } finally {
      await footnote.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function judge(
  footnote: Footnote,
  question: EvalQuestion,
  judgement: ReturnType<typeof judgementFor>,
): Promise<JudgedAnswer> {
  const messages = (question.history ?? []).map(({ role, content, text }) => ({
    role,
    content: content ?? text ?? '',
  }))
  const answer = await lastAnswer(footnote, question.question, messages)
  const searchable = question.answerable && messages.length === 0 && question.gold_spans?.length
  const search: SearchResponse | undefined = searchable
    ? await footnote.search({ query: question.question, top_k: 10 })
    : undefined
  const texts = new Map(footnote.currentIndex()?.articles.map(({ path, text }) => [path, text]))
  const row = scoreAnswer(question, judgement, answer, search, (path) => texts.get(path))
  return { row, question, answer }
}

async function lastAnswer(
  footnote: Footnote,
  question: string,
  messages: { role: 'user' | 'assistant'; content: string }[],
): Promise<Answer> {
  for await (const event of footnote.ask({ question, messages, explain: true })) {
    if (event.type === 'answer.completed' || event.type === 'answer.refused') return event.answer
  }
  throw new Error(`"${question}" got no answer.`)
}

function thin<Item>(items: readonly Item[], limit: number): Item[] {
  if (limit <= 0 || items.length <= limit) return [...items]
  const step = Math.ceil(items.length / limit)
  return items.filter((_, at) => at % step === 0)
}

/** Which half an article is in, by a hash of its name: the same on every run and machine. */
function isDropped(document: string): boolean {
  const digest = createHash('sha256').update(`drop${document}`).digest('hex')
  return Number.parseInt(digest[0] ?? '0', 16) % 2 === 1
}

function dropHalf(
  from: string,
  to: string,
  all: readonly EvalQuestion[],
): { corpus: string; questions: EvalQuestion[] } {
  cpSync(from, to, { recursive: true })
  const documents = new Set(all.filter(({ answerable }) => answerable).flatMap(goldDocuments))
  const gone = new Set(
    [...documents].filter((document) => isDropped(document.replace(/\.\w+$/, ''))),
  )
  for (const document of gone) rmSync(join(to, document), { force: true })
  const questions = all.flatMap((question) => {
    const gold = goldDocuments(question)
    if (!question.answerable || !gold.some((document) => gone.has(document))) return [question]
    // Half an answer is neither: left out.
    return gold.every((document) => gone.has(document)) ? [{ ...question, answerable: false }] : []
  })
  return { corpus: to, questions }
}
