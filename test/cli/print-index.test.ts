import { expect, test } from 'vitest'
import { printIndex, printPrune } from '../../src/cli/print-index.ts'
import type { PrunePlan } from '../../src/store/prune-revisions.ts'
import { revisionOf } from '../../src/store/revisions.ts'

const text = {
  ...{ revision: revisionOf('old'), bytes: 2048, sourceId: 'src_0123456789ab', path: 'mill.txt' },
  ...{ title: 'The mill', replacedAt: '2026-02-03T00:00:00.000Z' },
}
const kept = { current: 5, recent: 2, cited: 1, perhapsCited: 3 }
const plan: PrunePlan = { remove: [text], kept, leftovers: ['a.json'] }

test('says what an index holds', () => {
  const printed = printIndex({
    ...{ directory: '/data/index', generation: 7, builtAt: '2026-01-02T03:04:05.000Z', model: 'm' },
    ...{ bytes: 12_345_678, generations: [7, 6], articles: 5, passages: 61, sentences: 240 },
    ...{
      revisions: { current: 5, old: 2, bytes: 3000 },
      cited: { ranges: 9, revisions: 3, old: 1 },
    },
    ...{ pruned: 4, notice: null },
  })
  expect(printed).toContain('Index: /data/index (12.3 MB)')
  expect(printed).toContain('on disk: 7, 6')
  expect(printed).toContain('5 current and 2 old (3.0 KB); pruned so far: 4')
  expect(printed).toContain('9 places in 3 texts, 1 of them old')
})

test('names each removed text, and says what was kept for which reason', () => {
  const printed = printPrune(plan, { keepDays: 30 }, false)
  expect(printed).toContain('Removed: 1 old texts (2.0 KB)')
  expect(printed).toContain(
    `mill.txt (${text.revision.slice(0, 19)}…, replaced 2026-02-03, 2.0 KB)`,
  )
  expect(printed).toContain('Kept: 5 current, 2 within the limits')
  expect(printed).toContain('Kept: 1 that citations point into (--even-cited)')
  expect(printed).toContain('Kept: 3 from before citations were recorded')
  expect(printed).not.toContain('No limit')
})

test('a plan says that nothing was done, and many texts are counted, not all named', () => {
  const many = { ...plan, remove: Array.from({ length: 60 }, () => text) }
  const printed = printPrune(many, {}, true)
  expect(printed).toContain('Would remove: 60 old texts')
  expect(printed).toContain('and 10 more')
  expect(printed).toContain('No limit is set')
})
