// The library's inner modules: its front door loads image code and all pipelines, which takes
// twice as long and is of no use for text. The package is pinned to one version.
declare module '@xenova/transformers/src/env.js' {
  export * from '@xenova/transformers/types/env.js'
}
declare module '@xenova/transformers/src/tokenizers.js' {
  export * from '@xenova/transformers/types/tokenizers.js'
}
declare module '@xenova/transformers/src/backends/onnx.js' {
  export * from '@xenova/transformers/types/backends/onnx.js'
}
