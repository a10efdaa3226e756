import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readArticles } from '../../../src/article/read-article.ts'
import type { ReadingOptions } from '../../../src/article/reading.ts'
import { checkBlocks } from './golden.ts'

const read = (path: string, content: string, options: ReadingOptions = {}) =>
  readArticles({ path, bytes: Buffer.from(content) }, options)
const json = (value: unknown, fields: ReadingOptions['fields'] = {}) =>
  read('a.json', JSON.stringify(value), { fields })
const failure = (reading: Promise<unknown>): Promise<{ message: string; nextStep: string }> =>
  reading.then(
    () => expect.unreachable('it was read'),
    (error) => error,
  )
const entries = async (reading: ReturnType<typeof json>) =>
  (await reading).drafts.map(({ entry }) => entry)

describe('where records hold their parts', () => {
  const record = {
    headline: { main: 'Main' },
    body: { full: 'Full text.', short: 'Short.' },
    'body.length': 10,
    meta: { when: '2024-05-06', by: [{ name: 'A' }, { name: 'B' }], paper: 'Post' },
    link: 'https://a.example/1',
    key: 77,
  }

  it('takes them from the paths that are set', async () => {
    const fields = {
      title: 'headline.main',
      text: 'body.full',
      date: 'meta.when',
      author: 'meta.by',
      publisher: 'meta.paper',
      id: 'key',
    }
    const { drafts } = await json([record], fields)
    expect(drafts[0]).toMatchObject({
      text: 'Full text.',
      entry: '77',
      declared: {
        title: 'Main',
        publishedAt: '2024-05-06',
        byline: 'A, B',
        publisher: 'Post',
        url: 'https://a.example/1',
      },
    })
  })

  it('prefers a name with dots in it to a path, and finds names in any case', async () => {
    const { drafts } = await json([{ 'Body.Full': 'By name.', body: { full: 'By path.' } }], {
      text: 'body.full',
    })
    expect(drafts[0]?.text).toBe('By name.')
  })

  it('does not look elsewhere than where it was told to', async () => {
    const { drafts, problems } = await json(
      [
        { id: 1, text: 'Usual.', headline: 'Set', story: 'Set.' },
        { id: 2, text: 'Usual.' },
      ],
      { text: 'story' },
    )
    expect(drafts.map(({ text }) => text)).toEqual(['Set.'])
    expect(problems.map(({ error }) => error.message)).toEqual(['a.json: record 2 holds no text.'])
  })

  it('finds the list of records where it was told to, or says that there is none', async () => {
    const value = {
      drafts: [
        { title: 'A', text: 'Draft.' },
        { title: 'B', text: 'Draft 2.' },
      ],
      live: { pages: [{ title: 'C', text: 'Live.' }] },
    }
    const live = await json(value, { items: 'live.pages' })
    expect(live.drafts.map(({ text }) => text)).toEqual(['Live.'])
    expect((await json(value)).drafts).toHaveLength(2)
    expect((await failure(json(value, { items: 'dead.pages' }))).message).toBe(
      'a.json holds no record.',
    )
  })

  it('names the fields that are there when none is a text', async () => {
    const error = await failure(json([{ kop: 'A', inhoud: 'B' }]))
    expect(error.message).toBe(
      'a.json holds no article: no record has a text under text, body, content, articleBody. The fields of the first are: kop, inhoud.',
    )
    expect(error.nextStep).toContain('--fields text=NAME')
  })

  it('does not take what objects inherit for a field', async () => {
    await expect(json([{ a: 'x' }], { text: 'constructor.name' })).rejects.toThrow(/no article/)
    await expect(read('a.json', '[{"__proto__": {"text": "Inherited."}}]')).rejects.toThrow(
      /no article/,
    )
  })
})

describe('which article of its file one is', () => {
  it('is said by its id where no other has it, else by its address, else by its number', async () => {
    const records = [
      { id: 'a', text: 'One.' },
      { id: 'b', url: 'https://a.example/2', text: 'Two.' },
      { id: 'b', url: 'https://a.example/3', text: 'Three.' },
      { id: 'b', text: 'Four.' },
      { text: 'Five.' },
      { id: '#5', text: 'Six.' },
    ]
    expect(await entries(json(records))).toEqual([
      'a',
      'https://a.example/2',
      'https://a.example/3',
      '#4',
      '##5',
      '#5',
    ])
  })

  it('stays when the record moves or its neighbours change', async () => {
    const one = { id: 'one', text: 'One.' }
    const before = await json([one, { id: 'two', text: 'Two.' }])
    const after = await json([{ id: 'new', text: 'New.' }, { text: 'No id.' }, one])
    expect(after.drafts[2]?.id).toBe(before.drafts[0]?.id)
  })

  it('is not said of a file that is one article', async () => {
    const { drafts } = await json({ id: 'a', text: 'One.' })
    expect(drafts[0]).not.toHaveProperty('entry')
  })
})

describe('what is broken is named, and the rest is read', () => {
  it.each([
    [
      'cut in the middle of a record',
      '[{"text":"One."},{"text":"Tw',
      1,
      /record 2 .*unexpected end/,
    ],
    ['cut between records', '[{"text":"One."},{"text":"Two."},', 2, /not valid JSON/],
    ['a comma too many', '[{"text":"One."},,{"text":"Two."}]', 2, /not valid JSON/],
    ['single quotes', '[{\'text\':\'One.\'},{"text":"Two."}]', 1, /record 1 \(line 1\)/],
    [
      'a line break in a string',
      '[\n  {"text":"One\nmore."},\n  {"text":"Two."},\n  {"text":"Three."}\n]',
      2,
      /record 1/,
    ],
    ['inside an object', '{"data":{"items":[{"text":"One."},{"text":Two}]}}', 1, /record 2/],
    ['text behind the end', '[{"text":"One."}] and more', 1, /not valid JSON/],
  ])('%s', async (_, content, articles, problem) => {
    const { drafts, problems } = await read('a.json', content)
    expect(drafts).toHaveLength(articles)
    expect(problems.some(({ error }) => problem.test(error.message))).toBe(true)
    for (const { error } of problems) expect(error.nextStep).toBeTruthy()
  })

  it('does not repeat words of a broken file', async () => {
    const error = await failure(read('a.json', '{"secret": "\u001b[31mred", oops'))
    expect(error.message).not.toMatch(/red|oops|\p{Cc}/u)
  })

  it('names twenty broken lines and counts the others', async () => {
    const lines = Array.from({ length: 60 }, (_, n) =>
      n % 2 ? '{"text":' : `{"text":"Line ${n}."}`,
    )
    const { drafts, problems } = await read('a.jsonl', lines.join('\n'))
    expect(drafts).toHaveLength(30)
    expect(problems).toHaveLength(21)
    expect(problems.at(-1)?.error.message).toBe('a.jsonl: 10 more lines could not be read.')
  })

  it('reads no more records than there may be, and says so', { timeout: 30_000 }, async () => {
    const lines = Array.from({ length: 50_003 }, (_, n) => `{"text":"${n}"}`).join('\n')
    const { drafts, problems } = await read('a.jsonl', lines)
    expect(drafts).toHaveLength(50_000)
    expect(problems[0]?.error.message).toBe('a.jsonl has 50003 lines; the first 50000 were read.')
  })

  it.each([
    ['lists', '['.repeat(200_000)],
    ['objects', '{"a":'.repeat(200_000)],
    ['a list of lists in a record', `[{"text":${'['.repeat(200_000)}${']'.repeat(200_000)}}]`],
    ['a whole record', `[{"text":"One.","more":${'['.repeat(99_999)}${']'.repeat(99_999)}}]`],
  ])('survives deep nesting: %s', async (_, content) => {
    const read1 = await read('a.json', content).catch((error: unknown) => error)
    if (read1 instanceof Error) expect(read1).toMatchObject({ code: 'article_unreadable' })
    else expect(read1).toMatchObject({ drafts: [{ text: 'One.' }] })
  })

  it('takes JSON over several lines for what it is, whatever its name', async () => {
    const { drafts } = await read('a.jsonl', '{\n "title": "A",\n "text": "One."\n}')
    expect(drafts.map(({ text }) => text)).toEqual(['One.'])
  })
})

describe('random records', () => {
  const record = fc.record({
    id: fc.string({ minLength: 1, maxLength: 20 }),
    title: fc.string({ maxLength: 40 }),
    text: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 300 })
      .filter((text) => text.trim() !== '' && !/[<#`\]-]/.test(text)),
    date: fc.date({
      min: new Date('1900-01-01'),
      max: new Date('2100-01-01'),
      noInvalidDate: true,
    }),
  })

  it('come back with the same texts and days, in JSON and in JSON Lines', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 12 }), async (records) => {
        const lines = `${records.map((one) => JSON.stringify(one)).join('\n')}\n`
        for (const { drafts } of [await json(records), await read('a.jsonl', lines)]) {
          expect(drafts.map(({ text }) => text)).toEqual(records.map(({ text }) => text))
          expect(drafts.map(({ declared }) => declared?.publishedAt)).toEqual(
            records.map(({ date }) => date.toISOString().slice(0, 10)),
          )
          expect(new Set(drafts.map(({ id }) => id)).size).toBe(drafts.length)
          for (const draft of drafts) checkBlocks(draft)
        }
      }),
      { numRuns: 150 },
    )
  })
})
