import type { Context } from 'hono'
import { type ErrorCode, FootnoteError } from '../errors.ts'
import { type ExportFormat, exportFileName, fileKinds, writeExport } from '../export/formats.ts'
import type { ApiDependencies } from '../server/dependencies.ts'
import { requireIndex } from '../server/open-index.ts'
import { makeConversationBundle } from '../verify/make-bundle.ts'
import type { ChatState } from './chat-state.ts'
import type { KeptAnswer } from './keep/kept-conversation.ts'

/**
 * `GET /export?format=…&earlier=…&question=…`: the conversation an address stands for as a file, answered
 * again. For pages without script, and for programs.
 * @throws FootnoteError `invalid_request` for an unknown format or without a question; what the answers
 * failed by
 */
export async function writtenDown(
  c: Context,
  dependencies: ApiDependencies,
  replay: () => Promise<ChatState>,
): Promise<Response> {
  const format = c.req.query('format') ?? ''
  if (!isFormat(format)) {
    throw new FootnoteError('invalid_request', 'There is no such format.', {
      nextStep: `Set format to one of ${Object.keys(fileKinds).join(', ')}.`,
    })
  }
  if (!c.req.query('question')?.trim()) {
    throw new FootnoteError('invalid_request', 'There is no question.', {
      nextStep: 'Set question, and earlier for those before it.',
    })
  }
  const { turns } = await replay()
  const answers = turns.map(({ answer, problem, phase }) => {
    if (answer) return answer
    const code = phase === 'waiting' ? 'not_ready' : (problem?.code ?? 'internal')
    const message = problem?.message ?? 'A question could not be answered.'
    throw new FootnoteError(code as ErrorCode, message, {
      nextStep: problem?.nextStep ?? 'Try again in a moment.',
    })
  })
  const title = answers[0]?.question ?? ''
  const name = encodeURIComponent(exportFileName(title, format))
  c.header('Content-Type', fileKinds[format].contentType)
  c.header('Content-Disposition', `attachment; filename*=UTF-8''${name}`)
  c.header('Cache-Control', 'no-store')
  return c.body(await textOf(format, c, dependencies, answers))
}

async function textOf(
  format: ExportFormat,
  c: Context,
  dependencies: ApiDependencies,
  answers: readonly KeptAnswer[],
): Promise<string> {
  if (format === 'bundle') {
    const bundle = await makeConversationBundle(requireIndex(dependencies), answers)
    return `${JSON.stringify(bundle, null, 2)}\n`
  }
  const { language } = c.get('words')
  return writeExport(format, {
    title: answers[0]?.question ?? '',
    answers,
    origin: new URL(c.req.url).origin,
    date: new Date().toISOString().slice(0, 10),
    language: language === 'zh-Hant-HK' ? 'zh-Hant' : language,
  })
}

function isFormat(format: string): format is ExportFormat {
  return Object.hasOwn(fileKinds, format)
}
