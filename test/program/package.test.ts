import { execFile } from 'node:child_process'
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../store/temporary-folder.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)

/** The package as it would be published, installed in a folder of somebody else. */
async function install(): Promise<string> {
  const folder = await temporaryFolder()
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

test('the packed program ingests, answers and helps, from a folder that is not its own', async () => {
  const folder = await install()
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
  expect(files.sort()).toEqual([
    'LICENSE',
    'README.md',
    'docs',
    'package.json',
    'src',
    'tsconfig.json',
  ])
})
