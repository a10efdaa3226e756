import type { KeyReading, ListedKey } from '../server/guard/key-file.ts'

/** The keys of a file as lines; never their hashes. */
export function printKeys(path: string, { keys, damaged }: KeyReading, now: Date): string {
  const lines = keys.map(
    (key) => `${key.key}  ${key.scope.padEnd(5)}  ${state(key, now)}  ${key.name}`,
  )
  if (keys.length === 0) lines.push(`There are no keys in ${path}.`)
  if (damaged > 0) lines.push(`${damaged} damaged lines in ${path} are passed over.`)
  return lines.join('\n')
}

function state({ created, expires, lastUsed, revoked }: ListedKey, now: Date): string {
  const made = `made ${day(created)}, ${lastUsed ? `last used ${lastUsed}` : 'never used'}`
  if (revoked !== null) return `${made}, taken back ${day(revoked)}`
  if (expires === null) return made
  const isOver = Date.parse(expires) <= now.getTime()
  return `${made}, ${isOver ? 'ended' : 'ends'} ${day(expires)}`
}

function day(at: string): string {
  return at.slice(0, 10)
}
