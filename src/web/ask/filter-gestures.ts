import type { ChatController } from '../chat-controller.ts'
import { filterParameters, readFilters, withoutFilter } from './asked-filters.ts'
import type { SourceChoice } from './filter-choices.ts'

/** How long typing must rest before articles are looked for, in milliseconds. */
const rest = 150

/** Acts on the filters: what is chosen, found by typing, and dropped. */
export function listenToFilters(container: HTMLElement, controller: ChatController): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let looking = new AbortController()
  let found: readonly SourceChoice[] = []

  container.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLElement)) return
    const fields = target.closest('[data-filters]')
    if (!fields || target.matches('[data-find-source]')) return
    const { filters } = controller.getState()
    const sources = filterParameters(filters).filter(([name]) => name === 'source')
    const chosen = [...fields.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[name]')].map(
      ({ name, value }): [string, string] => [name, value],
    )
    controller.dispatch({ type: 'filter', filters: readFilters([...sources, ...chosen]) })
  })
  container.addEventListener('click', ({ target }) => {
    const chip = target instanceof Element && target.closest<HTMLElement>('[data-drop]')
    if (!chip) return
    const { drop = '', value = '' } = chip.dataset
    const filters = withoutFilter(controller.getState().filters, drop, value)
    controller.dispatch({ type: 'filter', filters })
    // Once the chip is gone: the focus goes to another one, or to where there are more.
    setTimeout(() => {
      const next = container.querySelector<HTMLElement>('[data-drop]')
      const focused = next ?? container.querySelector<HTMLElement>('.filters summary')
      focused?.focus()
    })
  })
  container.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.matches('[data-find-source]')) return
    const known = [...controller.getState().facts.choices.sources, ...found]
    const picked = known.find(({ title }) => title === target.value)
    clearTimeout(timer)
    if (picked) {
      choose(controller, picked)
      target.value = ''
      return
    }
    if (controller.getState().facts.choices.sources.length > 0 || target.value.trim() === '') return
    timer = setTimeout(async () => {
      looking.abort()
      looking = new AbortController()
      found = await findSources(target.value, looking.signal).catch(() => found)
      show(target.list, found)
    }, rest)
  })
  controller.subscribe(() => sync(container, controller))
}

function choose(controller: ChatController, { id, title }: SourceChoice): void {
  const { filters } = controller.getState()
  const parameters: [string, string][] = [['source', id], ...filterParameters(filters)]
  const titles = { [id]: title }
  controller.dispatch({ type: 'filter', filters: readFilters(parameters), titles })
}

/** The fields show what is chosen, also where a chip was dropped. */
function sync(container: HTMLElement, controller: ChatController): void {
  const chosen = new Map(filterParameters(controller.getState().filters))
  const fields = container.querySelectorAll<HTMLInputElement>('[data-filters] [name]')
  for (const field of fields) {
    const value = chosen.get(field.name) ?? ''
    // A day that is half typed is empty to everybody else.
    if (field.value !== value && field !== document.activeElement) field.value = value
  }
}

async function findSources(words: string, signal: AbortSignal): Promise<SourceChoice[]> {
  const address = `/filters.json?${new URLSearchParams({ words })}`
  const response = await fetch(address, { signal })
  if (!response.ok) throw new Error(`Looking for articles answered ${response.status}.`)
  return response.json()
}

function show(list: HTMLElement | null, found: readonly SourceChoice[]): void {
  list?.replaceChildren(
    ...found.map(({ title }) => {
      const option = document.createElement('option')
      option.value = title
      return option
    }),
  )
}
