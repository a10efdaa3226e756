import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ArticleFormat } from '../../../src/article/article.ts'
import { detectFormat } from '../../../src/article/detect-format.ts'

const folders = ['articles', 'documents', 'records', 'sites']
const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url))
/** Larger ones take too long to be read thousands of times. */
const mostBytes = 100_000

export interface GoldenFile {
  /** Relative to the folder of the fixtures. */
  readonly path: string
  readonly format: ArticleFormat
  readonly bytes: Uint8Array
}

/** The fixtures that are articles of some format, in order of path. */
export function goldenFiles(): GoldenFile[] {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(fixtures, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !isExpectation(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(fixtures.length + 1)),
  )
  return paths.sort().flatMap((path) => {
    const bytes = readFileSync(join(fixtures, path))
    const name = path.split(sep).join('/')
    const detected = detectFormat({ path: name, bytes })
    if ('problem' in detected || bytes.length > mostBytes) return []
    return [{ path: name, format: detected.format, bytes }]
  })
}

function isExpectation(name: string): boolean {
  return /expected|^(?:labels|articles)\.json$/.test(name) || name.endsWith('.ts')
}
