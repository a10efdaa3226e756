import { describe, expect, it } from 'vitest'
import { readArticles } from '../../../src/article/read-article.ts'

const read = (content: string, path = 'a.eml') =>
  readArticles({ path, bytes: Buffer.from(content.replaceAll('\n', '\r\n')) })
const headers = 'From: Ann Lee <ann@post.example>\nSubject: Ferry\nMIME-Version: 1.0\n'

describe('an e-mail', () => {
  it('is what its HTML shows where it has no plain text', async () => {
    const { drafts } = await read(
      `${headers}Content-Type: text/html\n\n<p>One <b>bold</b>.</p><p>Two.</p>`,
    )
    expect(drafts.map(({ text, declared }) => [text, declared])).toEqual([
      ['One bold.\n\nTwo.', { title: 'Ferry', byline: 'Ann Lee' }],
    ])
  })

  it('that a browser saved is the page it was saved from', async () => {
    const { drafts } = await read(
      'From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/tides\nSubject: Tides\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\nContent-Location: https://a.example/tides\n\n<html><head><title>Tides</title></head><body><nav><a href="/">Home</a></nav><main><h1>Tides</h1><p>High tide is at noon, and low tide is at six in the evening.</p></main></body></html>\n--b--\n',
      'a.mhtml',
    )
    expect(drafts[0]?.declared).toMatchObject({ title: 'Tides', url: 'https://a.example/tides' })
    expect(drafts[0]?.text).toContain('High tide is at noon')
  })

  it('without words is named', async () => {
    await expect(
      read(`${headers}Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=`),
    ).rejects.toThrow('a.eml holds no text.')
  })

  it('with parts nested too deep ends soon, by name', async () => {
    let body = 'Content-Type: text/plain\n\nDeep.'
    for (let depth = 0; depth < 300; depth += 1) {
      body = `Content-Type: multipart/mixed; boundary="b${depth}"\n\n--b${depth}\n${body}\n--b${depth}--`
    }
    const started = performance.now()
    await expect(read(`${headers}${body}`)).rejects.toMatchObject({
      code: 'article_unreadable',
      message: 'a.eml cannot be parsed as an e-mail.',
    })
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

describe('a mailbox', () => {
  const message = (id: string, text: string) =>
    `From x@y.example Mon Mar  3 00:31:07 2025\n${headers}Message-ID: ${id}\n\n${text}\n\n`

  it('keeps each message apart, also where one quotes the line that begins another', async () => {
    const box = message('<1>', 'One.\n\nFrom here the ferry sails.') + message('<2>', 'Two.')
    const { drafts } = await read(box, 'a.mbox')
    expect(drafts.map(({ entry, text }) => [entry, text])).toEqual([
      ['<1>', 'One.\n\nFrom here the ferry sails.'],
      ['<2>', 'Two.'],
    ])
  })

  it('names those of one id by their numbers', async () => {
    const { drafts } = await read(message('<1>', 'One.') + message('<1>', 'Two.'), 'a.mbox')
    expect(drafts.map(({ entry }) => entry)).toEqual(['#1', '#2'])
  })

  it('without a message is named', async () => {
    await expect(read('Just words.', 'a.mbox')).rejects.toThrow('a.mbox holds no message.')
  })
})
