import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TokenEmbedder } from '../../src/embed/embedder.ts'

const texts = [
  'The tower was finished in 1889.',
  'A bridge of stone crosses the river, and it has stood there for three hundred years.',
  'Bread',
  'The café on the corner — “always open” — closed in May.',
  '塔は東京にある。',
]

/** What every embedder must do, with or without a model behind it. */
export function describeEmbedder(name: string, create: () => Promise<TokenEmbedder>): void {
  describe(`${name} as an embedder`, () => {
    let embedder: TokenEmbedder
    beforeAll(async () => {
      embedder = await create()
    })
    afterAll(() => embedder.close())

    describeVectors(() => embedder)
    describeRefusals(() => embedder)
    describeTokens(() => embedder)

    test('fails every call after it was closed, and may be closed twice', async () => {
      const closed = await create()
      const waiting = closed.embedPassages(texts).then(
        () => 'done',
        (error) => error.code,
      )
      await closed.close()
      await closed.close()
      expect(['done', 'embedding_failed']).toContain(await waiting)
      await expect(closed.embedQuery('Bread')).rejects.toMatchObject({ code: 'embedding_failed' })
      await expect(closed.embedPassages(['Bread'])).rejects.toMatchObject({
        code: 'embedding_failed',
      })
      await expect(closed.countTokens(['Bread'])).rejects.toMatchObject({
        code: 'embedding_failed',
      })
    })
  })
}

function describeVectors(embedder: () => TokenEmbedder): void {
  test('gives vectors of unit length and of the dimensions it states', async () => {
    const vectors = [
      ...(await embedder().embedPassages(texts)),
      await embedder().embedQuery('Who?'),
    ]
    for (const vector of vectors) {
      expect(vector).toHaveLength(embedder().dimensions)
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
    }
  })

  test('gives the same bytes whatever is embedded beside a text, in any order', async () => {
    const alone: Float32Array[] = []
    for (const text of texts) alone.push(...(await embedder().embedPassages([text])))
    const any = fc.shuffledSubarray([...texts.keys()], { minLength: 1 })
    await fc.assert(
      fc.asyncProperty(any, async (order) => {
        const together = await embedder().embedPassages(order.map((index) => texts[index] ?? ''))
        expect(together).toEqual(order.map((index) => alone[index]))
      }),
      { numRuns: 10 },
    )
  })

  test('gives one vector for each text, in their order, repeats included', async () => {
    const [first, second, third] = await embedder().embedPassages(['Bread', 'Tower', 'Bread'])
    expect(first).toEqual(third)
    expect(first).not.toEqual(second)
    expect(await embedder().embedPassages([])).toEqual([])
  })

  test('puts a question nearer to the text that shares its words', async () => {
    const question = await embedder().embedQuery('When was the tower finished?')
    const [right, wrong] = await embedder().embedPassages([texts[0] ?? '', texts[2] ?? ''])
    expect(dot(question, right)).toBeGreaterThan(dot(question, wrong))
  })

  test('counts progress up to the number of texts', async () => {
    const seen: number[] = []
    const onProgress = (done: number, total: number) => {
      expect(total).toBe(texts.length)
      seen.push(done)
    }
    await embedder().embedPassages(texts, { onProgress })
    expect(seen).toEqual(texts.map((_, index) => index + 1))
  })

  test('stops when aborted, with the reason, and goes on working', async () => {
    const reason = new Error('no longer wanted')
    const controller = new AbortController()
    const many = Array.from({ length: 200 }, (_, index) => `Text number ${index} of many.`)
    const onProgress = () => controller.abort(reason)
    const { signal } = controller
    await expect(embedder().embedPassages(many, { signal, onProgress })).rejects.toBe(reason)
    await expect(embedder().embedPassages(texts, { signal })).rejects.toBe(reason)
    expect(await embedder().embedPassages(texts)).toHaveLength(texts.length)
  })
}

function describeRefusals(embedder: () => TokenEmbedder): void {
  test.each(['', ' \n\t', '\u00a0'])('refuses the empty text %j', async (empty) => {
    const refused = { code: 'embedding_failed' }
    await expect(embedder().embedQuery(empty)).rejects.toMatchObject(refused)
    await expect(embedder().embedPassages(['Bread', empty])).rejects.toMatchObject(refused)
    await expect(embedder().embedQuestion(empty)).rejects.toMatchObject(refused)
    await expect(embedder().embedTokens([empty], 'query')).rejects.toMatchObject(refused)
  })

  test('reads a text of exactly the most tokens, and refuses one more by name', async () => {
    const most = Array.from({ length: embedder().maxTokens }, () => 'bread').join(' ')
    const over = `${most} bread`
    expect(await embedder().countTokens([most, over])).toEqual([
      embedder().maxTokens,
      embedder().maxTokens + 1,
    ])
    expect(await embedder().embedPassages([most])).toHaveLength(1)
    expect(await embedder().embedQuery(most)).toHaveLength(embedder().dimensions)
    const refused = {
      code: 'embedding_failed',
      message: expect.stringMatching(`bread bread.* ${embedder().maxTokens + 1} tokens`),
    }
    await expect(embedder().embedPassages(['Bread', over])).rejects.toMatchObject(refused)
    await expect(embedder().embedQuery(over)).rejects.toMatchObject(refused)
  })
}

function describeTokens(embedder: () => TokenEmbedder): void {
  test('counts no tokens in nothing, and adds up over words', async () => {
    const word = fc.stringMatching(/^[a-zA-Z0-9'é塔]{1,12}$/)
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 12 }), async (words) => {
        const [whole = -1, ...parts] = await embedder().countTokens([words.join(' '), ...words])
        expect(whole).toBe(parts.reduce((sum, count) => sum + count, 0))
      }),
      { numRuns: 50 },
    )
    expect(await embedder().countTokens([])).toEqual([])
  })

  test('gives a question as a whole and by its tokens, the same bytes as one by one', async () => {
    for (const text of texts) {
      const { vector, tokens } = await embedder().embedQuestion(text)
      expect(vector).toEqual(await embedder().embedQuery(text))
      expect([tokens]).toEqual(await embedder().embedTokens([text], 'query'))
    }
  })

  test('gives a vector of unit length for each counted token', async () => {
    const { dimensions } = embedder()
    const counts = await embedder().countTokens(texts)
    for (const kind of ['query', 'passage'] as const) {
      const results = await embedder().embedTokens(texts, kind)
      expect(results.map(({ tokens }) => tokens.length)).toEqual(counts)
      for (const { tokens, vectors } of results) {
        expect(vectors).toHaveLength(tokens.length * dimensions)
        for (const row of tokens.keys()) {
          const length = Math.hypot(...vectors.subarray(row * dimensions, (row + 1) * dimensions))
          expect(length).toBeCloseTo(1, 5)
        }
      }
    }
  })
}

function dot(a: Float32Array | undefined, b: Float32Array | undefined): number {
  return a?.reduce((sum, value, index) => sum + value * (b?.[index] ?? 0), 0) ?? 0
}
