/** What a tokenizer writes for characters it has no pieces for. */
export const unknownToken = '[UNK]'

/**
 * Share of a text's tokens that its model can read, 0 to 1: of the rest a vector says nothing. An
 * English model reads hardly half of a Chinese text.
 */
export function readableShare(tokens: readonly string[]): number {
  if (tokens.length === 0) return 1
  return tokens.filter((token) => token !== unknownToken).length / tokens.length
}
