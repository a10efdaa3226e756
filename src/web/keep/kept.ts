/** How this conversation stands with what the browser keeps. */
export interface Kept {
  /** What it is kept as; null where it is not. */
  readonly conversation: string | null
  /** When it was kept, in milliseconds since 1970, where it is shown as it was then. */
  readonly since: number | null
  readonly notice: KeepingNotice | null
}

/** Why less is kept than was asked: no room given, none left, older ones gone, too long; or no file. */
export type KeepingNotice = 'refused' | 'full' | 'dropped' | 'cut' | 'not-saved'

export const notKept: Kept = { conversation: null, since: null, notice: null }
