import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import wabt from 'wabt'

/** A kernel: where its source stands, the file that is made of it, and what that exports. */
export interface Kernel {
  readonly source: URL
  readonly file: URL
  readonly constant: string
}

const kernelIn = (folder: string, name: string, constant: string): Kernel => ({
  source: new URL(`../../../src/${folder}/${name}.wat`, import.meta.url),
  file: new URL(`../../../src/${folder}/${name}-bytes.ts`, import.meta.url),
  constant,
})

export const searchKernel = kernelIn('store/search-kernel', 'search-kernel', 'searchKernelBytes')
export const alignKernel = kernelIn('evidence/align-kernel', 'align-kernel', 'alignKernelBytes')
export const kernels: readonly Kernel[] = [searchKernel, alignKernel]

/** The file as it is to be: the assembled source as base64. */
export async function buildKernel({ source, constant }: Kernel): Promise<string> {
  const { parseWat } = await wabt()
  const name = basename(source.pathname)
  const module = parseWat(name, await readFile(source, 'utf8'), { simd: true })
  const { buffer } = module.toBinary({})
  const lines = Buffer.from(buffer)
    .toString('base64')
    .match(/.{1,94}/g)
  const quoted = (lines ?? []).map((line) => `  '${line}',`)
  return `${[
    `/** ${name}, assembled by \`npm run build:kernel\`. */`,
    `export const ${constant} = [`,
    ...quoted,
    "].join('')",
  ].join('\n')}\n`
}
