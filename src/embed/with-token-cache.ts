import { LRUCache } from 'lru-cache'
import { nextTurn } from '../next-turn.ts'
import type { TextKind, TokenEmbedder, TokenVectors } from './embedder.ts'
import { type PackedTokens, packTokens, unpackTokens } from './packed-tokens.ts'

/** A token's string and its place in the list, roughly, in bytes. */
const bytesPerToken = 24

/**
 * The same embedder, keeping the token vectors of the passages asked for last: a small corpus is read
 * once, after that only the questions are new. A text asked for twice at the same time is read once.
 * They are kept packed, and the first answer about a text is as coarse as the later ones: the same
 * text always gives the same bytes. Questions are neither kept nor packed.
 * @param maxBytes most bytes kept
 */
export function withTokenCache<Inner extends TokenEmbedder>(
  embedder: Inner,
  maxBytes: number,
): Inner {
  const kept = new LRUCache<string, PackedTokens>({
    maxSize: maxBytes,
    sizeCalculation: ({ tokens, steps, scales }, key) =>
      steps.byteLength + scales.byteLength + bytesPerToken * tokens.length + 2 * key.length,
  })
  const underWay = new Map<string, Promise<PackedTokens>>()
  const read = async (text: string): Promise<PackedTokens> => {
    const [made] = await embedder.embedTokens([text], 'passage')
    if (!made) throw new Error('The embedder gave no token vectors for a text.')
    const packed = packTokens(made)
    kept.set(text, packed)
    return packed
  }
  const find = (text: string): PackedTokens | Promise<PackedTokens> => {
    const found = kept.get(text) ?? underWay.get(text)
    if (found) return found
    const reading = read(text).finally(() => underWay.delete(text))
    underWay.set(text, reading)
    return reading
  }
  return {
    ...embedder,
    async embedTokens(texts: readonly string[], kind: TextKind) {
      if (kind === 'query') return embedder.embedTokens(texts, kind)
      const unpacked: TokenVectors[] = []
      for (const packed of await Promise.all(texts.map(find))) {
        await nextTurn()
        unpacked.push(unpackTokens(packed))
      }
      return unpacked
    },
  }
}
