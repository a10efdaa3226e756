import { readFile } from 'node:fs/promises'
import wabt from 'wabt'

/** Where the kernel's source stands, and the file that is made of it. */
export const kernelSource = new URL(
  '../../../src/store/search-kernel/search-kernel.wat',
  import.meta.url,
)
export const kernelFile = new URL(
  '../../../src/store/search-kernel/search-kernel-bytes.ts',
  import.meta.url,
)

/** The file as it is to be: the assembled source as base64. */
export async function buildKernel(): Promise<string> {
  const { parseWat } = await wabt()
  const module = parseWat('search-kernel.wat', await readFile(kernelSource, 'utf8'), { simd: true })
  const { buffer } = module.toBinary({})
  const lines = Buffer.from(buffer)
    .toString('base64')
    .match(/.{1,94}/g)
  const quoted = (lines ?? []).map((line) => `  '${line}',`)
  return `${[
    '/** search-kernel.wat, assembled by `npm run build:kernel`. */',
    'export const searchKernelBytes = [',
    ...quoted,
    "].join('')",
  ].join('\n')}\n`
}
