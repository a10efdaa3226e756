import { fileURLToPath } from 'node:url'
import { judgeCases } from './judge-cases.ts'
import { scoreVerification } from './score-verification.ts'

/** Prints how well quotations are judged: true ones of two sets, and each made wrong by a rule. */
const root = fileURLToPath(new URL('../..', import.meta.url))
const { cases, found } = await judgeCases(root)
const { classes, rules } = scoreVerification(cases, found)
const lines = [
  '| class | cases | precision | recall |',
  '| --- | --- | --- | --- |',
  ...classes.map(
    ({ name, cases: number, precision, recall }) =>
      `| ${name} | ${number} | ${precision.toFixed(3)} | ${recall.toFixed(3)} |`,
  ),
  '',
  '| what was done to it | cases | judged right | the change named |',
  '| --- | --- | --- | --- |',
  ...rules.map(
    ({ rule, cases: number, right, named }) =>
      `| ${rule} | ${number} | ${right} | ${named ?? ''} |`,
  ),
]
process.stdout.write(`${lines.join('\n')}\n`)
if (process.argv.includes('--wrong')) {
  for (const [at, one] of cases.entries()) {
    const told = found[at]
    const isNamed =
      !one.kinds || told?.nearest?.changes.some(({ kind }) => one.kinds?.includes(kind))
    if (told?.status === one.expected && isNamed) continue
    const changes = JSON.stringify(told?.nearest?.changes ?? told?.splice?.order ?? null)
    process.stdout.write(`\n${one.rule}: ${told?.status}\n  ${one.quote}\n  ${changes}\n`)
  }
}
