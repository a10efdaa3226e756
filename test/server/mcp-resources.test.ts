import { afterAll, describe, expect, it } from 'vitest'
import { revisionOf } from '../../src/store/revisions.ts'
import { makeIndex } from '../support/make-index.ts'
import { connectOverPipes } from '../support/mcp-client.ts'
import { makeDependencies } from '../support/scripted-ask.ts'

const many = Array.from({ length: 120 }, (_, at) => ({
  path: `buoys/${String(at).padStart(3, '0')}.txt`,
  text: `Buoy ${at} is 😀 red.\n`,
  title: `Buoy ${at}`,
}))
const gone = { path: 'gone.txt', text: 'The ferry has left for good.\n', title: 'Gone' }
const full = await makeIndex(
  [...many, { path: 'long.txt', text: `# ${'word '.repeat(200_001)}`, title: 'Long' }],
  [gone],
)
let index: typeof full | undefined = full
const logged: unknown[] = []
const { client, close } = await connectOverPipes(
  makeDependencies(full, {
    currentIndex: () => index,
    status: () => ({ state: 'ingesting', detail: 'The articles are being read.' }),
  }),
  { logError: (error) => logged.push(error) },
)
afterAll(close)

async function listAll(): Promise<{ pages: number; resources: { uri: string; name: string }[] }> {
  const resources = []
  let pages = 0
  let cursor: string | undefined
  do {
    const page = await client.listResources(cursor === undefined ? {} : { cursor })
    resources.push(...page.resources)
    cursor = page.nextCursor
    pages += 1
  } while (cursor !== undefined)
  return { pages, resources }
}

describe('articles as resources', () => {
  it('are listed in order of path, each once, in pages', async () => {
    const { pages, resources } = await listAll()
    expect(pages).toBe(3)
    expect(resources.map(({ name }) => name)).toEqual(full.articles.map(({ path }) => path))
    expect(resources[3]).toEqual({
      uri: `footnote://source/${full.articles[3]?.id}`,
      name: 'buoys/003.txt',
      title: 'Buoy 3',
      description: '18 characters',
      mimeType: 'text/plain',
    })
    expect((await client.listResourceTemplates()).resourceTemplates).toMatchObject([
      { uriTemplate: 'footnote://source/{id}' },
    ])
  })

  it('are listed on where the last page ended, whatever came and went before it', async () => {
    const first = await client.listResources()
    index = await makeIndex([{ path: 'a-new.txt', text: 'A new one.\n' }, ...many.slice(7)])
    const { nextCursor } = first
    const second = await client.listResources(
      nextCursor === undefined ? {} : { cursor: nextCursor },
    )
    index = full
    expect(second.resources[0]?.name).toBe('buoys/050.txt')
  })

  it('give their canonical text, also after they have left', async () => {
    const article = full.articles[3]
    const uri = `footnote://source/${article?.id}`
    const { contents } = await client.readResource({ uri })
    expect(contents).toEqual([
      {
        uri,
        mimeType: 'text/plain',
        text: article?.text,
        _meta: { 'footnote/revision': article?.revision },
      },
    ])
    const left = (await full.revision(revisionOf(gone.text)))?.article.id
    const last = await client.readResource({ uri: `footnote://source/${left}` })
    expect(last.contents[0]).toMatchObject({ text: gone.text })
  })

  it.each([
    ['footnote://source/src_000000000000', -32_002],
    ['footnote://source/../../etc/passwd', -32_002],
    ['file:///etc/passwd', -32_002],
    [`footnote://source/${full.articles.find(({ path }) => path === 'long.txt')?.id}`, -32_602],
  ])('%s is refused with %i', async (uri, code) => {
    await expect(client.readResource({ uri })).rejects.toMatchObject({ code })
  })

  it('refuse a cursor that is none, and say when there is no index yet', async () => {
    await expect(client.listResources({ cursor: 'other' })).rejects.toMatchObject({ code: -32_602 })
    await expect(client.listResources({ cursor: '' })).rejects.toMatchObject({ code: -32_602 })
    index = undefined
    await expect(client.listResources()).rejects.toThrow('The articles are being read.')
    index = full
  })

  it('tell nothing of the server’s own faults, and log them', async () => {
    logged.length = 0
    const spansOf = async () => {
      throw new Error('cannot open /home/someone/secret')
    }
    index = { ...full, articleById: new Map(), history: { ...full.history, spansOf } }
    const reading = client.readResource({ uri: 'footnote://source/src_000000000000' })
    await expect(reading).rejects.toMatchObject({
      code: -32_603,
      message: expect.stringMatching(/Something went wrong\. \(internal\)$/),
    })
    index = full
    expect(logged.map(String)).toEqual(['Error: cannot open /home/someone/secret'])
  })
})
