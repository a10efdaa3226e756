import { ownVersion } from '../own-version.ts'
import { openApiDocument } from './document.ts'

let made: Promise<ReturnType<typeof openApiDocument>> | undefined

/** The document of this very program, made once. */
export function ownDocument(): Promise<ReturnType<typeof openApiDocument>> {
  made ??= ownVersion().then(openApiDocument)
  return made
}
