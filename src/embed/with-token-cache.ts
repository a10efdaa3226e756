import { LRUCache } from 'lru-cache'
import type { TextKind, TokenEmbedder, TokenVectors } from './embedder.ts'

/**
 * The same embedder, keeping the token vectors of the texts asked for last: a small corpus is read
 * once, after that only the questions are new. A text asked for twice at the same time is read once.
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
  const underWay = new Map<string, Promise<TokenVectors>>()
  const read = async (key: string, text: string, kind: TextKind): Promise<TokenVectors> => {
    const [made] = await embedder.embedTokens([text], kind)
    if (!made) throw new Error('The embedder gave no token vectors for a text.')
    kept.set(key, made)
    return made
  }
  const find = (text: string, kind: TextKind): TokenVectors | Promise<TokenVectors> => {
    const key = `${kind} ${text}`
    const found = kept.get(key) ?? underWay.get(key)
    if (found) return found
    const reading = read(key, text, kind).finally(() => underWay.delete(key))
    underWay.set(key, reading)
    return reading
  }
  return {
    ...embedder,
    embedTokens: (texts, kind) => Promise.all(texts.map((text) => find(text, kind))),
  }
}
