import type { MadeQuestion } from './candidate.ts'
import { countedQuestions } from './english-numbers.ts'

/** Words that a sentence begins with, which are no part of a name. */
const noName =
  '(?!(?:But|And|Yet|So|The|An?|In|On|At|As|If|For|From|When|While|Yesterday|Today|Meanwhile|However|Later|Then|Also|Earlier|Last|This|That|These|Those|Both|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\\b)'
const name = `(?<person>${noName}\\p{Lu}\\p{Ll}+(?: \\p{Lu}[\\p{L}-]+){1,3})`
const offices =
  'lawmaker|secretary|secretary-general|president|director|chairman|chairwoman|chair|professor|minister|mayor|governor|head|member|founder|author|editor|analyst|economist|scientist|spokesman|spokeswoman|spokesperson'

/** A person named with an office beside the name: "Liu Wei, secretary of …". */
const personWithRole = new RegExp(
  `(?:^|[\\s“"‘(])(?<![Tt]he )${name}, (?:(?:an?|the) )?(?:(?!by\\b)[\\p{L}-]+ ){0,4}(?:${offices})\\b`,
  'u',
)

/** A person who says something: "… , Wong said". */
const speaker = new RegExp(
  `(?:^|[.”"] |, )(?:(?:Lawmaker|Mayor|President|Minister|Secretary|Professor|Chairman|Governor|Director) )?${name} (?<verb>said|noted|urged|proposed|called for|suggested|stressed|announced|emphasi[sz]ed|argued|warned)\\b`,
  'u',
)

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

/** Something that was done on a day or in a year: "The conference, chaired by …, was held on 21 Mar 2023". */
const dated =
  /^(?<subject>(?:The |An? )?(?:[\p{L}\p{N}/’'&-]+ ){0,11}[\p{L}\p{N}/’'&-]+)(?:, [^,]{3,120},)? (?<be>was|were) (?<done>held|signed|established|set up|launched|founded|opened|created|adopted|completed|introduced|passed|built|issued|published|announced)\b[^.;]{0,60}? (?:on|in) (?:\d{1,2} )?(?:\p{Lu}\p{Ll}{2,8}\.? )?(?:\d{1,2}, )?(?:1[89]|20)\d\d\b/u

/** "Each ferry costs 6.2 million crowns": what costs is all that stands before. */
const price =
  /^(?<subject>(?:The |An? |Each |Every )?(?:[\p{L}\p{N}’'-]+ ){0,5}[\p{L}\p{N}’'-]+) costs (?:about |around |over |nearly |more than |up to )?[\p{Sc}\d]/u

/** A name that is to do or has become something: "Qianhai has become a key hub". */
const aim =
  /^(?<subject>(?:The )?\p{Lu}[\p{L}’'-]*(?: (?:of |the |and )?\p{Lu}[\p{L}’'-]*){0,5}) (?:(?<verb>aim|plan|intend|seek|hope)s to|(?<become>has become)) /u

/** Subjects that stand for something said before. */
const leaning = /^(?:it|he|she|they|this|that|these|those|one|there|which|who)\b/i

/** Questions that one English sentence answers, by fixed patterns. */
export function englishQuestions(sentence: string): MadeQuestion[] {
  const text = sentence.replace(/\s+/g, ' ').trim()
  const introduced = personWithRole.exec(text)?.groups?.person
  const said = speaker.exec(text)?.groups
  const verb = said?.verb && infinitives[said.verb.replace(/emphasi[sz]ed/, 'stressed')]
  return [
    ...countedQuestions(text),
    ...datedQuestions(text),
    ...aimQuestions(text),
    ...(said?.person && verb ? [made(`What did ${said.person} ${verb}?`, 'speech')] : []),
    ...(introduced ? [made(`Who is ${introduced}?`, 'person')] : []),
  ]
}

function aimQuestions(text: string): MadeQuestion[] {
  const { subject, verb, become } = aim.exec(text)?.groups ?? {}
  if (!subject || leaning.test(subject)) return []
  const named = lowerArticle(subject)
  return become
    ? [made(`What has ${named} become?`, 'aim')]
    : [made(`What does ${named} ${verb} to do?`, 'aim')]
}

function datedQuestions(text: string): MadeQuestion[] {
  const { subject, be, done } = dated.exec(text)?.groups ?? {}
  const questions =
    subject && be && done && !leaning.test(subject)
      ? [made(`When ${be} ${lowerArticle(subject)} ${done}?`, 'date')]
      : []
  const costly = price.exec(text)?.groups?.subject
  if (!costly || leaning.test(costly)) return questions
  return [...questions, made(`How much does ${lowerArticle(costly)} cost?`, 'price')]
}

/** "The pier" within a sentence is "the pier"; a name keeps its capital. */
function lowerArticle(subject: string): string {
  return subject.replace(/^(?:The|An?|Each|Every)\b/, (word) => word.toLowerCase())
}

function made(question: string, kind: MadeQuestion['kind']): MadeQuestion {
  return { question, kind }
}
