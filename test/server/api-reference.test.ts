import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createApi } from '../../src/server/create-api.ts'
import { problemTypes } from '../../src/server/problem-types.ts'
import { makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'

const reference = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8')
const index = await makeIndex([{ path: 'a.txt', text: 'High tide is at noon.\n' }])

test('the reference names every route, and no route that is not there', () => {
  const { routes } = createApi(makeDependencies(index))
  const served = routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`)
  const named = [...reference.matchAll(/`((?:GET|POST|PUT|DELETE) \/[^`]*)`/g)].map(
    ([, name]) => name,
  )
  expect([...new Set(named)].sort()).toEqual([...new Set(served)].sort())
})

test('the reference gives every error code under its status', () => {
  const rows = [...reference.matchAll(/^\| (\d{3}) \| (.+) \|$/gm)]
  const named = rows.flatMap(([, status, codes = '']) =>
    [...codes.matchAll(/`([a-z_]+)`/g)].map(([, code]) => `${status} ${code}`),
  )
  const known = Object.entries(problemTypes).map(([code, { status }]) => `${status} ${code}`)
  expect(named.sort()).toEqual(known.sort())
})
