import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { clientTypes } from './client-types.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = join(root, 'dist', 'client')
const run = promisify(execFile)

await rm(folder, { recursive: true, force: true })
// No platform: what only Node or only browsers have cannot be resolved, and fails the build.
await build({
  entryPoints: [join(root, 'src', 'client', 'client.ts')],
  outfile: join(folder, 'client.js'),
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  legalComments: 'inline',
})
await writeFile(join(folder, 'types.d.ts'), await clientTypes())
await declare(['client', 'check-quotes', 'footnote-problem'])

/** The types of our own files; those of the API are made by themselves. */
async function declare(names: readonly string[]): Promise<void> {
  const made = await mkdtemp(join(tmpdir(), 'footnote-client-'))
  try {
    const compiler = createRequire(import.meta.url).resolve('typescript/package.json')
    const tsc = join(compiler, '..', 'bin', 'tsc')
    await run(process.execPath, [tsc, '-p', join(root, 'src', 'client'), '--outDir', made])
    for (const name of names) {
      const text = await readFile(join(made, 'client', `${name}.d.ts`), 'utf8')
      await writeFile(
        join(folder, `${name}.d.ts`),
        text.replaceAll(/'(\.\/[\w-]+)\.ts'/g, "'$1.js'"),
      )
    }
  } finally {
    await rm(made, { recursive: true, force: true })
  }
}
