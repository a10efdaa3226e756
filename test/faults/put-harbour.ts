import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Towns with a harbour each: enough articles that an ingest has several files to write. */
export const towns = ['Aldmouth', 'Berrow', 'Carrick', 'Dunley', 'Elver', 'Farness']

/** Puts the article of a town into `corpus` in a folder, in one step: its writer may be killed. */
export async function putHarbour(folder: string, town: string, boats: number): Promise<void> {
  const facts = `The harbour of ${town} has room for ${boats} fishing boats. Its lamp is lit at dusk.`
  const beside = join(folder, `${town}.new`)
  await writeFile(beside, `${town}\n\n${facts}\n`)
  await rename(beside, join(folder, 'corpus', `${town}.txt`))
}
