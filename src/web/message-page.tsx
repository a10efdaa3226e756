import { useWords } from './messages/use-words.ts'

interface MessagePageProps {
  readonly title: string
  readonly message: string
}

/** A page that only says something, with the ways on. */
export function MessagePage({ title, message }: MessagePageProps) {
  const { say } = useWords()
  return (
    <div class="message">
      <h1>{title}</h1>
      <p>{message}</p>
      <p>
        <a href="/sources">{say('message.all-articles')}</a> · <a href="/">{say('message.ask')}</a>
      </p>
    </div>
  )
}
