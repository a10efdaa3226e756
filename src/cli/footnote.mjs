#!/usr/bin/env node
// Every command. The program is TypeScript: compiled once, where that can be kept, else read by tsx.
import { fileURLToPath, pathToFileURL } from 'node:url'
import { compiledProgram } from './compiled-program.mjs'

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

/** Those that embed a question as soon as they can. */
const answering = new Set(['serve', 'ask'])

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
  const load = await loader()
  const command = isNamed ? first : 'serve'
  // While the command itself is read, its first worker loads what it needs.
  if (answering.has(command)) await load('start-early.ts')
  await load(commands[command])
}

/** Loads a file of this folder, compiled or read by tsx. */
async function loader() {
  const folder = await compiledProgram()
  if (folder !== undefined) {
    return (name) => import(pathToFileURL(`${folder}/cli/${name.replace(/\.ts$/, '.js')}`).href)
  }
  const { register } = await import('tsx/esm/api')
  // What tsx reads beside the folder of whoever runs it would be another project's.
  register({ tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)) })
  return (name) => import(`./${name}`)
}
