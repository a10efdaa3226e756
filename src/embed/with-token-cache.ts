import { LRUCache } from 'lru-cache'
import type { TextKind, TokenEmbedder, TokenVectors } from './embedder.ts'

/**
 * The same embedder, keeping the token vectors of the texts asked for last: a small corpus is read
 * once, after that only the questions are new.
 * @param maxBytes most bytes of vectors kept
 */
export function withTokenCache<Inner extends TokenEmbedder>(
  embedder: Inner,
  maxBytes: number,
): Inner {
  const kept = new LRUCache<string, TokenVectors>({
    maxSize: maxBytes,
    sizeCalculation: ({ vectors }, key) => vectors.byteLength + 2 * key.length,
  })
  const read = async (text: string, kind: TextKind): Promise<TokenVectors> => {
    const key = `${kind} ${text}`
    const found = kept.get(key)
    if (found) return found
    const [made] = await embedder.embedTokens([text], kind)
    if (!made) throw new Error('The embedder gave no token vectors for a text.')
    kept.set(key, made)
    return made
  }
  return {
    ...embedder,
    embedTokens: (texts, kind) => Promise.all(texts.map((text) => read(text, kind))),
  }
}
