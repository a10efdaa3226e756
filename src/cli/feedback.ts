import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { FootnoteError } from '../errors.ts'
import { readFeedback } from '../server/feedback/feedback-book.ts'
import { makeFolder, replaceFile } from '../store/durable-files.ts'
import { feedbackFlag, feedbackPath } from './feedback-path.ts'
import { type TurnedFeedback, turnFeedback } from './feedback-questions.ts'
import { printFeedback, printTurned } from './print-feedback.ts'
import { runCommand } from './run-command.ts'

await runCommand({
  usage: 'npm run feedback -- [--to-eval DIR] [options]',
  about:
    'Shows what people said of answers and quotes on the page. With --to-eval it adds questions made of\n' +
    'that to DIR/questions.jsonl, to be asked with npm run eval -- --set DIR --corpus DIR; questions\n' +
    'that are there already stay as they are.',
  switches: {
    feedback: feedbackFlag,
    'to-eval': { value: 'DIR', meaning: 'folder of the question set to add to' },
    json: 'print an object instead of lines',
  },
  without: ['corpus', 'fields', 'model', 'models', 'threads', 'host', 'port'],
  async run({ settings, switches, values }) {
    const path = feedbackPath(settings, values)
    const reading = await readFeedback(path)
    const print = (value: unknown, text: string): void => {
      process.stdout.write(switches.json ? `${JSON.stringify(value, null, 2)}\n` : text)
    }
    const folder = values['to-eval']
    if (folder === undefined) {
      print({ path, ...reading }, printFeedback(path, reading))
      return 0
    }
    const turned = turnFeedback(reading.records)
    const added = await addQuestions(resolve(folder), turned)
    print({ ...turned, added }, printTurned(resolve(folder), turned, added))
    return 0
  },
})

/** Adds the questions that a set does not have yet; how many these were. */
async function addQuestions(folder: string, { questions }: TurnedFeedback): Promise<number> {
  const path = join(folder, 'questions.jsonl')
  const before = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw new FootnoteError('bad_usage', `${path} cannot be read: ${error.message}.`)
  })
  const lines = before.split('\n').filter((line) => line.trim() !== '')
  const known = new Set(lines.map((line, at) => idOf(path, line, at + 1)))
  const fresh = questions.filter(({ id }) => !known.has(id))
  if (fresh.length === 0) return 0
  await makeFolder(folder)
  const all = [...lines, ...fresh.map((question) => JSON.stringify(question))]
  await replaceFile(path, `${all.join('\n')}\n`)
  return fresh.length
}

function idOf(path: string, line: string, number: number): unknown {
  try {
    return (JSON.parse(line) as { id?: unknown }).id
  } catch (cause) {
    const message = `${path}, line ${number} is not JSON.`
    throw new FootnoteError('bad_usage', message, { nextStep: 'Mend the line.', cause })
  }
}
