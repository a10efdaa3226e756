import { describeError, FootnoteError } from '../errors.ts'
import { helpText } from '../help-text.ts'
import { type CommandLine, readSettings, type SettingName, type Switches } from '../settings.ts'

/** 0 done, 1 failure, 2 bad usage; `ask` adds 3 for a refusal, `ingest` 3 for files left out. */
export type ExitCode = 0 | 1 | 2 | 3

/** What a command is called by, and what it does. */
export interface Command {
  readonly usage: string
  readonly about: string
  readonly switches?: Switches
  /** Whether words beside the flags mean something; they are bad usage otherwise. */
  readonly takesWords?: boolean
  /** Settings that mean nothing to it; `--help` leaves them out. */
  readonly without?: readonly SettingName[]
  run(commandLine: CommandLine): Promise<ExitCode>
}

/** Runs a command: `--help`, errors as one line without a stack trace, and the exit code. */
export async function runCommand(command: Command): Promise<void> {
  try {
    const commandLine = readSettings(process.argv.slice(2), process.env, command.switches)
    if (commandLine.help) {
      process.stdout.write(helpText(command.usage, command.about, command))
      return
    }
    const [word] = commandLine.positionals
    if (word !== undefined && !command.takesWords) {
      throw new FootnoteError('bad_usage', `"${word}" is no flag, and no word is expected here.`, {
        nextStep: 'Try --help. A value with spaces needs quotation marks.',
      })
    }
    process.exitCode = await command.run(commandLine)
  } catch (error) {
    process.stderr.write(`${describeError(error)}\n`)
    const usage = error instanceof FootnoteError && usageCodes.has(error.code)
    process.exitCode = usage ? 2 : 1
  }
}

const usageCodes = new Set(['bad_usage', 'model_unknown', 'question_empty', 'question_too_long'])
