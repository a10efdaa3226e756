import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { buildKernel, kernels } from './build-kernel.ts'

it.each(kernels)(
  '$constant is what its source gives when it is assembled again',
  async (kernel) => {
    expect(await buildKernel(kernel)).toBe(await readFile(kernel.file, 'utf8'))
  },
)
