/** What is asked of the collection itself, or of an article as an article. */
export type CollectionQuestionKind =
  | 'count'
  | 'list'
  /** What there is on a subject. */
  | 'topic'
  /** Which articles hold a word or name. */
  | 'mentions'
  | 'latest'
  | 'oldest'
  /** What an article is about. */
  | 'about'
  | 'date'
  | 'author'
  | 'publisher'

/** A pattern for whole questions; its group `x` holds the subject, `this` an article pointed at. */
export type CollectionFrame = readonly [kind: CollectionQuestionKind, pattern: RegExp]

/** How often a name may stand for something with names in it. */
const deepest = 4

/**
 * Patterns for whole questions out of templates in which a name in braces stands for what the
 * vocabulary has for it, names in that included.
 */
export function compileFrames(
  vocabulary: Readonly<Record<string, string>>,
  templates: readonly (readonly [CollectionQuestionKind, string])[],
): CollectionFrame[] {
  return templates.map(([kind, template]) => {
    let source = template
    for (let depth = 0; depth < deepest; depth += 1) {
      source = source.replace(/\{([a-z]+)\}/g, (braced, name: string) => vocabulary[name] ?? braced)
    }
    return [kind, new RegExp(`^(?:${source})$`, 'iu')] as const
  })
}
