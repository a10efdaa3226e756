// The program as JavaScript: made of its sources by esbuild when they have changed, kept beside the
// packages. Reading TypeScript file by file takes a second of every start; this takes a tenth of it.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const source = join(root, 'src')

/** Files that are run by themselves: commands, and what runs in processes of its own. */
const own = ['embed/embed-worker', 'article/reader-process']

/** Packages that every start needs, of plain JavaScript: a file each costs more than its contents. */
const inlined = [
  ...['@hono/node-server', 'chrono-node', 'env-paths', 'hono', 'lru-cache'],
  ...['stemmer', 'wink-eng-lite-web-model', 'wink-nlp', 'zod'],
]

/** Of earlier sources; processes that were started with them may still need them. */
const keptBefore = 4
const youngMs = 24 * 60 * 60 * 1000

/**
 * The folder of the compiled program, made first where the sources have changed since. Undefined where
 * it cannot be made or kept: then tsx reads the sources.
 * @returns {Promise<string | undefined>}
 */
export async function compiledProgram() {
  const cache = join(root, 'node_modules', '.cache', 'footnote')
  const folder = join(cache, nameOfSources())
  if (existsSync(folder)) return folder
  const part = `${folder}.${process.pid}.part`
  try {
    await compile(part)
    renameSync(part, folder)
    removeOld(cache)
    return folder
  } catch {
    attempt(() => rmSync(part, { recursive: true, force: true }))
    // Another process may have been quicker.
    return existsSync(folder) ? folder : undefined
  }
}

/** What is in nobody's way when it fails. */
function attempt(work) {
  try {
    work()
  } catch {}
}

/** Names all that the compiled form depends on, by contents: times of files can lie. */
function nameOfSources() {
  const hash = createHash('sha256').update(`1 ${root} ${process.version}`)
  const add = (path) => {
    const content = readFileSync(path)
    hash.update(`${path} ${content.length} `).update(content)
  }
  const lists = ['package.json', 'package-lock.json', 'tsconfig.json'].map((name) =>
    join(root, name),
  )
  for (const path of lists) if (existsSync(path)) add(path)
  const folders = [source]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = readdirSync(folder, { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) folders.push(path)
      else if (/\.(ts|tsx|json)$/.test(entry.name)) add(path)
    }
  }
  return hash.digest('hex').slice(0, 24)
}

async function compile(folder) {
  const { build } = await import('esbuild')
  const commands = readdirSync(join(source, 'cli')).filter((name) => name.endsWith('.ts'))
  const entries = [...commands.map((name) => `cli/${name}`), ...own.map((name) => `${name}.ts`)]
  await build({
    absWorkingDir: root,
    entryPoints: entries.map((name) => join(source, name)),
    ...{ bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20' },
    ...{ outdir: folder, outbase: source, chunkNames: 'chunk-[hash]', logLevel: 'silent' },
    // Read at every start; names stay, so that errors can be read.
    ...{ minifyWhitespace: true, minifySyntax: true },
    tsconfig: join(root, 'tsconfig.json'),
    // What is inlined of CommonJS asks for Node's own modules in this way.
    banner: {
      js: "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);",
    },
    plugins: [ownPlaces, otherPackages],
  })
}

/** A file that looks for another one beside itself finds it among the sources. */
const ownPlaces = {
  name: 'own-places',
  setup(build) {
    build.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
      if (!path.startsWith(source)) return undefined
      const text = readFileSync(path, 'utf8')
      const place = JSON.stringify(pathToFileURL(path).href)
      const contents = text.replaceAll('import.meta.url', place)
      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts', resolveDir: dirname(path) }
    })
  },
}

/** All packages but the inlined ones stay where they are. */
const otherPackages = {
  name: 'other-packages',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
      const [scope = '', name = ''] = path.split('/')
      const of = scope.startsWith('@') ? `${scope}/${name}` : scope
      if (inlined.includes(of)) return undefined
      if (path.startsWith('node:') || importer.startsWith(source)) return { path, external: true }
      // What an inlined package needs is looked for from where it lies.
      if (createRequire(importer).resolve.paths(path) === null) return { path, external: true }
      return undefined
    })
  },
}

function removeOld(cache) {
  const old = readdirSync(cache)
    .map((name) => join(cache, name))
    .map((path) => ({ path, at: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.at - a.at)
  for (const { path, at } of old.slice(1 + keptBefore)) {
    if (Date.now() - at > youngMs) attempt(() => rmSync(path, { recursive: true, force: true }))
  }
}
