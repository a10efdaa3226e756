import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { FootnoteError } from '../src/errors.ts'
import {
  describeLanguageModel,
  languageModelFlags,
  readLanguageModel,
} from '../src/language-model-setting.ts'
import { readSettings } from '../src/settings.ts'

const url = 'https://models.example/v1'
const both = ['--llm-base-url', url, '--llm-model', 'small']
const read = (args: string[], environment: NodeJS.ProcessEnv = {}) =>
  readSettings(args, environment, languageModelFlags).settings.languageModel

test('there is none unless both are named, by flags or by the environment', () => {
  expect(read([])).toBeUndefined()
  expect(read([], { FOOTNOTE_LLM_KEY: 'sk-1', LLM_BASE_URL: url, OPENAI_BASE_URL: url })).toBe(
    undefined,
  )
  const setting = { baseUrl: url, model: 'small', timeoutMs: 20_000, key: undefined }
  expect(read(both)).toEqual(setting)
  const environment = { FOOTNOTE_LLM_BASE_URL: `${url}/`, FOOTNOTE_LLM_MODEL: 'small' }
  expect(read([], environment)).toEqual(setting)
  const more = { FOOTNOTE_LLM_TIMEOUT: '300', FOOTNOTE_LLM_KEY: ' sk-1\n' }
  expect(read(both, more)).toEqual({ ...setting, timeoutMs: 300_000, key: 'sk-1' })
})

test('commands that ask none know none', () => {
  const environment = { FOOTNOTE_LLM_BASE_URL: url, FOOTNOTE_LLM_MODEL: 'small' }
  expect(readSettings([], environment).settings.languageModel).toBeUndefined()
})

describe('bad usage is named, and no key is ever in what is said', () => {
  test.each([
    ['a server alone', ['--llm-base-url', url], /--llm-base-url needs --llm-model/],
    ['a model alone', ['--llm-model', 'small'], /--llm-model needs --llm-base-url/],
    ['no address', ['--llm-base-url', 'models.example', '--llm-model', 'x'], /must be an address/],
    ['another scheme', ['--llm-base-url', 'file:///v1', '--llm-model', 'x'], /must be an address/],
    ['a query', ['--llm-base-url', `${url}?key=sk-2`, '--llm-model', 'x'], /must be an address/],
    [
      'a password',
      ['--llm-base-url', 'https://a:sk-2@b.example', '--llm-model', 'x'],
      /name or password/,
    ],
    ['no time', [...both, '--llm-timeout', '0'], /--llm-timeout is "0"/],
    ['too much time', [...both, '--llm-timeout', '301'], /--llm-timeout is "301"/],
    ['words for time', [...both, '--llm-timeout', 'soon'], /--llm-timeout is "soon"/],
    ['a key with a space', both, /FOOTNOTE_LLM_KEY holds/, 'sk-2 sk-2'],
    ['a key with a line break', both, /FOOTNOTE_LLM_KEY holds/, 'sk-2\nX-Header: 1'],
    ['a key with other letters', both, /FOOTNOTE_LLM_KEY holds/, 'sk-2ключ'],
  ])('%s', (_, args, message, key = 'sk-2') => {
    let said: unknown
    try {
      read(args, { FOOTNOTE_LLM_KEY: key })
    } catch (error) {
      said = error
    }
    expect(said).toBeInstanceOf(FootnoteError)
    expect(said).toMatchObject({ code: 'bad_usage', message: expect.stringMatching(message) })
    expect(`${(said as FootnoteError).message} ${(said as FootnoteError).nextStep}`).not.toContain(
      'sk-2',
    )
  })
})

describe('the start says where questions go', () => {
  const described = (baseUrl: string) => {
    const setting = readLanguageModel({ 'llm-base-url': baseUrl, 'llm-model': 'small' }, 'sk-1')
    return setting ? describeLanguageModel(setting) : ''
  }
  test('to another host', () => {
    const line = described(url)
    expect(line).toMatch(/each question, and up to 32 sentences .* go to models\.example\.$/)
    expect(line).not.toContain('sk-1')
  })
  test('to another host, for anyone on the way to read', () => {
    expect(described('http://192.168.1.7:8080/v1')).toMatch(
      /go to 192\.168\.1\.7:8080, without encryption\.$/,
    )
  })
  test.each(['http://127.0.0.1:8080/v1', 'http://localhost:11434/v1', 'http://[::1]:1/v1'])(
    'to this machine: %s',
    (address) => {
      expect(described(address)).toMatch(/, on this machine, /)
    },
  )
  test('a name that only looks like this machine is another host', () => {
    expect(described('http://127.0.0.1.example/v1')).toMatch(/go to 127\.0\.0\.1\.example/)
    expect(described('http://localhost.example/v1')).toMatch(/go to localhost\.example/)
  })
})

test('a program without a language model loads none of its libraries', () => {
  const source = fileURLToPath(new URL('../src', import.meta.url))
  const reached = new Set<string>()
  const libraries = new Set<string>()
  function follow(file: string): void {
    if (reached.has(file)) return
    reached.add(file)
    const text = readFileSync(file, 'utf8')
    // What is loaded with a file; not what it imports by a call, or for its types alone.
    for (const [, types, name = ''] of text.matchAll(
      /^(?:import|export) (type )?(?:[^'"]* from )?'([^']+)'/gm,
    )) {
      if (types) continue
      if (name.startsWith('.')) follow(resolve(dirname(file), name))
      else libraries.add(name)
    }
  }
  for (const name of readdirSync(join(source, 'cli')).filter((file) => file.endsWith('.ts'))) {
    follow(join(source, 'cli', name))
  }
  const names = [...reached].map((file) => relative(source, file))
  expect(names).toContain('open-language-model.ts')
  expect(names.filter((name) => name.startsWith('answer/language-model/'))).toEqual([
    'answer/language-model/language-model.ts',
  ])
  expect([...libraries].filter((name) => name === 'openai' || name === 'cockatiel')).toEqual([])
})
