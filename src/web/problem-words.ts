import type { Words } from './messages/words.ts'

/** What went wrong. The page says it in its own language, by the code. */
export interface Problem {
  /** The API's stable code, or one of the page's own. */
  readonly code: string | null
  /** The server's own words, in English; null where it said none. */
  readonly message: string | null
  readonly nextStep: string | null
}

/** A problem as the page says it. */
export interface ProblemWords {
  readonly message: string
  readonly nextStep: string | null
  /** Both in one line. */
  readonly text: string
  /** Set where the words are the server's, in another language than the page. */
  readonly lang: string | undefined
}

/**
 * By its code in the language of the page. The server's own words, which are English and name the value
 * that is wrong, on an English page and for codes that the page has no words for.
 */
export function problemWords({ code, message, nextStep }: Problem, words: Words): ProblemWords {
  const title = words.sayIfKnown(`problem.${code}`)
  if (message !== null && (words.language === 'en' || title === null)) {
    const lang = words.language === 'en' ? undefined : 'en'
    return { message, nextStep, lang, text: `${message} ${nextStep ?? ''}`.trim() }
  }
  const said = words.say('problem.sentence', { title: title ?? words.say('problem.internal') })
  const next = words.sayIfKnown(`problem.${code}.next`)
  return { message: said, nextStep: next, lang: undefined, text: `${said} ${next ?? ''}`.trim() }
}
