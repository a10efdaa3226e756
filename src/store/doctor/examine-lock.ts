import { join } from 'node:path'
import { lockOwner } from '../index-lock.ts'
import { processState } from '../process-identity.ts'
import { type Finding, repairStep } from './finding.ts'

/** Whether somebody writes just now, and whether somebody died while writing. */
export async function examineLock(directory: string): Promise<readonly Finding[]> {
  const path = join(directory, 'lock')
  const owner = await lockOwner(directory)
  if (!owner) return []
  const who = `process ${owner.pid} on ${owner.host} (${owner.command}), since ${owner.since}`
  if (processState(owner) === 'dead') {
    const message = `It was left by ${who}, which has ended. The next writer takes it over.`
    return [{ code: 'lock_left', severity: 'note', path, message, nextStep: repairStep }]
  }
  const message = `The index is being written by ${who}: what is found now may be gone in a moment.`
  const nextStep = 'Run this again when it has ended.'
  return [{ code: 'lock_held', severity: 'note', path, message, nextStep }]
}
