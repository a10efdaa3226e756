/** Words in which names of code stand between backticks, as in Markdown. */
export function Prose({ text }: { text: string | undefined }) {
  return <>{text?.split('`').map((part, at) => (at % 2 === 1 ? <code>{part}</code> : part))}</>
}
