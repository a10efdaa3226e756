import { resolve } from 'node:path'
import type { Settings, Switches } from '../settings.ts'

/** The flag that names the file feedback is kept in. */
export const feedbackFlag: Switches[string] = {
  value: 'FILE',
  env: 'FEEDBACK_FILE',
  meaning: 'file that feedback is kept in (default: beside the index, index-feedback.jsonl)',
}

/** The file that feedback is kept in. */
export function feedbackPath(
  { index }: Pick<Settings, 'index'>,
  { feedback }: Readonly<Record<string, string | undefined>>,
): string {
  return feedback ? resolve(feedback) : `${resolve(index)}-feedback.jsonl`
}
