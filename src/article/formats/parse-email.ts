import PostalMime from 'postal-mime'

/** Parts within parts. */
const deepest = 50

/** What is read of one message. Its attachments are none of it. */
export interface ParsedEmail {
  /** The first value of a header, by its name in lower case. */
  header(name: string): string | undefined
  readonly subject: string | undefined
  readonly sender: string | undefined
  /** Its words in plain text, and as HTML, where it has them. */
  readonly text: string | undefined
  readonly html: string | undefined
}

/**
 * Parses a message (RFC 5322, MIME): its parts are put together, and their transfer encodings and
 * character sets undone.
 * @throws Error for parts nested too deep or headers too long
 */
export async function parseEmail(bytes: Uint8Array): Promise<ParsedEmail> {
  const email = await PostalMime.parse(bytes, {
    forceRfc822Attachments: true,
    maxNestingDepth: deepest,
  })
  return {
    header: (name) => email.headers.find(({ key }) => key === name)?.value,
    subject: email.subject,
    sender: email.from?.name || undefined,
    text: email.text,
    html: email.html,
  }
}
