/** True for names that are never articles: see `listCorpus`. */
export function isIgnoredName(name: string): boolean {
  return name.startsWith('.') || /^(?:readme(?:\.[^.]*)?|thumbs\.db|desktop\.ini)$/i.test(name)
}
