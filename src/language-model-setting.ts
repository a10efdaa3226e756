import { FootnoteError } from './errors.ts'
import type { Switches } from './switches.ts'

/** A server that speaks OpenAI's chat completions, and what is asked of it. */
export interface LanguageModelSetting {
  /** Without a slash at its end. */
  readonly baseUrl: string
  readonly model: string
  readonly timeoutMs: number
  /** Shown nowhere; undefined where the server asks for none. */
  readonly key: string | undefined
}

/** The flags of commands that answer. Without the first two no language model is asked. */
export const languageModelFlags: Switches = {
  'llm-base-url': {
    value: 'URL',
    env: 'FOOTNOTE_LLM_BASE_URL',
    meaning:
      'let a language model choose the quotes: its server, such as http://127.0.0.1:8080/v1; off by default',
  },
  'llm-model': {
    value: 'NAME',
    env: 'FOOTNOTE_LLM_MODEL',
    meaning: 'its name there; its key, where it needs one, is read from FOOTNOTE_LLM_KEY',
  },
  'llm-timeout': {
    value: 'SECONDS',
    env: 'FOOTNOTE_LLM_TIMEOUT',
    meaning: 'longest wait for it before an answer goes without, 1 to 300; default 20',
  },
}

/**
 * What the flags come to; undefined where no language model is to be asked.
 * @throws FootnoteError `bad_usage` naming the flag, never a key
 */
export function readLanguageModel(
  values: Readonly<Record<string, string | undefined>>,
  environmentKey: string | undefined,
): LanguageModelSetting | undefined {
  const [address, model] = [values['llm-base-url']?.trim(), values['llm-model']?.trim()]
  if (!address && !model) return undefined
  if (!address) throw wrong('--llm-model', 'needs --llm-base-url', 'Name its server, too.')
  if (!model) throw wrong('--llm-base-url', 'needs --llm-model', 'Name a model of that server.')
  const seconds = values['llm-timeout']?.trim() ?? '20'
  if (!/^\d{1,3}$/.test(seconds) || Number(seconds) < 1 || Number(seconds) > 300) {
    throw wrong('--llm-timeout', `is "${seconds}": it must be a whole number, 1 to 300`)
  }
  const key = environmentKey?.trim() || undefined
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key)) {
    throw wrong('FOOTNOTE_LLM_KEY', 'holds what no key does: spaces or letters beyond ASCII')
  }
  return { baseUrl: readAddress(address), model, timeoutMs: Number(seconds) * 1000, key }
}

/** Where questions go, for the operator to read before the first one does. */
export function describeLanguageModel({ baseUrl, model }: LanguageModelSetting): string {
  const { host, hostname, protocol } = new URL(baseUrl)
  if (isThisMachine(hostname)) {
    return `The language model ${model} at ${host}, on this machine, chooses among the sentences found.`
  }
  const plain = protocol === 'http:' ? ', without encryption' : ''
  return (
    `The language model ${model} chooses among the sentences found: each question, and up to 32 ` +
    `sentences of the articles with their titles, go to ${host}${plain}.`
  )
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}

function readAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.username || url?.password) {
    const next = 'Put the key into FOOTNOTE_LLM_KEY.'
    throw wrong('--llm-base-url', 'holds a name or password', next)
  }
  const isPlain = url && /^https?:$/.test(url.protocol) && !url.search && !url.hash
  if (isPlain) return url.href.replace(/\/+$/, '')
  throw wrong('--llm-base-url', 'must be an address such as http://127.0.0.1:8080/v1')
}

function wrong(flag: string, what: string, nextStep = 'Try --help.'): FootnoteError {
  return new FootnoteError('bad_usage', `${flag} ${what}.`, { nextStep })
}
