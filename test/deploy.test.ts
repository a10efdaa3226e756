import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Copy, DockerfileParser, type From, type Healthcheck } from 'dockerfile-ast'
import { validate } from 'dockerfile-utils'
import { expect, test } from 'vitest'
import { createApi } from '../src/server/create-api.ts'
import { listen } from '../src/server/listen.ts'
import { settingTable } from '../src/settings.ts'
import { temporaryFolder } from './store/temporary-folder.ts'
import { makeIndex } from './support/make-index.ts'
import { makeDependencies } from './support/scripted-ask.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const dockerfile = read('Dockerfile')
const image = DockerfileParser.parse(dockerfile)
const guide = read('docs/deploy.md')
const known = new Set([
  ...Object.values(settingTable).map(({ env }) => env),
  ...[...read('README.md').matchAll(/`([A-Z][A-Z_]{3,})`/g)].map(([, name = '']) => name),
  ...['NODE_ENV', 'HF_ENDPOINT', 'NODE_VERSION'],
])

interface Stage {
  readonly name: string
  readonly from: From
  readonly instructions: ReturnType<typeof image.getInstructions>
}

function stages(): Stage[] {
  const found: Stage[] = []
  for (const instruction of image.getInstructions()) {
    if (instruction.getKeyword() === 'FROM') {
      const from = instruction as From
      found.push({ name: from.getBuildStage() ?? '', from, instructions: [] })
    } else found.at(-1)?.instructions.push(instruction)
  }
  return found
}

/** All that makes up a stage, with what it stands on. */
function whole({ from, instructions }: Stage): Stage['instructions'] {
  const base = stages().find(({ name }) => name !== '' && name === from.getImage())
  return [...(base ? whole(base) : []), ...instructions]
}

const last = stages().at(-1) as Stage
const argumentsOf = (keyword: string) =>
  whole(last)
    .filter((instruction) => instruction.getKeyword() === keyword)
    .map((instruction) => instruction.getArgumentsContent() ?? '')

test('the Dockerfile has no errors, and names the version of what it stands on', () => {
  expect(validate(dockerfile)).toEqual([])
  const names = new Set(stages().map(({ name }) => name))
  const foreign = stages().filter(({ from }) => !names.has(from.getImage() ?? ''))
  expect(foreign.map(({ from }) => from.getImage())).toEqual(
    foreign.map(() => `node:\${NODE_VERSION}-bookworm-slim`),
  )
  expect(image.getInitialARGs().map((arg) => arg.getArgumentsContent())).toEqual([
    expect.stringMatching(/^NODE_VERSION=\d+$/),
  ])
  const keywords = image.getInstructions().map((instruction) => instruction.getKeyword())
  expect(keywords).not.toContain('ADD')
  expect(dockerfile).not.toMatch(/npm install|curl |wget |chmod 777|sudo /)
})

test('its last stage runs as a user of its own, from fixed packages, with a volume for what it writes', () => {
  expect(argumentsOf('USER').at(-1)).toMatch(/^[1-9]\d*:[1-9]\d*$/)
  expect(dockerfile).toContain('RUN npm ci --omit=dev')
  expect(argumentsOf('VOLUME').map((text) => JSON.parse(text))).toEqual([['/corpus', '/data']])
  const variables = new Map(
    argumentsOf('ENV').flatMap((text) =>
      [...text.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value] as const),
    ),
  )
  expect([...variables.keys()].filter((name) => !known.has(name))).toEqual([])
  expect(argumentsOf('EXPOSE')).toEqual([variables.get('PORT')])
  expect(variables.get('INDEX_DIR')).toMatch(/^\/data\//)
  // To listen for others takes a key or a word of the operator, and no foreign name is answered.
  expect([...variables.keys()]).not.toContain('OPEN_TO_ALL')
  expect(variables.get('ALLOWED_HOSTS')).toBe('localhost')
  const [, program = ''] = JSON.parse(argumentsOf('ENTRYPOINT').at(-1) ?? '[]') as string[]
  expect(existsSync(join(root, program.replace('/app/', '')))).toBe(true)
})

test('what is copied is there, is let through by .dockerignore, and nothing else is', () => {
  const [first, ...rest] = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  expect(first).toBe('*')
  const allowed = rest.filter((line) => line.startsWith('!')).map((line) => line.slice(1))
  const copied = image
    .getInstructions()
    .filter((instruction) => instruction.getKeyword() === 'COPY')
    .filter((instruction) => !(instruction as Copy).getFromFlag())
    .flatMap((copy) => copy.getArguments().slice(0, -1))
    .map((argument) => argument.getValue())
  expect(new Set(copied)).toEqual(new Set(allowed))
  for (const path of allowed) expect(existsSync(join(root, path))).toBe(true)
})

test('its health check tells a server that answers from one that does not', async () => {
  const check = whole(last).find((one) => one.getKeyword() === 'HEALTHCHECK') as Healthcheck
  const command = /CMD\s+(\[.*\])$/s.exec(check.getArgumentsContent() ?? '')?.[1] ?? '[]'
  const [, ...flags] = JSON.parse(command) as string[]
  const index = await makeIndex([{ path: 'a.txt', text: 'High tide is at noon.\n' }])
  const server = await listen(createApi(makeDependencies(index)), { host: '0.0.0.0', port: 0 })
  const env = { ...process.env, PORT: String(server.port) }
  const health = () =>
    run(process.execPath, flags, { env }).then(
      () => 0,
      ({ code }: { code: number }) => code,
    )
  expect(await health()).toBe(0)
  await server.stop()
  expect(await health()).toBe(1)
})

test('the variables of the guide are those of the program', () => {
  const named = [...guide.matchAll(/\b([A-Z]{2,}(?:_[A-Z]+)+)=/g)].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((name) => !known.has(name) && !name.startsWith('OTEL_'))).toEqual([])
})

const unit = /```ini\n(.*?)```/s.exec(guide)?.[1] ?? ''

test('the unit lets answers finish: its workers are not told to end before it', () => {
  expect(unit).toContain('KillMode=mixed')
  expect(Number(/TimeoutStopSec=(\d+)/.exec(unit)?.[1])).toBeGreaterThan(20)
})

const analyze = '/usr/bin/systemd-analyze'

test.skipIf(!existsSync(analyze))(
  'systemd finds nothing wrong with the unit, and little exposed',
  async () => {
    const file = join(await temporaryFolder(), 'footnote.service')
    await writeFile(file, unit.replaceAll('/usr/bin/node', process.execPath))
    expect(await run(analyze, ['verify', '--man=no', file])).toEqual({ stdout: '', stderr: '' })
    const { stdout } = await run(analyze, ['security', '--offline=true', file])
    expect(Number(/exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1])).toBeLessThan(2)
  },
)
