import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenIndex } from '../open-index.ts'
import { examineGenerations } from './examine-generations.ts'
import { examineLock } from './examine-lock.ts'
import { examineRevisions } from './examine-revisions.ts'
import type { Finding } from './finding.ts'
import { asideName } from './repair-index.ts'

/** What an index was found to be. */
export interface IndexExamination {
  readonly findings: readonly Finding[]
  /** The newest whole generation, if there is one. */
  readonly index: OpenIndex | undefined
}

/** Reads all of an index and changes nothing. Every finding names one thing and what to do. */
export async function examineIndex(directory: string): Promise<IndexExamination> {
  const lock = await examineLock(directory)
  const { findings, whole, pointer } = await examineGenerations(directory)
  const index = whole.find(({ generation }) => generation === pointer) ?? whole[0]
  const texts = await examineRevisions(directory, index)
  const aside = join(directory, asideName)
  const damaged = await readdir(aside).catch(() => [])
  const putAside = damaged.map(
    (name): Finding => ({
      ...{ code: 'put_aside', severity: 'note', path: join(aside, name) },
      message: 'A repair took this damaged generation out of the way.',
      nextStep: 'Delete it when nothing is missed.',
    }),
  )
  return { findings: [...lock, ...findings, ...texts, ...putAside], index }
}
