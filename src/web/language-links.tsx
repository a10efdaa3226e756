import { addressIn } from './messages/choose-language.ts'
import { interfaceLanguages, languageNames } from './messages/interface-language.ts'
import type { Words } from './messages/words.ts'

/** The same page in each language, as links. The choice is kept in a cookie. */
export function LanguageLinks({ words, url }: { words: Words; url: string }) {
  return (
    <nav class="languages" aria-label={words.say('page.language')}>
      {interfaceLanguages.map((language) => (
        <a
          href={addressIn(language, url)}
          lang={language}
          hreflang={language}
          data-language={language}
          aria-current={language === words.language ? 'true' : undefined}
          aria-label={languageNames[language].name}
          title={languageNames[language].name}
        >
          {languageNames[language].short}
        </a>
      ))}
    </nav>
  )
}
