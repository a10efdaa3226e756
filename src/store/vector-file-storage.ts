import { access, readdir, readFile, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { makeFolder, replaceFile, writeNewFile } from './durable-files.ts'

interface Details {
  name: string
  path: string
  isFolder: boolean
}

/**
 * vectra's file storage, with every write whole or not at all. It never deletes a folder: vectra
 * does that when it cannot create a file in it, and the folder holds more than that file.
 */
export class VectorFileStorage {
  /** Why the last write failed; vectra's own error leaves that out. */
  failure: unknown

  async upsertFile(path: string, content: Buffer | string): Promise<void> {
    await this.#write(() => replaceFile(path, content))
  }

  async createFile(path: string, content: Buffer | string): Promise<void> {
    await this.#write(() => writeNewFile(path, content))
  }

  async createFolder(path: string): Promise<void> {
    await this.#write(() => makeFolder(path))
  }

  async deleteFile(path: string): Promise<void> {
    await rm(path, { force: true })
  }

  async deleteFolder(_path: string): Promise<void> {}

  async getDetails(path: string): Promise<Details> {
    return { name: basename(path), path, isFolder: (await stat(path)).isDirectory() }
  }

  async listFiles(path: string, filter: 'files' | 'folders' | 'all' = 'all'): Promise<Details[]> {
    const entries = await readdir(path, { withFileTypes: true })
    return entries
      .map((entry) => ({
        name: entry.name,
        path: join(path, entry.name),
        isFolder: entry.isDirectory(),
      }))
      .filter(({ isFolder }) => filter === 'all' || isFolder === (filter === 'folders'))
  }

  async pathExists(path: string): Promise<boolean> {
    return access(path).then(
      () => true,
      () => false,
    )
  }

  async readFile(path: string): Promise<Buffer> {
    return readFile(path)
  }

  async #write(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.failure = error
      throw error
    }
  }
}
