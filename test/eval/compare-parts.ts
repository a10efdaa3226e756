import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { SavedRun } from './compare.ts'
import type { Figures } from './figures.ts'
import { columns, formatRows, show } from './report.ts'

const help = `Usage: npm run eval:parts -- WHOLE.json WITHOUT.json...

Prints what each part of the pipeline adds: runs saved by \`npm run eval -- --without PART --save FILE\`
beside the run of the whole. A column is named after its file; * marks what lies more than one
standard error of the whole's figure away from it.
`

/** The figures that are shown, of each set those that were counted. */
const shown: readonly (keyof Figures)[] = [
  'first',
  'any',
  'words',
  'falseRefusals',
  'refused',
  'goldEntries',
  'shortAnswers',
  'hit1',
]

/** One line a figure of a set: the whole's, then what it is in each of the other runs. */
export function compareParts(
  whole: SavedRun,
  others: readonly { name: string; run: SavedRun }[],
): string {
  const rows = whole.sets.flatMap(({ set, figures, standardErrors }) =>
    columns
      .filter(([name]) => shown.includes(name) && figures[name] !== null)
      .map(([name, label]) => [
        set,
        label,
        show(name, figures[name]),
        ...others.map(({ run }) => {
          const value = run.sets.find((other) => other.set === set)?.figures[name] ?? null
          if (value === null) return ''
          const moved = Math.abs(value - (figures[name] ?? 0)) > (standardErrors[name] ?? 0)
          return `${show(name, value)}${moved ? ' *' : ''}`
        }),
      ]),
  )
  return formatRows(['set', 'figure', 'whole', ...others.map(({ name }) => name)], rows)
}

if (process.argv[1]?.endsWith('compare-parts.ts')) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h', default: false } },
  })
  const [whole, ...others] = positionals.map((file) => ({
    name: basename(file, '.json'),
    run: JSON.parse(readFileSync(file, 'utf8')) as SavedRun,
  }))
  process.stdout.write(whole && !values.help ? compareParts(whole.run, others) : help)
  process.exitCode = whole || values.help ? 0 : 2
}
