import type { CollectionQuestionKind } from './collection-frame.ts'
import { chineseFrames } from './collection-frames-chinese.ts'
import { englishFrames } from './collection-frames-english.ts'

export interface CollectionQuestion {
  readonly kind: CollectionQuestionKind
  /** As typed: what articles are to speak of, or what the article that is meant is about. */
  readonly subject?: string
  /** Whether one article is pointed at ("this article") where no subject names it. */
  readonly pointsAtOne: boolean
}

/** Longer questions ask something else. In UTF-16 units. */
const longestQuestion = 300

/** Words that only point, or ask: they name nothing to look for. */
const namesNothing =
  /^(?:it|its|this|that|these|those|them|him|her|he|she|they|there|here|(?:this|that|the other) one|the (?:topic|subject|same|above|latter|former)|(?:it|them) all|everything|anything|something|what|who|which|others?|one|[它他她這这那此其]|這個|这个|那個|那个|什[么麼]|甚麼)$/i

/**
 * What a question asks of the collection ("which articles mention the ferry?", "what is the latest?",
 * "when was this article published?"), or undefined for every other question: one about what the
 * articles tell, however much it speaks of articles, dates and authors. English and Chinese.
 */
export function collectionQuestion(question: string): CollectionQuestion | undefined {
  if (question.length > longestQuestion) return undefined
  const asked = plainWords(question)
  const frames = /\p{Script=Han}/u.test(asked)
    ? [...chineseFrames, ...englishFrames]
    : englishFrames
  for (const [kind, pattern] of frames) {
    const found = pattern.exec(asked)
    if (!found) continue
    const subject = found.groups?.x?.trim()
    if (subject === undefined) return { kind, pointsAtOne: found.groups?.this !== undefined }
    const named = subject.replace(/^["“「『《]+|["”」』》]+$/g, '').trim()
    if (named === '' || namesNothing.test(named)) continue
    return { kind, subject: named, pointsAtOne: false }
  }
  return undefined
}

/** Asked politely, before and behind what is asked. */
const politeBefore =
  /^(?:(?:please|so|ok|okay|well|and|hi|hello|hey|sorry|excuse me|thanks|thank you|now|请问|請問|请|請)[\s,!.，。！]+|(?:请问|請問|请|請|麻烦你?|麻煩你?)(?=\p{Script=Han})|(?:can|could|would|will) you (?:please |kindly )?(?=(?:tell|show|list|give|summari[sz]e|describe|find|name|sum) )|(?:tell|show) (?:me|us) (?=(?:what|which|who|when|how|in which) )|(?:i'd|i would) like to know (?=(?:what|which|who|when|how|in which) ))/iu
const politeBehind = /[\s,，]*(?:please|thanks|thank you|谢谢|謝謝)$/i

/** The question with plain quotes and spaces, without courtesies and the marks at its end. */
function plainWords(question: string): string {
  let words = question
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '')
    .trim()
  for (let turn = 0; turn < 3; turn += 1) {
    words = words
      .replace(/[\s?!.。？！…]+$/u, '')
      .replace(politeBehind, '')
      .replace(politeBefore, '')
  }
  return words
}
