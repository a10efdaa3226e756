import { resolve } from 'node:path'
import type { Settings, Switches } from '../settings.ts'

/** The flag that names the file keys are kept in. */
export const keysFlag: Switches[string] = {
  value: 'FILE',
  env: 'KEYS_FILE',
  meaning: 'file that keys are kept in, hashed (default: beside the index, index-keys.jsonl)',
}

/** The file that keys are kept in. */
export function keysPath(
  { index }: Pick<Settings, 'index'>,
  { keys }: Readonly<Record<string, string | undefined>>,
): string {
  return keys ? resolve(keys) : `${resolve(index)}-keys.jsonl`
}
