import { createRequire } from 'node:module'

/**
 * Loads the native runtime under `@xenova/transformers` into this thread, where it stays unused. It
 * cannot be loaded again once the last thread that had it has ended ("Module did not
 * self-register"), so that without this no worker could ever be replaced. Takes 25 ms and 10 MB.
 */
export function keepRuntimeLoaded(): void {
  const library = createRequire(import.meta.url).resolve('@xenova/transformers')
  createRequire(library)('onnxruntime-node')
}
