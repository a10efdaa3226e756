/**
 * Parts of the pipeline that can be left out, to measure what each one adds (`npm run eval --
 * --without`). Whoever builds another one adds its name here and asks for it where it works. Not
 * reachable by requests: a running program has all of them.
 */
export const pipelineParts = [
  'titles',
  'history',
  'dictionary',
  'dense',
  'lexical',
  'alignment',
  'kind',
  'speakers',
  'parts',
  'premise',
  'disagreements',
  'copies',
  'clauses',
  'dates',
  'collection',
] as const

export type PipelinePart = (typeof pipelineParts)[number]

/** Parts left out. */
export type Without = ReadonlySet<PipelinePart>

/** The whole pipeline. */
export const nothing: Without = new Set()
