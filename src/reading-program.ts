import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { ReadingOptions } from './article/reading.ts'

/** What reads and cleans an article, and what says which versions of the libraries do. */
const folders = ['article', 'clean']
const lists = ['package-lock.json', 'package.json']

let sources: Promise<string> | undefined

/**
 * Names the program that reads articles, with its options: hex sha256 over its sources, the locked
 * versions of the libraries and the version of Node, whose tables of characters it uses. Taken from
 * the files, so that nobody has to remember to count a version up.
 */
export async function readingProgram(options: ReadingOptions = {}): Promise<string> {
  sources ??= hashSources()
  return createHash('sha256')
    .update(`${await sources} ${process.version} ${JSON.stringify(options)}`)
    .digest('hex')
}

async function hashSources(): Promise<string> {
  const paths = lists.map((name) => new URL(`../${name}`, import.meta.url))
  for (const folder of folders) {
    const root = new URL(`./${folder}/`, import.meta.url)
    const names = await readdir(fileURLToPath(root), { recursive: true })
    for (const name of names.sort()) if (name.endsWith('.ts')) paths.push(new URL(name, root))
  }
  const hash = createHash('sha256')
  const contents = await Promise.all(
    paths.map((path) => readFile(path).catch(() => Buffer.from('missing'))),
  )
  for (const content of contents) hash.update(`${content.length} `).update(content)
  return hash.digest('hex')
}
