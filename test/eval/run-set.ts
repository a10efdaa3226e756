import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Answer, SearchResponse } from '../../src/answer/answer.ts'
import type { AskRequest } from '../../src/answer/ask-request.ts'
import type { Without } from '../../src/pipeline-part.ts'
import type { Settings } from '../../src/settings.ts'
import { createFootnote, type Footnote } from '../../src/wiring.ts'
import { keptVectors } from './kept-vectors.ts'
import { type MadeQuestion, makeQuestions } from './made-questions.ts'
import type { SetRun } from './plan-runs.ts'
import {
  type EvalQuestion,
  fileName,
  goldDocuments,
  goldNames,
  readQuestionSet,
} from './question-set.ts'
import { type Judgement, judgementFor, type Row, scoreAnswer } from './score-answers.ts'

/** A row and the answer it judges. */
export interface JudgedAnswer {
  readonly row: Row
  readonly question: EvalQuestion & Partial<Pick<MadeQuestion, 'made'>>
  readonly answer: Answer
}

/** How sets are run. */
export interface EvalOptions {
  readonly settings: Settings
  /** At most this many questions of a set, spread over it; 0 is all. */
  readonly limit: number
  /** Parts of the pipeline that are left out. */
  readonly without?: Without
  /** Also asks questions made for fitting the refusal (`made-questions.ts`). */
  readonly made?: boolean
  /** At most this many quotes an answer. */
  readonly maxQuotes?: number
}

/** Questions asked at a time: one is weighed while another is embedded. */
const askedAtOnce = 4

/** Ingests the corpus into a temporary index, asks every question and judges each answer. */
export async function runSet(
  run: SetRun,
  { settings, limit, without, made, maxQuotes }: EvalOptions,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<JudgedAnswer[]> {
  const folder = mkdtempSync(join(tmpdir(), 'footnote-eval-'))
  const index = join(folder, 'index')
  const kept = keptVectors(run.corpus, settings.model)
  try {
    const all = thin(questionsOf(run), limit)
    const { corpus, questions: own } = run.drop
      ? dropHalf(run.corpus, join(folder, 'corpus'), all)
      : { corpus: run.corpus, questions: all }
    const questions = made ? [...own, ...makeQuestions(own)] : own
    kept.lend(index)
    const footnote = createFootnote({ ...settings, corpus, index }, {}, without)
    try {
      await footnote.ingest()
      kept.takeBack(index)
      const judgement = judgementFor(basename(run.set), questions)
      const textOf = filesOf(corpus)
      const judged = new Array<JudgedAnswer>(questions.length)
      const waiting = [...questions.entries()]
      let done = 0
      const work = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const [at, question] = next
          judged[at] = await judge(footnote, question, { judgement, textOf, maxQuotes })
          done += 1
          onProgress(done, questions.length)
        }
      }
      await Promise.all(Array.from({ length: askedAtOnce }, work))
      return judged
    } finally {
      await footnote.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The questions of a set; in the words of another set that has the same ids, where one is named. */
export function questionsOf({ set, wording }: Pick<SetRun, 'set' | 'wording'>): EvalQuestion[] {
  const questions = readQuestionSet(set)
  if (!wording) return questions
  const byId = new Map(questions.map((question) => [question.id, question]))
  return readQuestionSet(wording).flatMap(({ id, question }) => {
    const twin = byId.get(id)
    return twin ? [{ ...twin, question }] : []
  })
}

/** Files as they lie in the corpus, against which quotes are checked. */
function filesOf(corpus: string): (path: string) => string | undefined {
  const texts = new Map<string, string | undefined>()
  return (path) => {
    if (!texts.has(path)) {
      const file = join(corpus, path)
      texts.set(path, existsSync(file) ? readFileSync(file, 'utf8') : undefined)
    }
    return texts.get(path)
  }
}

interface Judging {
  readonly judgement: Judgement
  readonly textOf: (path: string) => string | undefined
  readonly maxQuotes: number | undefined
}

async function judge(
  footnote: Footnote,
  question: EvalQuestion & Partial<Pick<MadeQuestion, 'away'>>,
  { judgement, textOf, maxQuotes }: Judging,
): Promise<JudgedAnswer> {
  const messages = (question.history ?? []).map(({ role, content, text }) => ({
    role,
    content: content ?? text ?? '',
  }))
  const answer = await lastAnswer(footnote, question.question, {
    messages,
    ...(maxQuotes ? { max_quotes: maxQuotes } : {}),
    ...without(footnote, question.away),
  })
  const searchable = question.answerable && messages.length === 0 && question.gold_spans?.length
  const search: SearchResponse | undefined = searchable
    ? await footnote.search({ query: question.question, top_k: 10 })
    : undefined
  const row = scoreAnswer(question, judgement, answer, search, textOf)
  return { row, question, answer }
}

/** Filters that leave articles out. */
function without(footnote: Footnote, away: readonly string[] = []): Pick<AskRequest, 'filters'> {
  if (away.length === 0) return {}
  const articles = footnote.currentIndex()?.articles ?? []
  const left = articles.filter(({ path }) => !away.includes(path))
  return { filters: { source_ids: left.map(({ id }) => id) } }
}

async function lastAnswer(
  footnote: Footnote,
  question: string,
  request: Pick<AskRequest, 'messages' | 'filters'>,
): Promise<Answer> {
  for await (const event of footnote.ask({ question, ...request, explain: true })) {
    if (event.type === 'answer.completed' || event.type === 'answer.refused') return event.answer
  }
  throw new Error(`"${question}" got no answer.`)
}

/** Every so manyth item. */
export function thin<Item>(items: readonly Item[], limit: number): Item[] {
  if (limit <= 0 || items.length <= limit) return [...items]
  const step = Math.ceil(items.length / limit)
  return items.filter((_, at) => at % step === 0).slice(0, limit)
}

/** Which half an article is in, by a hash of its name as sets write it: the same on every run and machine. */
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
  const named = all.filter(({ answerable }) => answerable).flatMap(goldNames)
  const gone = new Set(named.filter(isDropped).map(fileName))
  for (const document of gone) rmSync(join(to, document), { force: true })
  const questions = all.flatMap((question) => {
    const gold = goldDocuments(question)
    if (!question.answerable || !gold.some((document) => gone.has(document))) return [question]
    // Half an answer is neither: left out.
    return gold.every((document) => gone.has(document)) ? [{ ...question, answerable: false }] : []
  })
  return { corpus: to, questions }
}
