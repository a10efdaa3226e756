import type { Article } from '../../article/article.ts'
import { type Passage, textWithin } from '../../passage/passage.ts'
import type { QuestionCandidate } from './candidate.ts'
import { chineseQuestions, isSimplified } from './chinese-questions.ts'
import { englishQuestions } from './english-questions.ts'

const longestHeading = 70

/**
 * Questions that a reader could ask of a passage, by fixed patterns over its own sentences and the
 * heading above it, in their order; in the language of the article.
 */
export function passageCandidates(article: Article, passage: Passage): QuestionCandidate[] {
  const { sourceId, start, end } = passage
  const questionsOf = isChinese(article) ? chineseQuestions : englishQuestions
  const ofSentences = passage.sentences.flatMap((range) =>
    questionsOf(textWithin(passage, range)).map((made) => ({
      ...made,
      sourceId,
      start: range.start,
      end: range.end,
    })),
  )
  const heading = passage.headingPath.at(-1)
  if (!heading || heading.length > longestHeading) return ofSentences
  const question = headingQuestion(article, heading)
  return [...ofSentences, { question, kind: 'heading', heading, sourceId, start, end }]
}

function headingQuestion(article: Article, heading: string): string {
  if (!isChinese(article)) return `What is said about ${lowerFirst(heading)}?`
  return isSimplified(article.text.slice(0, 2000))
    ? `关于“${heading}”有什么说法？`
    : `關於「${heading}」有什麼說法？`
}

/** Whether an article is in Chinese, of either script. */
export function isChinese({ language }: Pick<Article, 'language'>): boolean {
  return language.split('-')[0] === 'zh'
}

/** "Financial Services" reads better as it stands; "Innovation and technology" does not. */
function lowerFirst(heading: string): string {
  const [first = '', ...rest] = heading.split(' ')
  const isName = rest.some((word) => /^\p{Lu}/u.test(word)) || !/^\p{Lu}\p{Ll}+$/u.test(first)
  return isName ? heading : `${first.toLowerCase()} ${rest.join(' ')}`.trim()
}
