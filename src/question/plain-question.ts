/** A tag or comment of a markup language, as people paste it along with a question. */
const markup = /<!--.{0,2000}?-->|<\/?[a-z][^<>]{0,500}>/gis

/**
 * The words of a question without pasted markup: a copy for matching and embedding only. What is
 * shown stays as it was typed. A question of nothing but markup stays as it is.
 */
export function plainQuestion(question: string): string {
  const plain = question.replace(markup, ' ').replace(/\s+/g, ' ').trim()
  return /[\p{L}\p{N}]/u.test(plain) ? plain : question
}
