import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { buildKernel, kernelFile } from './build-kernel.ts'

it('is what its source gives when it is assembled again', async () => {
  expect(await buildKernel()).toBe(await readFile(kernelFile, 'utf8'))
})
