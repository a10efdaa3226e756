import { FootnoteError } from '../errors.ts'
import { appendToKeyFile, type KeyReading, readKeyFile } from '../server/guard/key-file.ts'
import { makeKey, type Scope, scopes } from '../server/guard/key-record.ts'
import type { CommandLine } from '../settings.ts'
import { keysFlag, keysPath } from './keys-path.ts'
import { printKeys } from './print-keys.ts'
import { runCommand } from './run-command.ts'

/** A server looks each request's key up among all of them. */
const mostKeys = 10_000

await runCommand({
  usage: 'npm run key -- create NAME | list | revoke ID [options]',
  about:
    'Keys for a server that others may use. As soon as there is one, the server asks for it. A key is\n' +
    'shown once, when it is made; only its hash is kept. A running server notices what is changed here.',
  switches: {
    keys: keysFlag,
    scope: { value: 'SCOPE', meaning: 'ask (the default) or admin, which may add articles too' },
    days: { value: 'N', meaning: 'days until it is good no more, 1 to 3650; no end by default' },
    json: 'print an object instead of lines',
  },
  takesWords: true,
  without: ['corpus', 'fields', 'model', 'models', 'threads', 'host', 'port'],
  async run(commandLine) {
    const { positionals, settings, values } = commandLine
    const [what, word, ...more] = positionals
    const path = keysPath(settings, values)
    if (more.length > 0) throw usage(`"${more[0]}" is one word too many.`)
    if (what === 'create' && word) return create(path, word, commandLine)
    if (what === 'list' && !word) return list(path, commandLine)
    if (what === 'revoke' && word) return revoke(path, word, commandLine)
    throw usage(what ? `"${positionals.join(' ')}" is no whole command.` : 'There is no command.')
  },
})

async function create(path: string, name: string, { values, switches }: CommandLine): Promise<0> {
  if (name.length > 100 || /\p{Cc}/u.test(name)) throw usage('A name has 1 to 100 letters.')
  const { keys } = await readKeyFile(path)
  if (keys.length >= mostKeys) throw usage(`${path} holds ${keys.length} keys already.`)
  const now = new Date()
  const given = { name, scope: scopeOf(values.scope), expires: endOf(values.days, now) }
  const { key, record } = makeKey(given, now)
  await appendToKeyFile(path, record)
  const { hash, key: id, ...rest } = record
  print(
    switches.json
      ? JSON.stringify({ key, id, ...rest })
      : `${key}\nIt is not shown again. Id: ${id}`,
  )
  return 0
}

async function list(path: string, { switches }: CommandLine): Promise<0> {
  const reading = await readKeyFile(path)
  const keys = withoutHashes(reading)
  print(
    switches.json
      ? JSON.stringify({ path, keys, damaged: reading.damaged }, null, 2)
      : printKeys(path, reading, new Date()),
  )
  return 0
}

async function revoke(path: string, id: string, { switches }: CommandLine): Promise<0> {
  // Who has the whole key at hand may give that.
  const short = /^fn_([0-9a-f]{8})_/.exec(id)?.[1] ?? id
  const { keys } = await readKeyFile(path)
  const key = keys.find((one) => one.key === short)
  if (!key) throw usage(`There is no key with the id ${short.slice(0, 8)}.`, 'Try key -- list.')
  if (key.revoked === null) {
    await appendToKeyFile(path, { revoke: short, at: new Date().toISOString() })
  }
  print(
    switches.json ? JSON.stringify({ revoked: short }) : `${short} (${key.name}) is taken back.`,
  )
  return 0
}

function withoutHashes({ keys }: KeyReading) {
  return keys.map(({ hash, key: id, ...rest }) => ({ id, ...rest }))
}

function scopeOf(text = 'ask'): Scope {
  const scope = scopes.find((one) => one === text)
  if (scope) return scope
  throw usage(`--scope is "${text}": it must be ${scopes.join(' or ')}.`)
}

function endOf(days: string | undefined, now: Date): string | null {
  if (days === undefined) return null
  const number = /^\d{1,4}$/.test(days) ? Number(days) : 0
  if (number < 1 || number > 3650) throw usage(`--days is "${days}": it must be 1 to 3650.`)
  return new Date(now.getTime() + number * 86_400_000).toISOString()
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

function usage(message: string, nextStep = 'Try --help.'): FootnoteError {
  return new FootnoteError('bad_usage', message, { nextStep })
}
