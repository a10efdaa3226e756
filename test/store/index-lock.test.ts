import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, readFile, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commitGeneration } from '../../src/store/generation.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import { ownIdentity, processState } from '../../src/store/process-identity.ts'
import { contentsOfVersion } from './make-contents.ts'
import { startWriter } from './start-writer.ts'
import { temporaryFolder } from './temporary-folder.ts'

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  return child.pid ?? 0
}

async function writeOwner(directory: string, owner: object): Promise<string> {
  const path = join(directory, 'lock')
  const since = '2026-01-01T00:00:00.000Z'
  const whole = { ...ownIdentity(), token: 'other', command: 'ingest', since, ...owner }
  await writeFile(path, JSON.stringify(whole))
  return path
}

describe('the lock of an index', () => {
  it('lets one writer in at a time, and the next one after it', async () => {
    const directory = await temporaryFolder()
    const first = await acquireIndexLock(directory)
    await expect(acquireIndexLock(directory)).rejects.toMatchObject({
      code: 'index_locked',
      message: expect.stringContaining(`process ${process.pid} on ${hostname()}`),
    })
    await first.release()
    await (await acquireIndexLock(directory)).release()
    await expect(access(join(directory, 'lock'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('goes to exactly one of many that ask at once', async () => {
    const directory = await temporaryFolder()
    await writeOwner(directory, { pid: await deadPid() })
    const asked = Array.from({ length: 8 }, () => acquireIndexLock(directory))
    const results = await Promise.allSettled(asked)
    const got = results.filter(({ status }) => status === 'fulfilled')
    const refused = results.filter((result) => result.status === 'rejected')
    expect(got).toHaveLength(1)
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'index_locked' })
  })

  it('keeps another process out, and names it', async () => {
    const directory = await temporaryFolder()
    const writer = startWriter(directory)
    await writer.printed('locked')
    await expect(acquireIndexLock(directory)).rejects.toMatchObject({
      code: 'index_locked',
      message: expect.stringContaining('commit-loop'),
    })
    await writer.kill()
    await (await acquireIndexLock(directory)).release()
  }, 30_000)

  it('is taken over from a dead process, and from one whose number was given again', async () => {
    const directory = await temporaryFolder()
    await writeOwner(directory, { pid: await deadPid() })
    await (await acquireIndexLock(directory)).release()
    await writeOwner(directory, { started: 'another boot/1' })
    // Where the system does not tell when a process started, a long silence has to do.
    const { started } = ownIdentity()
    const long = new Date(Date.now() - 3_600_000)
    if (started === null) await utimes(join(directory, 'lock'), long, long)
    await (await acquireIndexLock(directory)).release()
  })

  it('of a process on another machine is kept while it gives signs of life', async () => {
    const directory = await temporaryFolder()
    const path = await writeOwner(directory, { host: 'elsewhere', pid: 1 })
    await expect(acquireIndexLock(directory)).rejects.toMatchObject({
      code: 'index_locked',
      message: expect.stringContaining('elsewhere'),
      nextStep: expect.stringContaining(path),
    })
    const long = new Date(Date.now() - 120_000)
    await utimes(path, long, long)
    await (await acquireIndexLock(directory)).release()
  })

  it('that is no whole owner is nobody’s', async () => {
    const directory = await temporaryFolder()
    await writeFile(join(directory, 'lock'), '')
    await (await acquireIndexLock(directory)).release()
  })

  it('once taken away keeps its former holder from committing or freeing it', async () => {
    const directory = await temporaryFolder()
    const lock = await acquireIndexLock(directory)
    const path = await writeOwner(directory, { host: 'elsewhere' })
    const commit = commitGeneration(directory, contentsOfVersion(1), { lock })
    await expect(commit).rejects.toMatchObject({ code: 'index_locked' })
    await lock.release()
    expect(await readFile(path, 'utf8')).toContain('elsewhere')
  })
})

describe('the state of a process', () => {
  it('is known on this machine and unknown on others', async () => {
    const own = ownIdentity()
    expect(processState({ ...own, pid: await deadPid() })).toBe('dead')
    expect(processState({ ...own, host: 'elsewhere' })).toBe('unknown')
    expect(processState(own)).toBe(own.started === null ? 'unknown' : 'alive')
  })
})
