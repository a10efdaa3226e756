import { z } from 'zod'
import { FootnoteError } from '../errors.ts'
import type { ArticleDraft } from './article-draft.ts'
import { faultOfDraft } from './check-draft.ts'
import { unreadable } from './read-file.ts'
import type { PlainError } from './reader-messages.ts'

/** UTF-16 units that the articles of one file may have together, and how many they may be. */
const longestText = 100_000_000
const mostArticles = 100_000

const offset = z.int().nonnegative()
const block = z.strictObject({
  start: offset,
  end: offset,
  role: z.string().max(40),
  level: z.int().min(1).max(6).optional(),
})
const draft = z.strictObject({
  id: z.string().max(40),
  path: z.string(),
  entry: z.string().max(10_000).optional(),
  format: z.string().max(40),
  text: z.string(),
  revision: z.string().max(100),
  blocks: z.array(block),
  pages: z.array(offset).optional(),
  declared: z.record(z.string().max(40), z.string().max(100_000).optional()).optional(),
})
const reply = z.strictObject({
  type: z.literal('read'),
  drafts: z.array(draft),
  problems: z.array(
    z.strictObject({
      code: z.literal('article_unreadable'),
      message: z.string().max(100_000),
      nextStep: z.string().max(10_000).optional(),
    }),
  ),
  residentBytes: z.number(),
})

/** Articles of one file, and what of it could not be read. */
export interface CheckedReply {
  readonly drafts: readonly ArticleDraft[]
  readonly problems: readonly FootnoteError[]
}

/**
 * What a reader process says of the file at `path`, once it is sure that it is what such a process may
 * say: a file made for the purpose could have taken the process over.
 * @throws FootnoteError `article_unreadable` for a reply that is none, or too large
 */
export function checkReply(message: unknown, path: string): CheckedReply {
  const parsed = reply.safeParse(message)
  if (!parsed.success) throw implausible(path, wordsOf(parsed.error))
  const drafts = parsed.data.drafts as readonly ArticleDraft[]
  const length = drafts.reduce((sum, { text }) => sum + text.length, 0)
  if (length > longestText || drafts.length > mostArticles) {
    const what = `holds ${drafts.length} articles of ${length} characters together`
    const limit = `at most ${mostArticles} of ${longestText} are taken from one file`
    throw unreadable(path, `${what}; ${limit}`, 'Split it into several files.')
  }
  for (const article of drafts) {
    const fault = faultOfDraft(article, path)
    if (fault) throw implausible(path, `one ${fault}`)
  }
  return { drafts, problems: parsed.data.problems.map((error) => errorOf(error as PlainError)) }
}

function wordsOf({ issues }: z.ZodError): string {
  const [first] = issues
  return `${first?.path.join('.') || 'reply'}: ${first?.message}`.slice(0, 300)
}

function implausible(path: string, why: string): FootnoteError {
  const nextStep = 'Take it away, or convert it to another format.'
  return unreadable(path, `was read into what can be no article (${why})`, nextStep)
}

function errorOf({ code, message, nextStep }: PlainError): FootnoteError {
  return new FootnoteError(code, message, nextStep === undefined ? {} : { nextStep })
}
