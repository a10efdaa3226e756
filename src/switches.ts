import { FootnoteError } from './errors.ts'

/** A flag of a command that takes a value, such as `--as-of DATE`. */
export interface ValueFlag {
  readonly value: string
  /** Environment variable that stands in for the flag. */
  readonly env?: string
  readonly meaning: string
}

/** A flag of a command that is on or off, and the environment variable that stands in for it. */
export interface SwitchFlag {
  readonly env: string
  readonly meaning: string
}

/** A command's own flags beside the settings: switches such as `--json`, by their meaning, and others. */
export interface Switches {
  readonly [name: string]: string | SwitchFlag | ValueFlag
}

const on = new Set(['on', '1', 'true', 'yes'])
const off = new Set(['', 'off', '0', 'false', 'no'])

/**
 * Which switches are on, by a flag or by the environment.
 * @throws FootnoteError `bad_usage` naming the variable and its value
 */
export function readSwitches(
  own: Switches,
  flags: Readonly<Record<string, unknown>>,
  environment: NodeJS.ProcessEnv,
): Readonly<Record<string, boolean>> {
  const isOn = (name: string): boolean => {
    const row = own[name]
    if (flags[name] === true || typeof row !== 'object' || 'value' in row) {
      return flags[name] === true
    }
    const text = (environment[row.env] ?? '').trim().toLowerCase()
    if (on.has(text) || off.has(text)) return on.has(text)
    const message = `${row.env} is "${environment[row.env]}": it must be on or off.`
    throw new FootnoteError('bad_usage', message, { nextStep: 'Try --help.' })
  }
  return Object.fromEntries(Object.keys(own).map((name) => [name, isOn(name)]))
}

/** What was given to the flags that take a value, by a flag or by the environment. */
export function readValues(
  own: Switches,
  flags: Readonly<Record<string, unknown>>,
  environment: NodeJS.ProcessEnv,
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.keys(own).flatMap((name) => {
      const row = own[name]
      const takesValue = typeof row === 'object' && 'value' in row
      const variable = takesValue && row.env ? environment[row.env] : undefined
      const given = flags[name] ?? (variable || undefined)
      return typeof given === 'string' ? [[name, given]] : []
    }),
  )
}
