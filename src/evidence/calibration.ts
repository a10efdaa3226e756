import type { AnswerFeatures } from './answerability.ts'

/** A logistic regression over the features, fitted for one embedding model. */
export interface Calibration {
  readonly intercept: number
  readonly weights: Readonly<Record<keyof AnswerFeatures, number>>
}

/** Under this probability the answer is a refusal. */
export const answerThreshold = 0.3

const calibrations: Readonly<Record<string, Calibration>> = {
  'Xenova/e5-small-v2': {
    intercept: -27.055,
    weights: {
      passageSimilarity: 3.106,
      sentenceSimilarity: 27.714,
      passageCoverage: 1.093,
      sentenceCoverage: -1.269,
      articleCoverage: 2.575,
      unknownShare: 0.993,
      missingNumbers: -1.819,
      missingNames: -0.292,
      absentNames: -0.956,
      missingKind: -1.061,
    },
  },
}

/** The calibration of a model; of the default model for one that has none of its own. */
export function calibrationFor(model: string): Calibration {
  const found = calibrations[model] ?? calibrations['Xenova/e5-small-v2']
  if (!found) throw new Error('the default model has no calibration')
  return found
}
