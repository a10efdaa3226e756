import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { answer } from '../../src/answer/answer.ts'
import { callTool } from '../support/mcp-client.ts'
import { ended, root, runCommand, startCommand, startServer } from './start-program.ts'

const folder = mkdtempSync(join(tmpdir(), 'footnote-mcp-'))
const flags = ['--index', join(folder, 'index'), '--corpus', join(root, 'corpus')]
const links = 'http://127.0.0.1:3000'
const question = 'How many companies are registered in Qianhai?'

beforeAll(async () => {
  const { code } = await runCommand('ingest', flags)
  expect(code).toBe(0)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** As a client of the protocol starts the command, by the words of the README. */
async function start(args: readonly string[]): Promise<{ client: Client; wrong: unknown[] }> {
  const transport = new StdioClientTransport({
    command: 'npm',
    args: ['--prefix', root, '--silent', 'run', 'mcp', '--', ...flags, ...args],
    env: process.env as Record<string, string>,
    stderr: 'ignore',
  })
  const client = new Client({ name: 'test', version: '1' })
  const wrong: unknown[] = []
  // What is no message on standard output comes here.
  client.onerror = (error) => wrong.push(error)
  await client.connect(transport)
  await client.listTools()
  return { client, wrong }
}

describe('npm run mcp', () => {
  it('answers, refuses and verifies from the index, and prints nothing else', async () => {
    const { client, wrong } = await start(['--links', links])
    const found = await callTool(client, 'ask', { question })
    expect(found.text).toContain('over 9,200 companies registered.”')
    const given = answer.parse(found.data)
    const [citation] = given.citations
    expect(citation?.links.reader).toMatch(`${links}/sources/src_`)
    const { source_id: id = '', start: from = 0, end = 0, quote = '' } = citation ?? {}
    const read = await callTool(client, 'get_source', { id, start: from, end })
    expect(read.data).toMatchObject({ text: { text: quote } })
    const { contents } = await client.readResource({ uri: `footnote://source/${id}` })
    const [content] = contents
    expect(content && 'text' in content && content.text.slice(from, end)).toBe(quote)
    const looked = await callTool(client, 'get_citation', { id: citation?.id })
    expect(looked.data).toMatchObject({ quote, status: 'current' })
    const refused = await callTool(client, 'ask', { question: 'Who won the 2022 FIFA World Cup?' })
    expect([refused.isError, refused.text]).toEqual([
      undefined,
      expect.stringMatching(/^No answer/),
    ])
    expect(answer.parse(refused.data).citations).toEqual([])
    const searched = await callTool(client, 'search', { query: 'low-altitude air route', top_k: 1 })
    expect(searched.text).toContain('low-altitude air route')
    const wording = quote.replace('9,200', '9,300')
    const verified = await callTool(client, 'verify_quote', { quote: wording })
    expect(verified.text).toContain('number: “9,200” became “9,300”')
    expect((await client.listResources()).resources).toHaveLength(5)
    await client.close()
    expect(wrong).toEqual([])
  })

  it('says the same as the server does at /mcp', async () => {
    const server = await startServer(flags)
    const overHttp = new Client({ name: 'test', version: '1' })
    const transport = new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`))
    await overHttp.connect(transport as Parameters<Client['connect']>[0])
    const { client } = await start(['--links', server.url])
    const [one, other] = [
      await callTool(client, 'ask', { question }),
      await callTool(overHttp, 'ask', { question }),
    ]
    expect(other.text).toBe(one.text)
    // How long it took is the only thing that may differ.
    const timings_ms = null
    expect({ ...other.data, timings_ms }).toEqual({ ...one.data, timings_ms })
    await Promise.all([client.close(), overHttp.close()])
    await server.stop()
  })

  it('holds the protocol on standard output, and ends by itself when its input does', async () => {
    const child = startCommand('mcp', [...flags])
    const end = ended(child)
    const message = (id: number, method: string, params: object) =>
      `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`
    const clientInfo = { name: 'test', version: '1' }
    const first = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo }
    child.stdin?.write(message(1, 'initialize', first))
    child.stdin?.write(message(2, 'tools/call', { name: 'ask', arguments: { question } }))
    let printed = ''
    await new Promise<void>((resolve) => {
      child.stdout?.on('data', (chunk) => {
        printed += chunk
        if (printed.split('\n').length > 2) resolve()
      })
    })
    child.stdin?.end()
    const { code, stdout, stderr } = await end
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const replies = stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
    expect(replies.map(({ id, jsonrpc }) => [id, jsonrpc])).toEqual([
      [1, '2.0'],
      [2, '2.0'],
    ])
    // Nobody has said where links lead, so they are paths, and are not given in words.
    const { structuredContent, content } = replies[1].result
    expect(structuredContent.citations[0].links.self).toMatch(/^\/v1\//)
    expect(content[0].text).not.toContain('http')
  })

  it('says on standard error why it cannot open the index, and ends with 1', async () => {
    const child = startCommand('mcp', [
      ...['--index', join(folder, 'none'), '--corpus', join(folder, 'nowhere')],
    ])
    const { code, stdout, stderr } = await ended(child)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('nowhere')
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  test.each([
    [['--links', 'ftp://x'], 'ftp://x'],
    [['question'], 'question'],
  ])('ends with 2 for bad usage: %j', async (args, words) => {
    const { code, stdout, stderr } = await ended(startCommand('mcp', args))
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(words)
  })
})
