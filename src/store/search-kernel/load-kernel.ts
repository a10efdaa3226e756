import { searchKernelBytes } from './search-kernel-bytes.ts'

/** The functions of search-kernel.wat; all numbers are addresses, counts or a factor. */
export interface SearchKernel {
  quantise(
    from: number,
    count: number,
    stride: number,
    to: number,
    scales: number,
    errors: number,
  ): void
  score(
    query: number,
    rows: number,
    count: number,
    stride: number,
    scales: number,
    errors: number,
    factor: number,
    to: number,
  ): void
}

let compiled: { readonly module: WebAssembly.Module | undefined } | undefined

/** The kernel over this memory; undefined where there are no SIMD instructions. */
export function loadKernel(memory: WebAssembly.Memory): SearchKernel | undefined {
  compiled ??= { module: compile() }
  if (compiled.module === undefined) return undefined
  const { exports } = new WebAssembly.Instance(compiled.module, { store: { memory } })
  return exports as unknown as SearchKernel
}

function compile(): WebAssembly.Module | undefined {
  const bytes = Buffer.from(searchKernelBytes, 'base64')
  // Processors and builds of Node without SIMD do not accept it; the plain search then does it all.
  return typeof WebAssembly === 'object' && WebAssembly.validate(bytes)
    ? new WebAssembly.Module(bytes)
    : undefined
}
