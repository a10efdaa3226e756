import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sentenceId } from '../../passage/passage.ts'
import { OtherLayoutError } from '../manifest.ts'
import type { OpenIndex } from '../open-index.ts'
import { generationFolder, listGenerations, readPointer } from '../pointer.ts'
import { readGeneration } from '../read-generation.ts'
import { type Finding, ingestStep, repairStep } from './finding.ts'
import { expectedFiles, strayFiles } from './generation-layout.ts'

/** How far a vector's length may be from one: float32 sums of some hundred squares. */
const normTolerance = 1e-3

/** The generations on disk, which of them are whole, and what is the matter with the others. */
export interface ExaminedGenerations {
  readonly findings: readonly Finding[]
  /** Newest first. */
  readonly whole: readonly OpenIndex[]
  readonly pointer: number | undefined
}

/** Reads every file of every generation and looks into the whole ones. */
export async function examineGenerations(directory: string): Promise<ExaminedGenerations> {
  const generations = await listGenerations(directory)
  const pointer = await readPointer(directory)
  const findings: Finding[] = pointerFindings(directory, pointer, generations)
  const whole: OpenIndex[] = []
  for (const generation of generations) {
    const found = await examineGeneration(directory, generation, generation === pointer)
    // A file that generations share is named once.
    const known = new Set(findings.map(({ path }) => path))
    findings.push(...found.findings.filter(({ path }) => !known.has(path)))
    if (found.index) whole.push(found.index)
  }
  for (const path of await strayFiles(directory, generations)) {
    const message = 'No generation needs it: a killed process left it.'
    findings.push({ code: 'stray', severity: 'note', path, message, nextStep: repairStep })
  }
  return { findings, whole, pointer }
}

function pointerFindings(
  directory: string,
  pointer: number | undefined,
  generations: readonly number[],
): Finding[] {
  const path = join(directory, 'current')
  const about = { code: 'pointer', severity: 'error' as const, path }
  if (generations.length === 0) {
    const message = 'There is no index here.'
    return [{ ...about, code: 'index_missing', path: directory, message, nextStep: ingestStep }]
  }
  if (pointer === undefined) {
    const message = 'It is missing or names no generation.'
    return [{ ...about, message, nextStep: repairStep }]
  }
  if (generations.includes(pointer)) return []
  const message = `It names generation ${pointer}, which is not there.`
  return [{ ...about, message, nextStep: repairStep }]
}

async function examineGeneration(directory: string, generation: number, isCurrent: boolean) {
  const folder = generationFolder(directory, generation)
  const severity = isCurrent ? ('error' as const) : ('warning' as const)
  const findings: Finding[] = []
  const add = (code: string, path: string, message: string, nextStep = repairStep): void => {
    findings.push({ code, severity, path, message, nextStep })
  }
  try {
    for (const file of await expectedFiles(directory, generation)) {
      const wrong = await whatIsWrong(file.path, file)
      if (wrong) add('file_damaged', file.path, wrong)
    }
  } catch (error) {
    const isOther = error instanceof OtherLayoutError
    const nextStep = isOther ? ingestStep : repairStep
    add(isOther ? 'other_layout' : 'manifest_damaged', folder, (error as Error).message, nextStep)
  }
  if (findings.length > 0) return { findings }
  try {
    const index = await readGeneration(directory, folder)
    const bad = await badVectors(index)
    if (bad.length === 0) return { findings, index }
    const [first] = bad
    add('vectors_wrong', folder, `${bad.length} vectors are not of length one, ${first} first.`)
  } catch (error) {
    add('generation_damaged', folder, (error as Error).message)
  }
  return { findings }
}

async function whatIsWrong(
  path: string,
  expected: { readonly bytes: number; readonly sha256: string },
): Promise<string | undefined> {
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? 'The file is missing.' : `It cannot be read: ${message}.`
  }
  if (bytes.length !== expected.bytes) {
    return `It has ${bytes.length} bytes instead of ${expected.bytes}.`
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return sha256 === expected.sha256 ? undefined : 'Its bytes have changed.'
}

/** Ids whose vector is not of the right length, or not of norm one. */
export async function badVectors(index: OpenIndex): Promise<string[]> {
  const bad: string[] = []
  const ids = index.passages.flatMap(({ id, revision, sentences }) => [
    id,
    ...sentences.map((sentence) => sentenceId(revision, sentence)),
  ])
  for (const id of ids) {
    const vector = (await index.vectors.get(id))?.vector
    const squares = vector?.reduce((sum, number) => sum + number * number, 0) ?? 0
    const isUnit = Math.abs(Math.sqrt(squares) - 1) < normTolerance
    if (vector?.length !== index.model.dimensions || !isUnit) bad.push(id)
  }
  return bad
}
