import { alignKernelBytes } from './align-kernel/align-kernel-bytes.ts'

/** Rows of a question that are held against a token at once: each of its numbers is read only once. */
export const rowsAtOnce = 4

/**
 * Dot products of all tokens of a passage with four rows of a question.
 * @param words the rows' numbers side by side, in the order of dimensions; missing rows are zero
 * @returns four numbers a token, valid until the next call
 */
export type TokenDots = (words: Float64Array) => Float64Array

interface AlignKernel {
  dots(values: number, count: number, size: number, words: number, to: number): void
}

interface LoadedKernel extends AlignKernel {
  readonly memory: WebAssembly.Memory
}

let loaded: { readonly kernel: LoadedKernel | undefined } | undefined

/**
 * Dot products with the tokens of a passage, by vector instructions where there are some: the same
 * sums in the same order, so the same to the last bit.
 * @param values row after row, tokens x dimensions
 */
export function tokenDots(values: Float32Array, tokens: number, dimensions: number): TokenDots {
  loaded ??= { kernel: loadKernel() }
  const { kernel } = loaded
  return kernel && tokens > 0 && dimensions > 0
    ? dotsByKernel(kernel, values, tokens, dimensions)
    : plainTokenDots(values, tokens, dimensions)
}

/** The same without vector instructions. */
export function plainTokenDots(
  values: Float32Array,
  tokens: number,
  dimensions: number,
): TokenDots {
  const dots = new Float64Array(tokens * rowsAtOnce)
  return (words) => {
    for (let token = 0; token < tokens; token += 1) {
      const start = token * dimensions
      let [a, b, c, d] = [0, 0, 0, 0]
      for (let at = 0; at < dimensions; at += 1) {
        const value = values[start + at] as number
        const place = at * rowsAtOnce
        a += value * (words[place] as number)
        b += value * (words[place + 1] as number)
        c += value * (words[place + 2] as number)
        d += value * (words[place + 3] as number)
      }
      dots.set([a, b, c, d], token * rowsAtOnce)
    }
    return dots
  }
}

/** Words of the question first, then the products, then the passage's numbers. */
function dotsByKernel(
  kernel: LoadedKernel,
  values: Float32Array,
  tokens: number,
  dimensions: number,
): TokenDots {
  const count = Math.ceil(tokens / 4) * 4
  const wordBytes = dimensions * rowsAtOnce * 8
  const numbersFrom = wordBytes + count * rowsAtOnce * 8
  makeRoom(kernel.memory, numbersFrom + count * dimensions * 4)
  const { buffer } = kernel.memory
  const numbers = new Float32Array(buffer, numbersFrom, count * dimensions)
  numbers.set(values.subarray(0, tokens * dimensions))
  numbers.fill(0, tokens * dimensions)
  const room = new Float64Array(buffer, 0, dimensions * rowsAtOnce)
  const dots = new Float64Array(buffer, wordBytes, tokens * rowsAtOnce)
  return (words) => {
    room.set(words)
    kernel.dots(numbersFrom, count, dimensions * 4, 0, wordBytes)
    return dots
  }
}

function makeRoom(memory: WebAssembly.Memory, bytes: number): void {
  const page = 65_536
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / page)
  if (missing > 0) memory.grow(missing)
}

function loadKernel(): LoadedKernel | undefined {
  const bytes = Buffer.from(alignKernelBytes, 'base64')
  // Processors and builds of Node without SIMD do not accept it.
  if (typeof WebAssembly !== 'object' || !WebAssembly.validate(bytes)) return undefined
  const memory = new WebAssembly.Memory({ initial: 1 })
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { align: { memory } })
  return { memory, ...(exports as unknown as AlignKernel) }
}
