import { dirname } from 'node:path'
import type { Plugin } from 'esbuild'
import { compileMessages } from './messages/compile-messages.ts'
import { isInterfaceLanguage } from './messages/interface-language.ts'

/**
 * Entries of the form `island:zh-Hans`: the island with the messages of one language, compiled here. The
 * code is a part that all languages share; a browser loads one set of messages and no parser.
 */
export function islandEntries(island: string): Plugin {
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
      onLoad({ filter: /.*/, namespace: 'island' }, ({ path: language }) => {
        if (!isInterfaceLanguage(language)) throw new Error(`The page has no words in ${language}.`)
        const messages = JSON.stringify(compileMessages(language))
        return {
          contents: `import { start } from ${JSON.stringify(island)}
start(${JSON.stringify(language)}, JSON.parse(${JSON.stringify(messages)}))`,
          loader: 'js',
          resolveDir: dirname(island),
        }
      })
    },
  }
}
