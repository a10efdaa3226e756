import { distance } from 'fastest-levenshtein'
import { normalForm } from './normal-form.ts'

/** What a change of words touches, the gravest first. */
export const changeKinds = [
  'negation',
  'number',
  'date',
  'name',
  'spelling',
  'case',
  'punctuation',
  'words',
] as const
export type ChangeKind = (typeof changeKinds)[number]

const negation =
  /(?:^|[^\p{L}])(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|hardly|barely|un(?:able|like(?:ly)?)|refus\w*|den(?:y|ies|ied)|fail(?:s|ed)?\s+to)(?![\p{L}])|n['’]t(?![\p{L}])|[不沒没未非無无莫勿]/iu
const numberWord =
  /(?:^|[^\p{L}])(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|halves|quarters?|thirds?|twice|double[ds]?|tripled?|first|second|third|fourth|fifth|percent|per cent)(?![\p{L}])|[一二三四五六七八九十百千万萬亿億兩两〇零]/iu
const dateWord =
  /(?:^|[^\p{L}])(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|today|tomorrow)(?![\p{L}])|(?:^|\D)(?:1[5-9]|20)\d\d(?:\D|$)|\d\s*[年月日]|星期|昨[天日]|今[天日]|明[天日]/u
const capital = /\p{Lu}/u

/**
 * Names what a change touches, by fixed lists of English and Chinese words and the forms of the words.
 * @param before what both have before the change: a capital at the beginning of a sentence is no name
 */
export function changeKind(from: string, to: string, before: string): ChangeKind {
  if (negation.test(from) !== negation.test(to)) return 'negation'
  if (!/[\p{L}\p{N}]/u.test(from + to)) return 'punctuation'
  if (from.toLowerCase() === to.toLowerCase()) return 'case'
  const [ours, theirs] = [normalForm(from).text, normalForm(to).text]
  if (ours.replace(/[^\p{L}\p{N}]/gu, '') === theirs.replace(/[^\p{L}\p{N}]/gu, '')) {
    return /\p{N}/u.test(from) ? 'number' : 'punctuation'
  }
  if (differ(dateWord, from, to)) return 'date'
  if (differ(/\p{N}/u, from, to) || differ(numberWord, from, to)) return 'number'
  if (hasName(from, before) || hasName(to, before)) return 'name'
  const isOneWord = !/\s/.test(from) && !/\s/.test(to)
  if (isOneWord && from.length >= 4 && distance(from, to) <= 2) return 'spelling'
  return 'words'
}

/** Whether either has what the pattern tells, and they do not have the same of it. */
function differ(pattern: RegExp, from: string, to: string): boolean {
  const all = new RegExp(pattern.source, `${pattern.flags}g`)
  const told = (text: string) => (text.match(all) ?? []).join(' ')
  if (pattern.test(from) && pattern.test(to) && pattern.source === '\\p{N}') return true
  return told(from) !== told(to)
}

function hasName(text: string, before: string): boolean {
  const isStart = before.trim() === '' || /[.!?。！？]["”’']?\s*$/u.test(before)
  const words = text.match(/[\p{L}\p{M}\p{N}'’-]+/gu) ?? []
  return words.some((one, at) => capital.test(one[0] ?? '') && !(at === 0 && isStart))
}
