#!/usr/bin/env node
// The command of the installed package. The program is TypeScript that tsx reads, from any folder.
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'

const commands = {
  serve: 'serve.ts',
  ingest: 'ingest.ts',
  ask: 'ask.ts',
  verify: 'verify.ts',
  index: 'index-command.ts',
  doctor: 'doctor.ts',
  feedback: 'feedback.ts',
  mcp: 'mcp.ts',
  key: 'key.ts',
  model: 'model.ts',
}

const [first = 'serve'] = process.argv.slice(2)
const isNamed = Object.hasOwn(commands, first)
if (isNamed) process.argv.splice(2, 1)

if (!isNamed && first === '--help') {
  const names = Object.keys(commands).join(', ')
  process.stdout.write(`footnote [command] [options]\n\nCommands: ${names}; serve when left out.\n`)
  process.stdout.write('Each has its own --help, as in: footnote ask --help\n')
} else if (!isNamed && !first.startsWith('-')) {
  const names = Object.keys(commands).join(', ')
  process.stderr.write(`There is no command "${first}". Commands: ${names}.\n`)
  process.exitCode = 2
} else {
  // What tsx reads beside the folder of whoever runs it would be another project's.
  register({ tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)) })
  await import(`./${isNamed ? commands[first] : commands.serve}`)
}
