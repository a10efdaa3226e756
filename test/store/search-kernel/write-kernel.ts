import { writeFile } from 'node:fs/promises'
import { buildKernel, kernelFile } from './build-kernel.ts'

await writeFile(kernelFile, await buildKernel())
