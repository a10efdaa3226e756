import { type SettingName, type Switches, settingNames, settingTable } from './settings.ts'

/** What `--help` shows of a command beside its usage line and what it is about. */
export interface HelpOptions {
  readonly switches?: Switches
  readonly without?: readonly SettingName[]
}

/** The text of `--help`: usage, the command's own switches, then every setting that means something. */
export function helpText(usageLine: string, about: string, options: HelpOptions = {}): string {
  const { switches = {}, without = [] } = options
  const shown = settingNames.filter((name) => !without.includes(name))
  const rows: [string, string][] = [
    ...Object.entries(switches).map(([name, row]): [string, string] =>
      typeof row === 'string'
        ? [`--${name}`, row]
        : [
            'value' in row ? `--${name} ${row.value}` : `--${name}`,
            row.env ? `${row.meaning} (${row.env})` : row.meaning,
          ],
    ),
    ...shown.map((name): [string, string] => {
      const row = settingTable[name]
      const fallback = row.fallback ? `; default ${row.fallback}` : ''
      return [`--${name} ${row.value}`, `${row.meaning} (${row.env}${fallback})`]
    }),
    ['--help', 'show this'],
  ]
  const width = Math.max(...rows.map(([flag]) => flag.length)) + 2
  return [
    `Usage: ${usageLine}`,
    '',
    about,
    '',
    ...rows.map(([flag, text]) => `  ${flag.padEnd(width)}${text}`),
    '',
  ].join('\n')
}
