export type StageName = 'resolve' | 'embed' | 'retrieve' | 'select' | 'verify' | 'compose' | 'llm'

/** A stage of an answer, once it has ended. */
export interface Stage {
  readonly name: StageName
  /** Milliseconds, as `performance.now()` counts them. */
  readonly start: number
  readonly end: number
}

/** Is told of each stage. Must not throw, and must not wait. */
export type OnStage = (stage: Stage) => void

/** Says that a stage has ended: it began with the last one's end, or when this was made. */
export function stagesFromHere(onStage: OnStage | undefined): (name: StageName) => void {
  if (!onStage) return () => {}
  let start = performance.now()
  return (name) => {
    const end = performance.now()
    onStage({ name, start, end })
    start = end
  }
}
