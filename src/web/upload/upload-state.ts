import type { Problem } from '../problem-words.ts'

/** How far a file is: sent, then put into the folder, then read into the index. */
export type UploadPhase =
  | 'queued'
  | 'sending'
  | 'reading'
  | 'ready'
  | 'already-there'
  | 'left-out'
  | 'refused'
  | 'cancelled'

/** One file that somebody gave. Plain data; the bytes are elsewhere. */
export interface UploadItem {
  readonly key: number
  /** As it is sent: a name, or a path with `/` for a file of a folder. */
  readonly name: string
  readonly phase: UploadPhase
  /** Share of its bytes that are sent, 0 to 1. */
  readonly sent: number
  /** Where the server put it. */
  readonly path: string | null
  readonly problem: Problem | null
}

export interface UploadState {
  readonly items: readonly UploadItem[]
  /** Said once about what was given last. */
  readonly notice: 'none-there' | 'too-many' | null
}

export const emptyUpload: UploadState = { items: [], notice: null }

/** What `GET /v1/index` says of files that were added. */
export interface IndexNews {
  readonly waiting: { readonly paths: readonly string[] } | null
  readonly left_out: {
    readonly data: readonly { path: string; message: string; next_step: string | null }[]
  } | null
}

export type UploadAction =
  | { type: 'give'; names: readonly string[]; notice: UploadState['notice'] }
  | { type: 'change'; key: number; change: Partial<Omit<UploadItem, 'key' | 'name'>> }
  | { type: 'news'; news: IndexNews }
  | { type: 'cancel'; key: number | null }
  | { type: 'again'; key: number }

export function reduceUpload(state: UploadState, action: UploadAction): UploadState {
  const change = (
    isMeant: (item: UploadItem) => boolean,
    of: (item: UploadItem) => Partial<UploadItem>,
  ): UploadState => ({
    ...state,
    items: state.items.map((item) => (isMeant(item) ? { ...item, ...of(item) } : item)),
  })
  switch (action.type) {
    case 'give': {
      const start = state.items.length
      const fresh = action.names.map((name, at): UploadItem => {
        return { key: start + at, name, phase: 'queued', sent: 0, path: null, problem: null }
      })
      return { items: [...state.items, ...fresh], notice: action.notice }
    }
    case 'change':
      return change(
        ({ key, phase }) => key === action.key && phase !== 'cancelled',
        () => action.change,
      )
    case 'news':
      return change(
        ({ phase }) => phase === 'reading',
        (item) => afterReading(item, action.news),
      )
    case 'cancel':
      return change(
        ({ key, phase }) =>
          (action.key ?? key) === key && (phase === 'queued' || phase === 'sending'),
        () => ({ phase: 'cancelled' }),
      )
    case 'again':
      return change(
        ({ key }) => key === action.key,
        () => ({ phase: 'queued', sent: 0, problem: null }),
      )
  }
}

function afterReading({ path }: UploadItem, news: IndexNews): Partial<UploadItem> {
  if (path === null || news.waiting?.paths.includes(path)) return {}
  const left = news.left_out?.data.find((each) => each.path === path)
  if (!left) return { phase: 'ready' }
  const problem = { code: 'article_unreadable', message: left.message, nextStep: left.next_step }
  return { phase: 'left-out', problem }
}

/** How many files are through, whatever became of them, and what became. */
export function countUpload({ items }: UploadState) {
  const count = (...phases: readonly UploadPhase[]) =>
    items.filter(({ phase }) => phases.includes(phase)).length
  const underWay = count('queued', 'sending', 'reading')
  return {
    all: items.length,
    done: items.length - underWay,
    underWay,
    unsent: count('queued', 'sending'),
    added: count('ready', 'already-there'),
    failed: count('refused', 'left-out', 'cancelled'),
  }
}
