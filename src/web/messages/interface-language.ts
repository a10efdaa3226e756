/** The languages of the page, as BCP 47 tags; of articles it may hold any. */
export const interfaceLanguages = ['en', 'zh-Hant-HK', 'zh-Hans'] as const

export type InterfaceLanguage = (typeof interfaceLanguages)[number]

/** Each by its own name, and by what its link shows, a part of the name. */
export const languageNames: Readonly<
  Record<InterfaceLanguage, { readonly name: string; readonly short: string }>
> = {
  en: { name: 'English', short: 'English' },
  'zh-Hant-HK': { name: '繁體中文', short: '繁' },
  'zh-Hans': { name: '简体中文', short: '简' },
}

export function isInterfaceLanguage(tag: string): tag is InterfaceLanguage {
  return (interfaceLanguages as readonly string[]).includes(tag)
}

/**
 * The language of the page for a language a browser asks for: Chinese by the script it is written in
 * (`zh-HK`, `zh-TW`, `zh-MO` and `yue` are Traditional, `zh` alone is Simplified, by CLDR's likely
 * subtags), any English; undefined for others and for what is no tag.
 */
export function interfaceLanguageFor(tag: string): InterfaceLanguage | undefined {
  if (isInterfaceLanguage(tag)) return tag
  try {
    const { language, script } = new Intl.Locale(tag).maximize()
    if (language === 'en') return 'en'
    if (language !== 'zh' && language !== 'yue') return undefined
    return script === 'Hant' ? 'zh-Hant-HK' : 'zh-Hans'
  } catch {
    return undefined
  }
}
