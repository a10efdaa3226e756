import { stat } from 'node:fs/promises'

/** What was read from a file, until the file is another one or has another size. */
export function followed<Value>(path: string, read: () => Promise<Value>): () => Promise<Value> {
  let known: { readonly state: string; readonly value: Promise<Value> } | undefined
  return async () => {
    const state = await stat(path).then(
      ({ ino, size, mtimeMs }) => `${ino} ${size} ${mtimeMs}`,
      () => 'missing',
    )
    if (known?.state !== state) {
      const value = read()
      known = { state, value }
      value.catch(() => {
        known = undefined
      })
    }
    return known.value
  }
}
