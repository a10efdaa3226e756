/**
 * An ingest to kill: changes the corpus of the folder given (an article edited, renamed, taken away
 * and put back) and ingests it, for ever, with a line for each. Run as
 * `node --import tsx ingest-loop.ts FOLDER ROUND`, with a third word `beside` where somebody else
 * writes, too: it then goes on when it is told so.
 */
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ingestInto } from '../support/ingest-into.ts'
import { putHarbour } from './put-harbour.ts'

const [folder = '', round = '0', beside] = process.argv.slice(2)
const file = (name: string) => join(folder, 'corpus', `${name}.txt`)
const changes = [
  (step: number) => putHarbour(folder, 'Aldmouth', Number(round) * 1000 + step),
  () => rename(file('Berrow'), file('Berrow harbour')),
  () => rm(file('Elver'), { force: true }),
  () => rename(file('Berrow harbour'), file('Berrow')),
  () => putHarbour(folder, 'Elver', 14),
]
console.log('ready')
for (let step = 0; ; step += 1) {
  // The process before may have been killed anywhere: what is not there cannot be renamed.
  await changes[step % changes.length]?.(step).catch(() => undefined)
  const ingested = await ingestInto(folder).catch((error: { code?: string }) => {
    if (beside === undefined || error.code !== 'index_locked') throw error
  })
  console.log(ingested ? `committed ${ingested.index.generation}` : 'told who writes')
}
