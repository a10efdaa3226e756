import { FootnoteError } from '../errors.ts'
import type { Access } from '../server/guard/access.ts'
import type { GuardOptions } from '../server/guard/guard.ts'
import type { CommandLine, Switches } from '../settings.ts'
import { keysFlag } from './keys-path.ts'

/** The flags of a server that say who may come in, and how often. */
export const guardFlags: Switches = {
  keys: keysFlag,
  'require-key': {
    env: 'REQUIRE_KEY',
    meaning: 'ask for a key even before one was made (npm run key -- create NAME)',
  },
  open: {
    env: 'OPEN_TO_ALL',
    meaning: 'listen for other machines without keys: whoever reaches it may ask',
  },
  'rate-limit': {
    value: 'N',
    env: 'RATE_LIMIT',
    meaning: 'requests a minute of one key or address; default 600, 0 for no limit',
  },
  'allowed-host': {
    value: 'NAMES',
    env: 'ALLOWED_HOSTS',
    meaning: 'names this server goes by, with commas between: others are refused',
  },
  'cors-origin': {
    value: 'ORIGINS',
    env: 'CORS_ORIGINS',
    meaning: 'origins whose pages may read /v1, such as https://news.example; none by default',
  },
  'trust-proxy': {
    env: 'TRUST_PROXY',
    meaning: 'believe the X-Forwarded-For of the proxy in front of it',
  },
}

/** On these addresses only a page of this machine may ask: names that others point here are refused. */
const loopback = ['127.0.0.1', 'localhost', '[::1]', '::1']

/**
 * What the flags come to.
 * @throws FootnoteError `bad_usage` naming the flag and its value
 */
export function guardOptions({
  settings,
  switches,
  values,
}: Pick<CommandLine, 'settings' | 'switches' | 'values'>): GuardOptions {
  const named = list(values['allowed-host'])
  for (const name of named) checkName(name)
  const isLocal = loopback.includes(settings.host)
  const allowedHosts = isLocal || named.length > 0 ? [...loopback, ...named] : undefined
  return {
    ...(allowedHosts ? { allowedHosts } : {}),
    corsOrigins: list(values['cors-origin']).map(checkOrigin),
    perMinute: readRate(values['rate-limit'] ?? '600'),
    trustProxy: switches['trust-proxy'] === true,
  }
}

/**
 * Nobody opens a server to others by one flag alone. Resolves to what its operator should know.
 * @throws FootnoteError `bad_usage`, `keys_unreadable`
 */
export async function checkOpenness(
  { settings, switches }: Pick<CommandLine, 'settings' | 'switches'>,
  access: Access,
): Promise<string | undefined> {
  if (loopback.includes(settings.host) || (await access.isRequired())) return undefined
  if (switches.open) return `No key is asked for: whoever reaches ${settings.host} may ask.`
  const message = `On ${settings.host} anybody who reaches this machine could ask.`
  throw new FootnoteError('bad_usage', message, {
    nextStep: 'Make a key with npm run key -- create NAME, or start it with --open.',
  })
}

function list(text = ''): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function checkName(name: string): void {
  if (URL.canParse(`http://${name}/`) && new URL(`http://${name}/`).host === name.toLowerCase()) {
    return
  }
  throw wrong(`--allowed-host has "${name}": it must be a name without a port or a path.`)
}

function checkOrigin(origin: string): string {
  if (URL.canParse(origin) && new URL(origin).origin === origin) return origin
  throw wrong(`--cors-origin has "${origin}": it must be an origin such as https://news.example.`)
}

function readRate(text: string): number {
  if (/^\d{1,7}$/.test(text.trim())) return Number(text)
  throw wrong(`--rate-limit is "${text}": it must be a whole number, 0 to 9999999.`)
}

function wrong(message: string): FootnoteError {
  return new FootnoteError('bad_usage', message, { nextStep: 'Try --help.' })
}
