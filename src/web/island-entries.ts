import { dirname } from 'node:path'
import type { Plugin } from 'esbuild'
import { compileMessages } from './messages/compile-messages.ts'
import { isInterfaceLanguage } from './messages/interface-language.ts'

/** Something on a page that a script brings to life, and which messages it says. */
export interface Island {
  /** `start` of this file is called with the language and its messages. */
  readonly file: string
  readonly says: RegExp
}

/**
 * Entries of the form `island:chat:zh-Hans`: an island with its messages in one language, compiled
 * here. The code is a part that all languages share; a browser loads one set of messages and no parser.
 */
export function islandEntries(islands: Readonly<Record<string, Island>>): Plugin {
  return {
    name: 'island-entries',
    setup({ onResolve, onLoad, resolve }) {
      // What a view needs beside markup, in the browser from the same place as the markup.
      onResolve({ filter: /^hono\/jsx$/ }, ({ kind, resolveDir }) =>
        resolve('hono/jsx/dom', { kind, resolveDir }),
      )
      onResolve({ filter: /^island:/ }, ({ path }) => ({
        path: path.slice('island:'.length),
        namespace: 'island',
      }))
      onLoad({ filter: /.*/, namespace: 'island' }, ({ path }) => {
        const [name = '', language = ''] = path.split(':')
        const island = islands[name]
        if (!island || !isInterfaceLanguage(language)) throw new Error(`No island ${path}.`)
        const said = Object.entries(compileMessages(language)).filter(([key]) =>
          island.says.test(key),
        )
        const messages = JSON.stringify(Object.fromEntries(said))
        return {
          contents: `import { start } from ${JSON.stringify(island.file)}
start(${JSON.stringify(language)}, JSON.parse(${JSON.stringify(messages)}))`,
          loader: 'js',
          resolveDir: dirname(island.file),
        }
      })
    },
  }
}
