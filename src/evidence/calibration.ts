import type { AnswerFeatures } from './answerability.ts'

/** A logistic regression over the features, fitted for one embedding model. */
export interface Calibration {
  readonly intercept: number
  readonly weights: Readonly<Record<keyof AnswerFeatures, number>>
}

/** Under this probability the answer is a refusal. */
export const answerThreshold = 0.5

const calibrations: Readonly<Record<string, Calibration>> = {
  'Xenova/e5-small-v2': {
    intercept: -30,
    weights: {
      passageSimilarity: 34,
      sentenceSimilarity: 0,
      passageCoverage: 4,
      sentenceCoverage: 0,
      unknownShare: -2,
      missingNumbers: -2,
      missingNames: -1,
      missingKind: -1,
    },
  },
}

/** The calibration of a model; of the default model for one that has none of its own. */
export function calibrationFor(model: string): Calibration {
  const found = calibrations[model] ?? calibrations['Xenova/e5-small-v2']
  if (!found) throw new Error('the default model has no calibration')
  return found
}
