import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { z } from 'zod'
import { fieldPaths } from './article/parse-fields.ts'
import type { ReadingOptions } from './article/reading.ts'
import { FootnoteError } from './errors.ts'
import { type LanguageModelSetting, readLanguageModel } from './language-model-setting.ts'
import { readSwitches, readValues, type Switches } from './switches.ts'
import { readWatch, type WatchSetting } from './watch-setting.ts'

export type { Switches } from './switches.ts'

const folder = z.string().trim().min(1, 'must name a folder')
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(/^-?\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`))

/** One row a setting: flag, environment variable, default, meaning. `--help` and the README show it. */
export const settingTable = {
  corpus: {
    env: 'CORPUS_DIR',
    fallback: 'corpus',
    value: 'DIR',
    meaning: 'folder of articles',
    schema: folder,
  },
  index: {
    env: 'INDEX_DIR',
    fallback: 'index',
    value: 'DIR',
    meaning: 'folder the index is built in',
    schema: folder,
  },
  fields: {
    env: 'ARTICLE_FIELDS',
    fallback: '',
    value: 'LIST',
    meaning: 'where records (JSON, CSV) hold their parts: title=headline,text=body.full',
    schema: fieldPaths,
  },
  model: {
    env: 'EMBEDDING_MODEL',
    fallback: 'Xenova/e5-small-v2',
    value: 'NAME',
    meaning: 'embedding model: Xenova/e5-small-v2 or Xenova/bge-small-en-v1.5',
    schema: z.string().trim().min(1),
  },
  models: {
    env: 'MODELS_DIR',
    fallback: '',
    value: 'DIR',
    meaning: 'folder of model weights (default: the cache folder of your user)',
    schema: z.string().trim(),
  },
  threads: {
    env: 'EMBEDDING_THREADS',
    fallback: String(Math.min(4, availableParallelism())),
    value: 'N',
    meaning: 'worker processes that embed, 1 to 32',
    schema: wholeNumber(1, 32),
  },
  host: {
    env: 'HOST',
    fallback: '127.0.0.1',
    value: 'HOST',
    meaning: 'address to listen on; only this machine reaches the default',
    schema: z.string().trim().min(1),
  },
  port: {
    env: 'PORT',
    fallback: '3000',
    value: 'PORT',
    meaning: 'port to listen on; 0 takes any free one',
    schema: wholeNumber(0, 65_535),
  },
} as const

export type SettingName = keyof typeof settingTable
export const settingNames = Object.keys(settingTable) as SettingName[]

/** What the flags and the environment come to, checked. Folders are absolute. */
export interface Settings {
  readonly corpus: string
  readonly index: string
  /** Where records hold an article's parts, for those that were named. */
  readonly fields: NonNullable<ReadingOptions['fields']>
  readonly model: string
  /** Undefined: the platform's cache folder. */
  readonly models: string | undefined
  readonly threads: number
  readonly host: string
  readonly port: number
  /** Address of the model hub where the environment names another one. */
  readonly hubHost: string | undefined
  /** No network is to be used for the weights. */
  readonly offline: boolean
  readonly watch: WatchSetting
  /** Undefined where no language model is to be asked, and for commands that ask none. */
  readonly languageModel: LanguageModelSetting | undefined
}

export interface CommandLine {
  readonly settings: Settings
  readonly positionals: readonly string[]
  readonly switches: Readonly<Record<string, boolean>>
  /** What was given to the command's own flags that take a value. */
  readonly values: Readonly<Record<string, string | undefined>>
  readonly help: boolean
}

/**
 * Reads flags first, then the environment, then defaults.
 * @throws FootnoteError `bad_usage` naming the flag or variable and its value.
 */
export function readSettings(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  own: Switches = {},
): CommandLine {
  const parsed = parseFlags(args, own)
  const read = (name: SettingName): unknown => {
    const row = settingTable[name]
    const flag = parsed.values[name]
    const variable = environment[row.env]
    const [origin, text] =
      typeof flag === 'string'
        ? [`--${name}`, flag]
        : variable
          ? [row.env, variable]
          : ['default', row.fallback]
    const result = row.schema.safeParse(text)
    if (result.success) return result.data
    const why = result.error.issues[0]?.message ?? 'is not valid'
    throw usage(`${origin} is "${text}": it ${why}.`)
  }
  const models = read('models') as string
  const values = readValues(own, parsed.values, environment)
  return {
    settings: {
      corpus: resolve(read('corpus') as string),
      index: resolve(read('index') as string),
      fields: read('fields') as Settings['fields'],
      model: read('model') as string,
      models: models ? resolve(models) : undefined,
      threads: read('threads') as number,
      host: read('host') as string,
      port: read('port') as number,
      hubHost: environment.HF_ENDPOINT || undefined,
      watch: readWatch(environment.WATCH),
      languageModel: readLanguageModel(values, environment.FOOTNOTE_LLM_KEY),
      offline: ['1', 'true', 'yes'].includes((environment.HF_HUB_OFFLINE ?? '').toLowerCase()),
    },
    positionals: parsed.positionals,
    switches: readSwitches(own, parsed.values, environment),
    values,
    help: parsed.values.help === true,
  }
}

interface Flags {
  readonly values: Readonly<Record<string, unknown>>
  readonly positionals: readonly string[]
}

function parseFlags(args: readonly string[], own: Switches): Flags {
  const options: NonNullable<ParseArgsConfig['options']> = { help: { type: 'boolean', short: 'h' } }
  for (const name of settingNames) options[name] = { type: 'string' }
  for (const [name, row] of Object.entries(own)) {
    options[name] = { type: typeof row === 'object' && 'value' in row ? 'string' : 'boolean' }
  }
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (error) {
    throw usage(`${error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error)}.`)
  }
}

function usage(message: string): FootnoteError {
  return new FootnoteError('bad_usage', message, { nextStep: 'Try --help.' })
}
