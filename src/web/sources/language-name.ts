import type { Words } from '../messages/words.ts'

/** A language as the page's own language calls it. */
export function languageName(
  tag: string,
  { language, say }: Pick<Words, 'language' | 'say'>,
): string {
  if (tag === 'und' || tag === '') return say('sources.unknown-language')
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
