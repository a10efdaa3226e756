import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApi } from '../../src/server/create-api.ts'
import { listen } from '../../src/server/listen.ts'
import { makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)

/** The package as it would be published, installed in a folder of somebody else. */
async function install(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-package-'))
  const modules = join(folder, 'node_modules')
  await mkdir(modules)
  const packed = await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root })
  const file = packed.stdout.trim().split('\n').at(-1) ?? ''
  await run('tar', ['xzf', file], { cwd: folder })
  await run('mv', ['package', join(modules, 'footnote')], { cwd: folder })
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (name !== 'footnote') await symlink(join(root, 'node_modules', name), join(modules, name))
  }
  // What the folder says of its own TypeScript must not matter.
  await writeFile(join(folder, 'tsconfig.json'), '{"compilerOptions":{"jsx":"preserve"}}')
  return folder
}

let folder: string
beforeAll(async () => {
  folder = await install()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('the packed program ingests, answers and helps, from a folder that is not its own', async () => {
  const footnote = async (...args: string[]) => {
    const file = join('node_modules', 'footnote', 'src', 'cli', 'footnote.mjs')
    return run(process.execPath, [file, ...args], { cwd: folder }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
    )
  }
  await mkdir(join(folder, 'corpus'))
  const page = `<html><head><title>The mill</title></head><body><article><h1>The mill of Orrin</h1>
<p>The mill of Orrin was built in 1871 by the brothers Hale, who came from the coast to grind corn.</p>
<p>It has nine wheels, and a low dam that was rebuilt twice after floods.</p></article></body></html>`
  await writeFile(join(folder, 'corpus', 'mill.html'), page)
  expect(await footnote('ingest')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Articles: 1 (1 new'),
  })
  expect(await footnote('ask', 'Who built the mill of Orrin?')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('built in 1871 by the brothers Hale'),
  })
  expect((await footnote('--help')).stdout).toContain('Commands: serve, ')
  expect((await footnote('doctor', '--help')).stdout).toContain('--repair')
  expect((await footnote('mcp', '--help')).stdout).toContain('--links')
  expect(await footnote('bogus')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('bogus'),
  })
  const files = await readdir(join(folder, 'node_modules', 'footnote'))
  // It has compiled itself there meanwhile.
  expect(files.filter((name) => name !== 'node_modules').sort()).toEqual([
    'LICENSE',
    'README.md',
    'dist',
    'docs',
    'package.json',
    'src',
    'tsconfig.json',
  ])
})

const consumer = `import { type Answer, createClient, FootnoteProblem, type QuoteCheck } from 'footnote/client'

const client = createClient({ baseUrl: process.argv[2] ?? '' })
const answer: Answer = await client.ask({ question: 'When is high tide?', max_quotes: 2 })
const checks: QuoteCheck[] = await client.checkQuotes(answer)
const types: string[] = []
for await (const event of client.stream({ question: 'When is high tide?' })) {
  types.push(event.type)
  if (event.type === 'citation.added') types.push(event.citation.quote)
}
const code = await client.source('src_000000000000').catch((error: unknown) => {
  return error instanceof FootnoteProblem ? error.code : 'other'
})
console.log(JSON.stringify([answer.citations[0]?.quote, checks.map(({ status }) => status), types, code]))
`

test('footnote/client is plain JavaScript for Node, with types that stand by themselves', async () => {
  const index = await makeIndex([{ path: 'a.txt', text: 'High tide is at noon.\n' }])
  const server = await listen(createApi(makeDependencies(index)), { host: '127.0.0.1', port: 0 })
  const own = join(folder, 'consumer')
  await mkdir(own)
  await writeFile(join(own, 'package.json'), '{"type":"module"}')
  await writeFile(join(own, 'consumer.ts'), consumer)
  await writeFile(join(own, 'wrong.ts'), consumer.replace('max_quotes: 2', "max_quotes: 'two'"))
  const tsc = (file: string, ...flags: string[]) =>
    run(join(root, 'node_modules', '.bin', 'tsc'), [
      ...['--ignoreConfig', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false'],
      ...['--module', 'nodenext', '--target', 'es2022', '--lib', 'es2023,dom,dom.iterable'],
      ...['--types', 'node', ...flags, join(own, file)],
    ]).then(
      () => 'right',
      ({ stdout }: { stdout: string }) => stdout,
    )
  try {
    expect(await tsc('consumer.ts', '--outDir', join(own, 'built'))).toBe('right')
    expect(await tsc('wrong.ts', '--noEmit')).toMatch(/error TS2322.*'string'.*'number'/)
    const script = join(own, 'built', 'consumer.js')
    const { stdout, stderr } = await run(process.execPath, [script, server.url], { cwd: own })
    expect(stderr).toBe('')
    const example =
      /```js\n(import.*?)```/s.exec(await readFile(join(root, 'docs', 'api.md'), 'utf8'))?.[1] ?? ''
    await writeFile(join(own, 'example.js'), example.replace('http://127.0.0.1:3000', server.url))
    expect(await tsc('example.js', '--noEmit', '--allowJs', '--checkJs')).toBe('right')
    const shown = await run(process.execPath, [join(own, 'example.js')], { cwd: own })
    expect(shown.stdout).toMatch(
      /^1 High tide is at noon\. .+\nHigh tide is at noon\.\ncitation_not_found/,
    )
    const types = ['answer.created', 'question.resolved', 'retrieval.completed', 'citation.added']
    expect(JSON.parse(stdout)).toEqual([
      ...['High tide is at noon.', ['exact']],
      [...types, 'High tide is at noon.', 'answer.delta', 'answer.completed'],
      'source_not_found',
    ])
  } finally {
    await server.stop()
  }
})

test('it is small, needs no other file, and its types are those that the server is checked by', async () => {
  const built = join(folder, 'node_modules', 'footnote', 'dist', 'client')
  expect((await readdir(built)).sort()).toEqual([
    ...['check-quotes.d.ts', 'client.d.ts', 'client.js', 'footnote-problem.d.ts', 'types.d.ts'],
  ])
  const page = await build({
    ...{ entryPoints: [join(built, 'client.js')], bundle: true, minify: true, write: false },
    ...{ platform: 'browser', format: 'esm', metafile: true },
  })
  expect(Object.keys(page.metafile.inputs).length).toBe(1)
  expect(gzipSync(page.outputFiles[0]?.contents ?? '').length).toBeLessThan(4_000)
  const text = await readFile(join(built, 'types.d.ts'), 'utf8')
  expect(text).not.toMatch(/import|any\b/)
  const names = [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name)
  const file = await readFile(join(root, 'src', 'client', 'types.ts'), 'utf8')
  const named = [...file.matchAll(/^(?: {2}|export type )(\w+)(?:,$| = )/gm)].map(
    ([, name]) => name,
  )
  expect(named.length).toBeGreaterThan(8)
  expect(names).toEqual(expect.arrayContaining(named))
  // Each is the other, as the compiler sees them.
  const both = named
    .concat(['Verification', 'VerifyRequest'])
    .map(
      (name) =>
        `{ const a = {} as Made.${name}; const b: Checked.${name} = a; const c: Made.${name} = b; void c }`,
    )
  const compared = join(folder, 'compared.ts')
  await writeFile(
    compared,
    `import type * as Made from '${join(built, 'types.js')}'
import type * as Checked from '${join(root, 'src', 'client', 'types.ts')}'
${both.join('\n')}`,
  )
  const { stdout } = await run(join(root, 'node_modules', '.bin', 'tsc'), [
    ...['--ignoreConfig', '--strict', '--noEmit', '--skipLibCheck', '--module', 'nodenext'],
    ...['--target', 'es2022', '--lib', 'es2023,dom,dom.iterable', '--allowImportingTsExtensions'],
    ...['--typeRoots', join(root, 'node_modules', '@types'), '--types', 'node', compared],
  ]).catch(({ stdout }: { stdout: string }) => ({ stdout }))
  expect(stdout).toBe('')
})
