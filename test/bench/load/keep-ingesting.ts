import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { madeArticle } from '../large-contents.ts'

/** Articles that are written anew in each batch. */
const batch = 20

/**
 * Writes generated articles into a corpus that a server follows, and the same ones with another text each
 * time it has taken them in, until the signal. The index does not grow after the first batch.
 * @returns how many articles the server has taken in
 */
export async function keepIngesting(
  url: string,
  corpus: string,
  signal: AbortSignal,
): Promise<number> {
  const folder = join(corpus, 'generated')
  mkdirSync(folder, { recursive: true })
  let taken = 0
  for (let version = 0; !signal.aborted; version += 1) {
    const before = await generationOf(url)
    for (let number = 0; number < batch; number += 1) {
      const { article } = madeArticle(number, version)
      writeFileSync(join(folder, article.path), `# Log ${number}\n\n${article.text}\n`)
    }
    while (!signal.aborted && (await generationOf(url)) === before) {
      await pause(250, undefined, { signal }).catch(() => undefined)
    }
    if (!signal.aborted) taken += batch
  }
  return taken
}

async function generationOf(url: string): Promise<number> {
  const response = await fetch(`${url}/v1/index`)
  const { generation }: { generation: number } = await response.json()
  return generation
}
