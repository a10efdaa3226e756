import { FootnoteError } from '../../errors.ts'
import { acceptDeclared } from '../declared-value.ts'
import type { Declared, FileReading, Reading, ReadingProblem, SourceFile } from '../reading.ts'
import { nameEntries } from './name-entries.ts'
import { type ParsedEmail, parseEmail } from './parse-email.ts'
import { readFieldText } from './read-field-text.ts'

/** Messages read of one mailbox, and those that cannot be read and are named one by one. */
const mostMessages = 50_000
const namedProblems = 20

/**
 * An e-mail as an article: its words in plain text, else what its HTML shows. A page that a browser
 * saved as one file (MHTML) is an e-mail too, and read as the page it is.
 * @throws FootnoteError `article_unreadable` when it has no text or cannot be parsed
 */
export async function readEmail({ path, bytes }: SourceFile): Promise<FileReading> {
  return { articles: [(await readMessage(bytes, path)).reading] }
}

/**
 * The messages of a mailbox (mbox, RFC 4155), each an article.
 * @throws FootnoteError `article_unreadable` when none can be read
 */
export async function readMailbox({ path, bytes }: SourceFile): Promise<FileReading> {
  const messages = messagesOf(bytes)
  const read: { reading: Reading; id: string | undefined; number: number }[] = []
  const problems: ReadingProblem[] = []
  for (const [at, message] of messages.slice(0, mostMessages).entries()) {
    try {
      read.push({ ...(await readMessage(message, `${path}: message ${at + 1}`)), number: at + 1 })
    } catch (error) {
      if (!(error instanceof FootnoteError)) throw error
      problems.push({ entry: `#${at + 1}`, error })
    }
  }
  if (read.length === 0) {
    throw problems[0]?.error ?? unreadable(`${path} holds no message`)
  }
  const names = nameEntries(read.map(({ id, number }) => [id, `#${number}`]))
  const articles = read.map(({ reading }, at) => ({ ...reading, entry: names[at] as string }))
  const more = problems.length - namedProblems
  const others =
    more > 0
      ? [{ entry: '', error: unreadable(`${path}: ${more} more messages are like that`) }]
      : []
  const over =
    messages.length > mostMessages
      ? [
          {
            entry: '',
            error: unreadable(`${path} has over ${mostMessages} messages; the rest is left`),
          },
        ]
      : []
  return { articles, problems: [...problems.slice(0, namedProblems), ...others, ...over] }
}

async function readMessage(
  bytes: Uint8Array,
  place: string,
): Promise<{ reading: Reading; id: string | undefined }> {
  const email = await parseEmail(bytes).catch((cause: unknown) => {
    throw unreadable(`${place} cannot be parsed as an e-mail`, cause)
  })
  const id = email.header('message-id')?.trim()
  const declared = declaredOf(email)
  const html = email.html?.trim() ? email.html : undefined
  if (html && isSavedPage(email)) {
    const { readPage } = await import('./html/read-html.ts')
    const page = readPage(html, place)
    return { reading: { ...page, declared: { ...page.declared, ...addressOf(email) } }, id }
  }
  const text = email.text?.trim() ? email.text.replace(/\s+$/, '') : undefined
  if (text === undefined && html === undefined) throw unreadable(`${place} holds no text`)
  const shown = text
    ? await readFieldText(text, place, 'text')
    : await readFieldText(html ?? '', place, 'html')
  return { reading: { ...shown, declared }, id }
}

function declaredOf(email: ParsedEmail): Declared {
  // `Harbour News <news.harbour.example>`: the list's name stands before its address.
  const list = email
    .header('list-id')
    ?.replace(/<[^>]*>\s*$/, '')
    .replace(/^[\s"]+|[\s"]+$/g, '')
  const said: { readonly [Name in keyof Declared]?: string | undefined } = {
    title: email.subject,
    byline: email.sender,
    publisher: list,
    publishedAt: email.header('date')?.trim(),
    language: email.header('content-language')?.trim(),
    url: email.header('archived-at')?.replace(/^[\s<]+|[\s>]+$/g, ''),
  }
  const declared: { -readonly [Name in keyof Declared]: string } = {}
  for (const name of Object.keys(said) as (keyof Declared)[]) {
    const accepted = acceptDeclared(name, said[name] ?? '')
    if (accepted) declared[name] = accepted
  }
  return declared
}

function isSavedPage(email: ParsedEmail): boolean {
  return (
    email.header('snapshot-content-location') !== undefined ||
    /^\s*<?saved by\b/i.test(email.header('from') ?? '')
  )
}

function addressOf(email: ParsedEmail): Declared {
  const url = acceptDeclared('url', email.header('snapshot-content-location')?.trim() ?? '')
  return url ? { url } : {}
}

/** Each begins behind a line `From sender date`; such a line within one was given a `>`. */
function messagesOf(bytes: Uint8Array): Uint8Array[] {
  // One character a byte: the messages are in encodings of their own.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const starts = [...text.matchAll(/(?:^|\n\r?\n)From \S[^\r\n]*\r?\n(?=[!-9;-~]+:)/g)]
  return starts.map(({ index, 0: line }, at) => {
    const message = text.slice(index + line.length, starts[at + 1]?.index ?? text.length)
    return Buffer.from(message.replace(/^>(>*From )/gm, '$1'), 'latin1')
  })
}

function unreadable(what: string, cause?: unknown): FootnoteError {
  const nextStep = 'Save the message again, or take it away.'
  return new FootnoteError('article_unreadable', `${what}.`, { nextStep, cause })
}
