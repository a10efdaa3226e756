import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceFile } from './durable-files.ts'

const generationName = /^[1-9][0-9]{0,14}$/

export function generationsFolder(directory: string): string {
  return join(directory, 'generations')
}

export function generationFolder(directory: string, generation: number): string {
  return join(generationsFolder(directory), String(generation))
}

/**
 * The number of the current generation, from one small file: cheap enough to ask again and again.
 * Undefined when there is none, or when the file does not hold one.
 */
export async function readPointer(directory: string): Promise<number | undefined> {
  let line: string
  try {
    line = await readFile(join(directory, 'current'), 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
  const name = line.trim()
  return generationName.test(name) ? Number(name) : undefined
}

/** From now on readers open this generation; in one step, and durable. */
export async function writePointer(directory: string, generation: number): Promise<void> {
  await replaceFile(join(directory, 'current'), `${generation}\n`)
}

/** The generations on disk, whole or not, newest first. */
export async function listGenerations(directory: string): Promise<number[]> {
  const names = await readdir(generationsFolder(directory)).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return [] as string[]
    throw error
  })
  const numbers = names.filter((name) => generationName.test(name)).map(Number)
  return numbers.sort((a, b) => b - a)
}
