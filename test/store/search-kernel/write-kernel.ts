import { writeFile } from 'node:fs/promises'
import { buildKernel, kernels } from './build-kernel.ts'

for (const kernel of kernels) await writeFile(kernel.file, await buildKernel(kernel))
