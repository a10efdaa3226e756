import type { SearchFilters } from '../../answer/answer.ts'
import { useWords } from '../messages/use-words.ts'
import type { Choice, FilterChoices } from './filter-choices.ts'
import { chipsOf, languageName, type Titles, titlesOf } from './filter-words.ts'

interface FiltersProps {
  readonly filters: SearchFilters | null
  readonly choices: FilterChoices
  readonly titles: Titles
  readonly scripted: boolean
}

/** Which articles the next question is asked of: fields behind a disclosure, and what is chosen. */
export function Filters({ filters, choices, titles, scripted }: FiltersProps) {
  const words = useWords()
  const { say } = words
  const chips = chipsOf(filters, { ...titlesOf(choices), ...titles }, words)
  if (choices.articles < 2 && chips.length === 0) return null
  return (
    <div class="filters">
      <details>
        <summary>
          {chips.length === 0
            ? say('filter.filters')
            : say('filter.filters-chosen', { count: chips.length })}
        </summary>
        <FilterFields filters={filters} choices={choices} scripted={scripted} />
      </details>
      {scripted && chips.length > 0 && (
        <ul class="chips" aria-label={say('filter.chosen')}>
          {chips.map(({ name, value, text }) => (
            <li>
              <button
                type="button"
                class="chip"
                data-drop={name}
                data-value={value}
                aria-label={say('filter.remove', { filter: text })}
              >
                <span class="chip-text">{text}</span>
                <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function FilterFields({ filters, choices, scripted }: Omit<FiltersProps, 'titles'>) {
  const { say, language } = useWords()
  const { publishers, languages, dates, sources, articles } = choices
  const bounds = dates ? { min: dates.first, max: dates.last } : {}
  return (
    <fieldset class="filter-fields" data-filters="">
      <legend class="visually-hidden">{say('filter.legend')}</legend>
      {publishers.length > 0 && (
        <Select
          name="publisher"
          label={say('filter.publisher')}
          any={say('filter.any-publisher')}
          choices={publishers}
          chosen={filters?.publisher}
        />
      )}
      {languages.length > 1 && (
        <Select
          name="written_in"
          label={say('filter.language')}
          any={say('filter.any-language')}
          choices={languages}
          chosen={filters?.language}
          textOf={(tag) => languageName(tag, language)}
        />
      )}
      {dates && (
        <>
          <Day name="from" label={say('filter.from')} value={filters?.date_from} {...bounds} />
          <Day name="to" label={say('filter.to')} value={filters?.date_to} {...bounds} />
          <Day name="as_of" label={say('filter.as-of')} value={filters?.as_of} />
        </>
      )}
      {scripted ? (
        <label>
          <span>{say('filter.article')}</span>
          <input
            type="search"
            data-find-source=""
            list="found-sources"
            autocomplete="off"
            placeholder={say('filter.find-article', {
              articles: say('count.articles', { count: articles }),
            })}
          />
          <datalist id="found-sources">
            {sources.map(({ title }) => (
              <option value={title} />
            ))}
          </datalist>
        </label>
      ) : (
        sources.length > 0 && (
          <label>
            <span>{say('filter.article')}</span>
            <select name="source">
              <option value="">{say('filter.any-article')}</option>
              {sources.map(({ id, title }) => (
                <option value={id} selected={filters?.source_ids?.includes(id)}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        )
      )}
    </fieldset>
  )
}

interface SelectProps {
  readonly name: string
  readonly label: string
  /** What the first choice says, which stands for none. */
  readonly any: string
  readonly choices: readonly Choice[]
  readonly chosen: string | undefined
  readonly textOf?: (value: string) => string
}

function Select({ name, label, any, choices, chosen, textOf = (value) => value }: SelectProps) {
  const { say } = useWords()
  return (
    <label>
      <span>{label}</span>
      <select name={name}>
        <option value="">{any}</option>
        {choices.map(({ value, articles }) => (
          <option value={value} selected={value === chosen}>
            {say('filter.counted', { value: textOf(value), count: articles })}
          </option>
        ))}
      </select>
    </label>
  )
}

interface DayProps {
  readonly name: string
  readonly label: string
  readonly value: string | undefined
  readonly min?: string
  readonly max?: string
}

function Day({ name, label, value, min, max }: DayProps) {
  return (
    <label>
      <span>{label}</span>
      <input type="date" name={name} value={value ?? ''} min={min} max={max} />
    </label>
  )
}
