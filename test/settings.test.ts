import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { helpText } from '../src/help-text.ts'
import { readSettings } from '../src/settings.ts'

const read = (args: string[], environment: NodeJS.ProcessEnv = {}) =>
  readSettings(args, environment).settings

/** Flag, environment variable, a value, and where and as what it arrives. */
const rows = [
  ['corpus', 'CORPUS_DIR', 'texts', resolve('texts')],
  ['index', 'INDEX_DIR', 'built', resolve('built')],
  ['fields', 'ARTICLE_FIELDS', 'text=body.full', { text: 'body.full' }],
  ['model', 'EMBEDDING_MODEL', 'some/model', 'some/model'],
  ['models', 'MODELS_DIR', 'weights', resolve('weights')],
  ['threads', 'EMBEDDING_THREADS', '7', 7],
  ['host', 'HOST', '0.0.0.0', '0.0.0.0'],
  ['port', 'PORT', '8080', 8080],
] as const

describe('where a setting comes from', () => {
  test.each(rows)('--%s, else %s, else the default', (name, variable, value, arrives) => {
    const fallback = read([])[name]
    const other = /^\d/.test(value) ? '1' : name === 'fields' ? 'id=key' : 'other'
    expect(fallback).not.toEqual(arrives)
    expect(read([], { [variable]: value })[name]).toEqual(arrives)
    expect(read([`--${name}`, value])[name]).toEqual(arrives)
    expect(read([`--${name}=${value}`], { [variable]: other })[name]).toEqual(arrives)
    expect(read([], { [variable]: '' })[name]).toEqual(fallback)
  })

  test('the defaults: the folders beside, this machine alone, a few threads', () => {
    const settings = read([])
    expect(settings).toMatchObject({
      corpus: resolve('corpus'),
      index: resolve('index'),
      models: undefined,
      host: '127.0.0.1',
      port: 3000,
      hubHost: undefined,
      offline: false,
    })
    expect(settings.threads).toBeGreaterThanOrEqual(1)
    expect(settings.threads).toBeLessThanOrEqual(4)
  })

  test.each([
    ['1', true],
    ['true', true],
    ['YES', true],
    ['0', false],
    ['false', false],
    ['', false],
  ])('HF_HUB_OFFLINE=%s', (value, offline) => {
    expect(read([], { HF_HUB_OFFLINE: value }).offline).toBe(offline)
  })

  test('HF_ENDPOINT names another hub', () => {
    const endpoint = 'http://127.0.0.1:9'
    expect(read([], { HF_ENDPOINT: endpoint }).hubHost).toBe(endpoint)
    expect(read([], { HF_ENDPOINT: '' }).hubHost).toBeUndefined()
  })
})

describe('what is wrong is named, with its value', () => {
  test.each([
    [['--port', '65536'], {}, '--port is "65536": it must be at most 65535.'],
    [['--port=-1'], {}, '--port is "-1": it must be at least 0.'],
    [[], { PORT: '99999' }, 'PORT is "99999": it must be at most 65535.'],
    [['--threads', '0'], {}, '--threads is "0": it must be at least 1.'],
    [[], { EMBEDDING_THREADS: '33' }, 'EMBEDDING_THREADS is "33": it must be at most 32.'],
    [['--corpus', ' '], {}, '--corpus is " ": it must name a folder.'],
    [
      ['--fields', 'headline=title'],
      {},
      '--fields is "headline=title": it names no field "headline"; there are text, title, author, date, publisher, url, language, id, items.',
    ],
    [[], { ARTICLE_FIELDS: 'text' }, /^ARTICLE_FIELDS is "text": it must be like title=headline,/],
    [['--fields', 'text=body..full'], {}, /must say where text is/],
    [['--fields', 'text=a,text=b'], {}, /names text twice/],
  ])('%j %j', (args, environment, message) => {
    const said = typeof message === 'string' ? message : expect.stringMatching(message)
    expect(() => read(args, environment)).toThrow(
      expect.objectContaining({ code: 'bad_usage', message: said, nextStep: 'Try --help.' }),
    )
  })

  test.each([
    [['--port', 'http'], '--port'],
    [['--port', '80.5'], '--port'],
    [['--threads', 'many'], '--threads'],
    [['--host', ''], '--host'],
    [['--model', '  '], '--model'],
    [['--colour'], '--colour'],
    [['--port'], '--port'],
    [['-x'], '-x'],
    [['--help=yes'], '--help'],
  ])('%j', (args, name) => {
    expect(() => read(args)).toThrow(
      expect.objectContaining({ code: 'bad_usage', message: expect.stringContaining(name) }),
    )
  })

  test('a flag that is wrong is wrong even where the environment is right', () => {
    expect(() => read(['--port', 'x'], { PORT: '80' })).toThrow(/--port/)
    expect(read(['--port', '80'], { PORT: 'x' }).port).toBe(80)
  })
})

describe('what a command line holds beside settings', () => {
  test('words, in their order, and what follows two dashes', () => {
    const line = readSettings(['Who', '--port', '1', 'signed?', '--', '--it'], {})
    expect(line.positionals).toEqual(['Who', 'signed?', '--it'])
    expect(line.settings.port).toBe(1)
  })

  test('a command’s own switches, off unless given, and unknown to other commands', () => {
    const own = { json: 'print the object' }
    expect(readSettings(['--json'], {}, own).switches).toEqual({ json: true })
    expect(readSettings([], {}, own).switches).toEqual({ json: false })
    expect(() => readSettings(['--json'], {})).toThrow(/--json/)
  })

  test.each([['--help'], ['-h']])('%s asks for help', (flag) => {
    expect(readSettings([flag], {}).help).toBe(true)
    expect(readSettings([], {}).help).toBe(false)
  })
})

describe('what is documented', () => {
  const help = helpText('npm run ask', 'Answers.', { switches: { json: 'print the object' } })
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

  test('the help shows the usage, the switches, and each setting with variable and default', () => {
    expect(help).toMatch(/^Usage: npm run ask\n\nAnswers\.\n/)
    expect(help).toMatch(/^ {2}--json +print the object$/m)
    for (const [name, variable] of rows) {
      expect(help).toMatch(new RegExp(`^ {2}--${name} [A-Z]+ +.*\\(${variable}\\b.*\\)$`, 'm'))
    }
    expect(help).toContain('PORT; default 3000')
  })

  test('every flag of the help is taken', () => {
    const flags = [...help.matchAll(/^ {2}--([a-z-]+) [A-Z]/gm)].map(([, name]) => name)
    expect(flags).toEqual(rows.map(([name]) => name))
  })

  test('the table of the README has the same flags, variables and defaults', () => {
    const table = [...readme.matchAll(/^\| `--([a-z-]+) ([A-Z]+)` \| `([A-Z_]+)` \| ([^|]*) \|/gm)]
    const documented = table.map(([, name, value, variable]) => `--${name} ${value} ${variable}`)
    const inHelp = [...help.matchAll(/^ {2}(--[a-z-]+ [A-Z]+) .*\(([A-Z_]+)[;)]/gm)]
    const inSettings = inHelp.map(([, flag, variable]) => `${flag} ${variable}`)
    expect(documented.length).toBeGreaterThan(0)
    expect(documented).toEqual(inSettings)
    for (const [, name = '', , , fallback = ''] of table) {
      const fixed = fallback.match(/^`(.*)`$/)?.[1]
      if (fixed) expect(help).toMatch(new RegExp(`--${name} .*; default ${fixed}\\)`))
    }
  })
})
