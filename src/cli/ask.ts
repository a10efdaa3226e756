import { writeFile } from 'node:fs/promises'
import type { Answer, AskRequest } from '../answer/answer.ts'
import { FootnoteError } from '../errors.ts'
import { describeLanguageModel, languageModelFlags } from '../language-model-setting.ts'
import { makeBundle } from '../verify/make-bundle.ts'
import { createFootnote, type Footnote } from '../wiring.ts'
import { filterFlags, readFilterFlags } from './filter-flags.ts'
import { observeOnTerminal } from './observe.ts'
import { openOrIngest } from './open-or-ingest.ts'
import { printAnswer } from './print-answer.ts'
import { runCommand } from './run-command.ts'

await runCommand({
  usage: 'npm run ask -- "question" [options]',
  about:
    'Answers one question with quotes, and says where each of them stands. It uses the index as it\n' +
    'is (npm run ingest brings that up to date) and builds one where there is none.\n' +
    'Exit codes: 0 answered, 3 refused (not in these articles), 2 bad usage, 1 failure.',
  switches: {
    json: 'print the object the API gives',
    bundle: {
      value: 'FILE',
      meaning: 'also write the answer with the texts it quotes, for npm run verify',
    },
    ...filterFlags,
    ...languageModelFlags,
  },
  without: ['host', 'port'],
  takesWords: true,
  async run({ settings, positionals, switches, values }) {
    if (positionals.length === 0) {
      throw new FootnoteError('bad_usage', 'There is no question.', {
        nextStep: 'Put it in quotation marks: npm run ask -- "What did they sign?"',
      })
    }
    const filters = readFilterFlags(values)
    const observer = observeOnTerminal()
    if (settings.languageModel) observer.onNotice?.(describeLanguageModel(settings.languageModel))
    const footnote = createFootnote(settings, observer)
    try {
      await openOrIngest(footnote)
      observer.progress.finish()
      const answer = await askOnce(footnote, { question: positionals.join(' '), filters })
      // Of other formats the lines are those of the text that was taken out, not of the file.
      const plain = footnote
        .currentIndex()
        ?.articles.filter(({ format }) => format === 'text' || format === 'markdown')
      const texts = new Map(plain?.map(({ id, text }) => [id, text]))
      process.stdout.write(
        switches.json
          ? `${JSON.stringify(answer, null, 2)}\n`
          : printAnswer(answer, (id) => texts.get(id)),
      )
      if (values.bundle !== undefined) await writeBundle(footnote, answer, values.bundle)
      return answer.refusal ? 3 : 0
    } finally {
      observer.progress.finish()
      await footnote.close()
    }
  },
})

async function writeBundle(footnote: Footnote, answer: Answer, file: string): Promise<void> {
  const index = footnote.currentIndex()
  if (!index) return
  const bundle = await makeBundle(index, answer)
  try {
    await writeFile(file, `${JSON.stringify(bundle, null, 2)}\n`)
  } catch (cause) {
    const message = `The bundle cannot be written to ${file}: ${(cause as Error).message}.`
    throw new FootnoteError('bad_usage', message, {
      nextStep: 'Name a file in a folder that can be written to.',
      cause,
    })
  }
}

async function askOnce(footnote: Footnote, request: AskRequest): Promise<Answer> {
  for await (const event of footnote.ask(request)) {
    if (event.type === 'answer.completed' || event.type === 'answer.refused') return event.answer
  }
  throw new FootnoteError('internal', 'The question got no answer.')
}
