import { createHash } from 'node:crypto'
import { type TaggedWord, tagWords } from '../../src/question/tag-words.ts'
import { type EvalQuestion, goldDocuments } from './question-set.ts'

/** A question made from an answerable one, that the articles it may be answered from do not answer. */
export interface MadeQuestion extends EvalQuestion {
  readonly answerable: false
  /** The question asked as it is, its articles taken away; or with one word changed. */
  readonly made: 'article away' | 'other year' | 'other number' | 'other name' | 'other noun'
  /** Files that may not be quoted. */
  readonly away: readonly string[]
}

/**
 * Unanswerable questions in numbers, for fitting the refusal: every answerable question without its
 * articles, and near twins of it, in which one year, number, name or noun is another one's. A twin
 * may be answerable by chance; that is rare enough to learn from. The same questions give the same.
 */
export function makeQuestions(questions: readonly EvalQuestion[]): MadeQuestion[] {
  const answerable = questions.filter((question) => question.answerable)
  const read = answerable.map((question) => ({ question, words: wordsOf(question.question) }))
  const pool = read.flatMap(({ question, words }) =>
    words.map((word) => ({
      part: word.part,
      text: question.question.slice(word.start, word.end),
      documents: goldDocuments(question),
    })),
  )
  return read.flatMap(({ question, words }) => [
    ...withoutArticles(question),
    ...twins(question, words, pool),
  ])
}

/** Where a set does not say which articles answer, there is none to take away. */
function withoutArticles(question: EvalQuestion): MadeQuestion[] {
  const away = goldDocuments(question)
  return away.length > 0 ? [{ ...bare(question, 'article away'), away }] : []
}

/** The tagger knows English alone: a Chinese question is one noun to it, its twin another question. */
function wordsOf(text: string): TaggedWord[] {
  return tagWords(text).filter((word) => !/\p{Script=Han}/u.test(text.slice(word.start, word.end)))
}

interface PoolWord {
  readonly part: TaggedWord['part']
  readonly text: string
  readonly documents: readonly string[]
}

function twins(
  question: EvalQuestion,
  words: readonly TaggedWord[],
  pool: readonly PoolWord[],
): MadeQuestion[] {
  const text = question.question
  const pick = picker(question.id)
  const made = (kind: MadeQuestion['made'], word: TaggedWord | undefined, other: string) => {
    if (!word || other === '') return []
    const asked = text.slice(0, word.start) + other + text.slice(word.end)
    return [{ ...bare(question, kind), question: asked, away: [] }]
  }
  const of = (part: TaggedWord['part']) =>
    pick(words.filter((word) => word.part === part && word.end - word.start > 2))
  const year = of('year')
  const number = pick(
    words.filter(({ part, lower }) => part === 'number' && /^\d{1,3}$/.test(lower)),
  )
  const another = (part: TaggedWord['part']) => {
    const others = pool.filter(
      (word) =>
        word.part === part &&
        word.text.length > 3 &&
        !text.toLowerCase().includes(word.text.toLowerCase()),
    )
    const beside = others.filter(({ documents }) =>
      documents.some((document) => goldDocuments(question).includes(document)),
    )
    return pick(beside.length > 0 && pick([true, false]) ? beside : others)?.text ?? ''
  }
  const shift = pick([-7, -4, -3, -2, -1, 1, 2, 3, 5]) ?? 1
  return [
    ...made('other year', year, year ? String(Number(year.lower) + shift) : ''),
    ...made('other number', number, number ? String(Number(number.lower) + Math.abs(shift)) : ''),
    ...made('other name', of('name'), another('name')),
    ...made('other noun', of('noun'), another('noun')),
  ]
}

function bare(question: EvalQuestion, made: MadeQuestion['made']) {
  const { gold: _, ...rest } = question
  return { ...rest, id: `${question.id}, ${made}`, answerable: false as const, made }
}

/** Picks by chance, always the same for one seed. */
function picker(seed: string): <Item>(items: readonly Item[]) => Item | undefined {
  let count = 0
  return (items) => {
    count += 1
    const digest = createHash('sha256').update(`${seed} ${count}`).digest()
    return items[digest.readUInt32BE(0) % Math.max(1, items.length)]
  }
}
