import { useWords } from '../messages/use-words.ts'

interface ModelWordsProps {
  readonly text: string
  /** Of the answer; null before its end. */
  readonly language: string | null
}

/** Connecting words of a language model, said to be such before they are read. */
export function ModelWords({ text, language }: ModelWordsProps) {
  const { say } = useWords()
  return (
    <p class="model-words">
      <span class="model-name">{say('model.words')}</span>{' '}
      <span lang={language ?? undefined}>{text}</span>
    </p>
  )
}
