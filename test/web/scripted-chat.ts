import type {
  Answer,
  AnswerEvent,
  AskRequest,
  Citation,
  ContentPart,
  Refusal,
} from '../../src/answer/answer.ts'
import { citeRange } from '../../src/answer/cite.ts'
import { FootnoteError } from '../../src/errors.ts'
import { filterArticles } from '../../src/retrieve/filter.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'

/** What a scripted question comes to: words of articles to quote, by path, or a refusal. */
interface Script {
  /** Words of the answer's own, before its quotes. */
  readonly framing?: string
  readonly resolved?: string
  readonly quotes?: readonly (readonly [path: string, words: string])[]
  /** Words of a language model, each before the quote at its place. */
  readonly words?: readonly string[]
  readonly llm?: NonNullable<Answer['llm']>
  readonly unknown?: readonly string[]
  readonly nearest?: readonly (readonly [path: string, words: string])[]
}

export const questions = {
  count: 'How many electric ferries will the council buy?',
  cost: 'What do the ferries cost?',
  followUp: 'And when does the first one sail?',
  resolved: 'When does the first one of the electric ferries sail?',
  differ: 'What was set aside for the ferries?',
  route: 'Where will the ferries sail?',
  chinese: '議會購買多少艘渡輪？',
  refused: 'Who captains the zeppelin?',
  hostile: 'What did he write?',
  chosen: 'What do ferries of either kind cost?',
  notChosen: 'What was the sum set aside?',
}

const scripts: Record<string, Script> = {
  [questions.count]: {
    quotes: [
      ['ferries.txt', 'The harbour council will buy four electric ferries for the inner harbour.'],
    ],
  },
  [questions.cost]: {
    quotes: [
      ['ferries.txt', 'Each ferry costs 6.2 million crowns.'],
      ['ferries.txt', 'A diesel ferry of the same size would have cost 4.1 million'],
      ['council/minutes-march.txt', 'It set aside 25 million crowns.'],
    ],
  },
  [questions.differ]: {
    framing: 'The articles differ: “6.2 million crowns” (2024-03-05) [1] / “25 million” [2]',
    quotes: [
      ['ferries.txt', 'Each ferry costs 6.2 million crowns.'],
      ['council/minutes-march.txt', 'It set aside 25 million crowns.'],
    ],
  },
  [questions.chosen]: {
    words: ['On the electric ferries:', 'And on those that use diesel, for comparison:'],
    quotes: [
      ['ferries.txt', 'Each ferry costs 6.2 million crowns.'],
      ['ferries.txt', 'A diesel ferry of the same size would have cost 4.1 million'],
    ],
    llm: { status: 'used', model: 'harbour-small-7b' },
  },
  [questions.notChosen]: {
    quotes: [['council/minutes-march.txt', 'It set aside 25 million crowns.']],
    llm: { status: 'fallback', reason: 'timeout', model: 'harbour-small-7b' },
  },
  [questions.followUp]: {
    resolved: questions.resolved,
    quotes: [['ferries.txt', 'The first is to sail in June 2025']],
  },
  [questions.route]: {
    quotes: [
      [
        'ferries.txt',
        'Two will cross between Northquay and the market.\n\nThe other two will run up the river',
      ],
    ],
  },
  [questions.chinese]: { quotes: [['渡輪.txt', '議會將購買四艘電動渡輪。']] },
  [questions.hostile]: {
    quotes: [['hostile.txt', 'He wrote <script>alert(4)</script> & <b>left</b>.']],
  },
  [questions.refused]: {
    unknown: ['zeppelin', 'captains'],
    nearest: [
      ['ferries.txt', 'Two will cross between Northquay and the market.'],
      ['council/minutes-march.txt', 'Member Oyelaran voted against.'],
    ],
  },
}

export interface ScriptedChat {
  readonly dependencies: ApiDependencies
  /** Every request asked, in order. */
  readonly asked: AskRequest[]
  /** Holds answers back after their first quote until the function returned is called. */
  hold(): () => void
}

/** The API's dependencies over an index, with answers from a script. */
export function scriptChat(index: OpenIndex, given: Partial<ApiDependencies> = {}): ScriptedChat {
  const asked: AskRequest[] = []
  let held: Promise<void> = Promise.resolve()
  const ask = (request: AskRequest, signal?: AbortSignal) => {
    asked.push(request)
    return play(index, request, () => untilAborted(held, signal))
  }
  return {
    asked,
    dependencies: makeDependencies(index, {
      ask,
      sampleQuestions: async () => [questions.count, questions.cost, questions.route],
      ...given,
    }),
    hold() {
      let release = () => {}
      held = new Promise((resolve) => {
        release = resolve
      })
      return release
    },
  }
}

async function* play(
  index: OpenIndex,
  { question, filters }: AskRequest,
  pause: () => Promise<void>,
): AsyncGenerator<AnswerEvent> {
  const passing = filterArticles(index.articles, filters)
  const script: Script | undefined = passing?.size === 0 ? {} : scripts[question]
  if (!script) throw new FootnoteError('question_empty', `No script for ${question}.`)
  const { resolved = question, quotes = [], unknown = [], nearest = [] } = script
  const cited = quotes.map(([path, words], at) => cite(index, path, words, at + 1))
  const refusal = quotes.length > 0 ? null : refuse(index, unknown, nearest, passing?.size)
  const content = contentOf(script, cited)
  const { llm } = script
  yield { type: 'answer.created', id: 'ans_000000000001', question }
  yield {
    type: 'question.resolved',
    resolved_question: resolved,
    changed: resolved !== question,
  }
  yield { type: 'retrieval.completed', passages: 8, sources: [] }
  for (const [at, citation] of cited.entries()) {
    if (at === 1) await pause()
    yield { type: 'citation.added', citation }
    yield { type: 'answer.delta', index: at, content: quoteOf(citation) }
  }
  if (cited.length < 2) await pause()
  yield {
    type: refusal ? 'answer.refused' : 'answer.completed',
    answer: {
      id: 'ans_000000000001',
      object: 'answer',
      kind: 'answer',
      question,
      resolved_question: resolved,
      answerable: refusal === null,
      refusal,
      mode: llm?.status === 'used' ? 'llm' : 'extractive',
      ...(llm ? { llm } : {}),
      language: 'en',
      answer: refusal?.message ?? cited.map(({ quote }) => `“${quote}”`).join(' '),
      content,
      citations: cited,
      sources: [],
      confidence: refusal ? 0.1 : 0.9,
      index: { generation: index.generation, hash: index.hash },
      timings_ms: { embed: 0, retrieve: 0, compose: 0 },
    },
  }
}

function contentOf({ framing, words = [] }: Script, cited: readonly Citation[]): ContentPart[] {
  const first: ContentPart[] = framing ? [{ type: 'text', text: framing }] : []
  const quotes = cited.flatMap((citation, at): ContentPart[] => {
    const text = words[at]
    return [
      ...(text ? [{ type: 'text' as const, text, by: 'model' as const }] : []),
      quoteOf(citation),
    ]
  })
  return [...first, ...quotes]
}

function quoteOf(citation: Citation): ContentPart {
  return { type: 'quote', text: citation.quote, citation_ids: [citation.id] }
}

function refuse(
  index: OpenIndex,
  unknown: readonly string[],
  nearest: NonNullable<Script['nearest']>,
  passing: number | undefined,
) {
  const reason: Refusal['reason'] = passing === 0 ? 'no_source_matches_filters' : 'out_of_scope'
  return {
    reason,
    message: 'These articles are not about this.',
    unknown_terms: [...unknown],
    nearest: nearest.map(([path, words], at) => cite(index, path, words, at + 1)),
  }
}

/** The citation of the first place where an article says these words. */
export function cite(index: OpenIndex, path: string, words: string, number = 1): Citation {
  const article = index.articles.find((each) => each.path === path)
  const start = article?.text.indexOf(words) ?? -1
  if (!article || start < 0) throw new Error(`${path} does not say: ${words}`)
  const passage = index.passages.find((each) => each.sourceId === article.id && each.end > start)
  return citeRange(
    { article, text: article.text },
    { start, end: start + words.length },
    { number, score: 0.9, headingPath: passage?.headingPath ?? [] },
  )
}

async function untilAborted(held: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return held
  await Promise.race([
    held,
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    }),
  ])
}
