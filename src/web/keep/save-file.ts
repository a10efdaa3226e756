import type { Conversation, ExportLanguage } from '../../export/conversation.ts'
import { type ExportFormat, exportFileName, fileKinds, writeExport } from '../../export/formats.ts'
import type { InterfaceLanguage } from '../messages/interface-language.ts'
import type { KeptAnswer } from './kept-conversation.ts'
import { localDay } from './local-day.ts'

/** Writes answers into a file of the reader's, as they stand in the page, under the name they are kept by. */
export async function saveFile(
  format: ExportFormat,
  answers: readonly KeptAnswer[],
  language: InterfaceLanguage,
  title = answers[0]?.question ?? '',
): Promise<void> {
  const conversation: Conversation = {
    title,
    answers,
    origin: location.origin,
    date: localDay(Date.now()),
    language: exportLanguage(language),
  }
  const text = format === 'bundle' ? await fetchBundle(answers) : writeExport(format, conversation)
  const file = new Blob([text], { type: fileKinds[format].contentType })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = exportFileName(title, format)
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

export function exportLanguage(language: InterfaceLanguage): ExportLanguage {
  return language === 'zh-Hant-HK' ? 'zh-Hant' : language
}

/** A bundle holds the whole texts, which only the server has. */
async function fetchBundle(answers: readonly KeptAnswer[]): Promise<string> {
  const response = await fetch('/v1/bundles', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ answers: answers.map(withoutSuggestions) }),
  })
  if (!response.ok) throw new Error(`The bundle answered ${response.status}.`)
  return `${JSON.stringify(await response.json(), null, 2)}\n`
}

function withoutSuggestions({ suggested_questions: _, ...answer }: KeptAnswer): object {
  return answer
}
