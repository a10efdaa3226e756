import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'
import { lock } from 'proper-lockfile'

const run = promisify(execFile)
const minute = 60_000
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * The path of a Chromium that starts: one named by `FOOTNOTE_CHROMIUM` or `CHROMIUM_PATH`, else an
 * installed one, else one installed now by the system's own package manager (as root on Debian) or by
 * Playwright. Two processes that call it at once install once.
 * @throws Error naming what was tried and what to install
 */
export async function ensureChromium(): Promise<string> {
  const named = process.env.FOOTNOTE_CHROMIUM ?? process.env.CHROMIUM_PATH
  if (named) {
    if (await starts(named)) return named
    throw new Error(`FOOTNOTE_CHROMIUM or CHROMIUM_PATH names ${named}, which does not start.`)
  }
  return (await findChromium()) ?? (await installOnce())
}

/** A fresh headless browser; close it when done. */
export async function openBrowser(): Promise<Browser> {
  const root = process.getuid?.() === 0
  return chromium.launch({
    executablePath: await ensureChromium(),
    chromiumSandbox: !root,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

async function findChromium(): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  for (const path of [...onPath, ...usualPlaces, chromium.executablePath()]) {
    if (path && (await starts(path))) return path
  }
  return undefined
}

/** Ubuntu's `chromium-browser` is a script that only points at a snap, so being there is not enough. */
async function starts(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    await run(path, ['--version'], { timeout: minute })
    return true
  } catch {
    return false
  }
}

async function installOnce(): Promise<string> {
  const marker = join(tmpdir(), 'footnote-chromium-install')
  await writeFile(marker, '', { flag: 'a' })
  const release = await lock(marker, {
    stale: 2 * minute,
    retries: { retries: 600, minTimeout: 1000, maxTimeout: 1000 },
  })
  const failures: string[] = []
  try {
    const other = await findChromium()
    if (other) return other
    for (const install of [installWithApt, installWithPlaywright]) {
      try {
        await install()
        const path = await findChromium()
        if (path) return path
        failures.push(`${install.name}: done, yet no Chromium starts`)
      } catch (error) {
        failures.push(`${install.name}: ${lastLine(error)}`)
      }
    }
  } finally {
    await release()
  }
  throw new Error(
    `The browser tests need Chromium and none was found or could be installed (${failures.join('; ')}). ` +
      'Install Chromium or Chrome (Debian: apt-get install chromium), or set FOOTNOTE_CHROMIUM to one.',
  )
}

async function installWithApt(): Promise<void> {
  if (process.getuid?.() !== 0) throw new Error('needs root')
  const options = {
    timeout: 10 * minute,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  const wait = ['-o', 'DPkg::Lock::Timeout=300']
  await run('apt-get', [...wait, 'update'], options)
  await run('apt-get', [...wait, 'install', '-y', 'chromium'], { ...options, maxBuffer: 2 ** 26 })
}

async function installWithPlaywright(): Promise<void> {
  const manifest = createRequire(import.meta.url).resolve('playwright-core/package.json')
  const command = [join(dirname(manifest), 'cli.js'), 'install', 'chromium']
  await run(process.execPath, command, { timeout: 10 * minute, maxBuffer: 2 ** 26 })
}

function lastLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.trim().split('\n').at(-1) ?? text
}
