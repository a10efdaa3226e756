import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))
const report = process.env.FOOTNOTE_TEST_REPORT
const slow = [
  'test/**/*.model.test.ts',
  'test/browser/**/*.test.ts',
  'test/faults/**/*.test.ts',
  'test/program/**/*.test.ts',
]

export default defineConfig({
  root,
  test: {
    // Continuous integration counts tests from a file instead of from coloured text.
    ...(report ? { reporters: ['default', ['json', { outputFile: report }]] } : {}),
    // Many tests wait for processes they start: two at once even where there are only two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        root,
        oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: slow,
          testTimeout: 20_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        root,
        oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
        test: {
          name: 'whole',
          include: slow,
          globalSetup: ['test/support/prepare-whole.ts'],
          // What a page or a process comes to is waited for, on a busy machine too.
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
