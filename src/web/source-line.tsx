import type { Child } from 'hono/jsx'
import type { TitleOrigin } from '../article/article.ts'
import { useWords } from './messages/use-words.ts'

/** A title that was made, not found, is shown as such. */
export function SourceTitle({ title, origin }: { title: string; origin: TitleOrigin }) {
  const { say } = useWords()
  if (origin === 'file') {
    return (
      <cite class="title">
        <span class="words">{title}</span>
      </cite>
    )
  }
  const shown =
    origin === 'file-name'
      ? title
      : say('source.first-words', { words: title.replace(/[.…]+$/u, '') })
  return (
    <cite class="title made">
      <span class="made-label">
        {say(origin === 'file-name' ? 'source.untitled-file' : 'source.untitled-begins')}
      </span>{' '}
      <span class="words">{shown}</span>
    </cite>
  )
}

interface SourceLineProps {
  readonly publisher?: string | null
  readonly date?: string | null
  /** Puts the date into words. */
  readonly around?: ((date: Child) => Child) | undefined
  readonly children?: Child
}

/** Publisher, date with its age, and what else is known, in one line; nothing for what is not known. */
export function SourceLine({ publisher, date, around, children }: SourceLineProps) {
  const words = useWords()
  if (!publisher && !date && !children) return null
  const age = date && words.age(date)
  const shown = date && <time datetime={date}>{words.date(date)}</time>
  return (
    <span class="source-line">
      {publisher && <span>{publisher}</span>}
      {shown && <span>{around?.(shown) ?? shown}</span>}
      {age && <span class="age">{age}</span>}
      {children && <span>{children}</span>}
    </span>
  )
}

/** `und` says nothing to a browser, so it is left out. */
export function languageTag(language: string): string | undefined {
  return language === 'und' || language === '' ? undefined : language
}
