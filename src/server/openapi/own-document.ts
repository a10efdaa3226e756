import { readFile } from 'node:fs/promises'
import { openApiDocument } from './document.ts'

let made: Promise<ReturnType<typeof openApiDocument>> | undefined

/** The document of this very program, made once. */
export function ownDocument(): Promise<ReturnType<typeof openApiDocument>> {
  made ??= ownVersion().then(openApiDocument)
  return made
}

async function ownVersion(): Promise<string> {
  const file = new URL('../../../package.json', import.meta.url)
  return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version
}
