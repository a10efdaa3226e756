import { once } from 'node:events'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startServer } from '../program/start-program.ts'
import { temporaryFolder } from '../store/temporary-folder.ts'

const boundary = 'half-of-a-form'

/** Sends a form whose file never ends. */
async function sendHalf(url: string, text: string): Promise<void> {
  const { hostname, port, host } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  socket.write(
    [
      'POST /v1/sources HTTP/1.1',
      `Host: ${host}`,
      `Content-Type: multipart/form-data; boundary=${boundary}`,
      'Content-Length: 1000000',
      '',
      `--${boundary}`,
      'Content-Disposition: form-data; name="file"; filename="quay/half.txt"',
      '',
      text,
    ].join('\r\n'),
  )
}

test('a server killed in the middle of an upload adds nothing, and the next one clears it away', async () => {
  const folder = await temporaryFolder()
  const [corpus, index] = [join(folder, 'corpus'), join(folder, 'index')]
  await mkdir(corpus)
  await writeFile(join(corpus, 'mill.txt'), 'The old mill of Sundale closed in 1931.\n')
  const flags = ['--corpus', corpus, '--index', index, '--allow-upload']
  const staging = join(index, 'uploads')
  const staged = async () => (await readdir(staging).catch(() => [])).sort()

  const first = await startServer(flags)
  await sendHalf(first.url, 'The quay of Sundale opened in 1898. '.repeat(5000))
  const written = async () => {
    const [name] = await staged()
    return name ? (await stat(join(staging, name))).size : 0
  }
  await expect.poll(written, { timeout: 10_000 }).toBeGreaterThan(50_000)
  await first.stop('SIGKILL')
  expect(await staged()).toHaveLength(1)
  expect(await readdir(corpus, { recursive: true })).toEqual(['mill.txt'])

  // Of a server that still runs, of another machine, and of no server at all.
  const others = [
    `upload-elsewhere-1.${'0'.repeat(12)}.tmp`,
    (await staged())[0]?.replace(/-\d+\./, `-${process.pid}.`) ?? '',
    'notes.txt',
  ]
  for (const name of others) await writeFile(join(staging, name), 'x')
  const second = await startServer(flags)
  onTestFinished(async () => void (await second.stop()))
  await expect.poll(staged, { timeout: 5000 }).toEqual(others.sort())
  const form = new FormData()
  form.append('file', new Blob(['The quay of Sundale opened in 1898.\n']), 'quay/half.txt')
  const sent = await fetch(`${second.url}/v1/sources`, { method: 'POST', body: form })
  expect(sent.status).toBe(201)
  expect(await readFile(join(corpus, 'quay', 'half.txt'), 'utf8')).toMatch(/^The quay/)
  expect(await staged()).toEqual(others)
}, 120_000)
