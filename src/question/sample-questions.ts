import type { Article } from '../article/article.ts'
import { type Passage, textWithin } from '../passage/passage.ts'

/** Made from one sentence or heading of an article; whether it can be answered is checked by asking. */
export interface SampleCandidate {
  readonly question: string
  readonly sourceId: string
}

/** A person named with an office beside the name: "Liu Wei, secretary of …". */
const personWithRole =
  /(?:^|[\s“"‘(])(?<person>(?!(?:But|And|Yet|So|The|An?|In|On|At|As|If|For|From|When|While|Yesterday|Today|Meanwhile|However|Later|Then|Also|Earlier|Last|This|That|These|Those|Both|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)\p{Lu}\p{Ll}+(?: \p{Lu}[\p{L}-]+){1,3}), (?:(?:an?|the) )?(?:[\p{L}-]+ ){0,4}(?:lawmaker|secretary|secretary-general|president|director|chairman|chairwoman|chair|professor|minister|mayor|governor|head|member|founder|author|editor|analyst|economist|scientist|spokesman|spokeswoman|spokesperson)\b/u

/** A person who says something: "… , Wong said". */
const speaker =
  /(?:^|[.”"] |, )(?:(?:Lawmaker|Mayor|President|Minister|Secretary|Professor|Chairman|Governor|Director) )?(?<person>(?!(?:But|And|Yet|So|The|An?|In|On|At|As|If|For|From|When|While|Yesterday|Today|Meanwhile|However|Later|Then|Also|Earlier|Last|This|That|These|Those|Both|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)\p{Lu}\p{Ll}+(?: \p{Lu}[\p{L}-]+){1,3}) (?<verb>said|noted|urged|proposed|called for|suggested|stressed|announced|emphasi[sz]ed|argued|warned)\b/u

const infinitives: Readonly<Record<string, string>> = {
  said: 'say',
  noted: 'note',
  urged: 'urge',
  proposed: 'propose',
  'called for': 'call for',
  suggested: 'suggest',
  stressed: 'stress',
  announced: 'announce',
  argued: 'argue',
  warned: 'warn of',
}

/**
 * Questions that a reader could ask of these articles, by fixed patterns over their own sentences
 * and headings; article after article in turn, so that the first few come from different ones.
 */
export function sampleCandidates(
  articles: readonly Article[],
  passages: readonly Passage[],
): SampleCandidate[] {
  const lists = articles.map((article) => {
    const own = passages.filter((passage) => passage.sourceId === article.id)
    const questions = [...own.flatMap(questionsOfPassage), ...questionsOfHeadings(article, own)]
    return [...new Set(questions)].map((question) => ({ question, sourceId: article.id }))
  })
  const longest = Math.max(0, ...lists.map((list) => list.length))
  const turns = Array.from({ length: longest }, (_, turn) =>
    lists.flatMap((list) => list[turn] ?? []),
  )
  return turns.flat()
}

/** The first few, taking those that open alike ("Who is …") in turn, so that they differ. */
export function variedQuestions(questions: readonly string[], count: number): string[] {
  const alike = new Map<string, string[]>()
  for (const question of questions) {
    const opening = question.split(' ').slice(0, 2).join(' ')
    alike.set(opening, [...(alike.get(opening) ?? []), question])
  }
  const groups = [...alike.values()]
  const turns = questions.flatMap((_, turn) => groups.flatMap((group) => group[turn] ?? []))
  return turns.slice(0, count)
}

function questionsOfPassage(passage: Passage): string[] {
  return passage.sentences.flatMap((range) => {
    const text = textWithin(passage, range)
    const introduced = personWithRole.exec(text)?.groups?.person
    const said = speaker.exec(text)?.groups
    const verb = said?.verb
      ? infinitives[said.verb.replace(/emphasi[sz]ed/, 'stressed')]
      : undefined
    return [
      ...(said?.person && verb ? [`What did ${said.person} ${verb}?`] : []),
      ...(introduced ? [`Who is ${introduced}?`] : []),
    ]
  })
}

function questionsOfHeadings(article: Article, passages: readonly Passage[]): string[] {
  const chinese = article.language.startsWith('zh')
  const headings = new Set(passages.flatMap((passage) => passage.headingPath.slice(-1)))
  return [...headings]
    .filter((text) => text.length <= 70)
    .map((text) =>
      chinese ? `關於「${text}」有什麼說法？` : `What is said about ${lowerFirst(text)}?`,
    )
}

/** "Financial Services" reads better as it stands; "Innovation and technology" does not. */
function lowerFirst(heading: string): string {
  const [first = '', ...rest] = heading.split(' ')
  const isName = rest.some((word) => /^\p{Lu}/u.test(word)) || !/^\p{Lu}\p{Ll}+$/u.test(first)
  return isName ? heading : `${first.toLowerCase()} ${rest.join(' ')}`.trim()
}
