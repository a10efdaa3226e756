import { maxQuestionLength } from '../../answer/answer.ts'
import { useWords } from '../messages/use-words.ts'
import { type Browsing, type FacetValue, type Narrowed, none, sortings } from './browse-sources.ts'
import { languageName } from './language-name.ts'

interface BrowsingFormProps {
  readonly browsing: Browsing
  readonly facets: Narrowed['facets']
}

/** A plain form: its address is the page, with or without script. */
export function BrowsingForm({ browsing, facets }: BrowsingFormProps) {
  const words = useWords()
  const { say } = words
  const sorts = {
    date: 'sources.by-date',
    title: 'sources.by-title',
    publisher: 'sources.by-publisher',
  } as const
  return (
    <search>
      <form class="browsing" action="/sources" method="get" aria-label={say('sources.browse')}>
        <div class="browsing-search">
          <label for="q">{say('sources.search')}</label>
          <input
            id="q"
            type="search"
            name="q"
            value={browsing.query}
            maxlength={maxQuestionLength}
            autocomplete="off"
          />
        </div>
        <FacetSelect
          name="publisher"
          label={say('sources.publisher')}
          chosen={browsing.publisher}
          values={facets.publisher}
          nameOf={(value) => (value === none ? say('sources.no-publisher') : value)}
        />
        <FacetSelect
          name="in"
          label={say('sources.language')}
          chosen={browsing.language}
          values={facets.language}
          nameOf={(value) => languageName(value, words)}
        />
        <FacetSelect
          name="year"
          label={say('sources.year')}
          chosen={browsing.year}
          values={facets.year}
          nameOf={(value) => (value === none ? say('sources.no-date') : value)}
        />
        <div>
          <label for="sort">{say('sources.sort')}</label>
          <select id="sort" name="sort">
            {sortings.map((sort) => (
              <option value={sort} selected={sort === browsing.sort}>
                {say(sorts[sort])}
              </option>
            ))}
          </select>
        </div>
        <button type="submit">{say('sources.show')}</button>
      </form>
    </search>
  )
}

interface FacetSelectProps {
  readonly name: string
  readonly label: string
  readonly chosen: string
  readonly values: readonly FacetValue[]
  readonly nameOf: (value: string) => string
}

function FacetSelect({ name, label, chosen, values, nameOf }: FacetSelectProps) {
  const { say, number } = useWords()
  // What was chosen stays choosable where nothing is left of it.
  const isListed = chosen === '' || values.some(({ value }) => value === chosen)
  const all = isListed ? values : [{ value: chosen, count: 0 }, ...values]
  return (
    <div>
      <label for={`by-${name}`}>{label}</label>
      <select id={`by-${name}`} name={name}>
        <option value="">{say('sources.any')}</option>
        {all.map(({ value, count }) => (
          <option value={value} selected={value === chosen}>
            {say('sources.value-count', { value: nameOf(value), count: number(count) })}
          </option>
        ))}
      </select>
    </div>
  )
}
