import type { Answer, Citation } from './types.ts'

/** Whether a quote is what its address says, found out on this side. */
export interface QuoteCheck {
  readonly citation: Citation
  /**
   * `exact`: the text has the revision's hash, and the quote stands at its offsets. `differs`: it
   * does not stand there. `wrong_text`: the text that the server gave has another hash.
   */
  readonly status: 'exact' | 'differs' | 'wrong_text'
}

/**
 * Checks every quote of an answer against the texts that it names, and that the answer's words hold
 * it where they say.
 * @param textOf gives the whole canonical text of a revision
 */
export async function checkQuotes(
  { citations, refusal, answer }: Pick<Answer, 'citations' | 'refusal' | 'answer'>,
  textOf: (citation: Citation) => Promise<string>,
): Promise<QuoteCheck[]> {
  const hashes = new Map<string, { text: string; revision: string }>()
  const checks: QuoteCheck[] = []
  for (const citation of [...citations, ...(refusal?.nearest ?? [])]) {
    const known = hashes.get(citation.revision) ?? (await hashed(await textOf(citation)))
    hashes.set(citation.revision, known)
    checks.push({ citation, status: statusOf(citation, known, answer) })
  }
  return checks
}

function statusOf(
  { revision, start, end, quote, answer_start, answer_end }: Citation,
  known: { text: string; revision: string },
  answer: string,
): QuoteCheck['status'] {
  if (known.revision !== revision) return 'wrong_text'
  const isShown =
    answer_start === null || answer_end === null || answer.slice(answer_start, answer_end) === quote
  return isShown && quote !== '' && known.text.slice(start, end) === quote ? 'exact' : 'differs'
}

/** SHA-256 of the text in UTF-8, by Web Crypto: Node and browsers have it. */
async function hashed(text: string): Promise<{ text: string; revision: string }> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return { text, revision: `sha256:${hex}` }
}
