import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { goldenFiles, goldenFolder, outcomeOf, readGolden } from './golden.ts'

const names = await goldenFiles()

// After a change that is meant, write what is expected anew with UPDATE_GOLDEN=1 and read the diff.
describe('golden files of records, feeds, e-mails and encodings', () => {
  it.each(names)('reads %s as expected', async (name) => {
    const place = join(goldenFolder, 'expected', `${name}.json`)
    const outcome = JSON.parse(JSON.stringify(await outcomeOf(name, await readGolden(name))))
    if (process.env.UPDATE_GOLDEN) await writeFile(place, `${JSON.stringify(outcome, null, 1)}\n`)
    expect(outcome).toEqual(JSON.parse(await readFile(place, 'utf8')))
  })
})
