import type { AnswerFeatures } from './answerability.ts'
import weights from './calibration.json' with { type: 'json' }

/** A logistic regression over the features, fitted for one embedding model. */
export interface Calibration {
  readonly intercept: number
  readonly weights: Readonly<Record<keyof AnswerFeatures, number>>
}

/**
 * Under this probability the answer is a refusal: it would rather be wrong than right. A little under
 * one half, where the sets' curves of false refusals over refusals bend (docs/quality.md).
 */
export const answerThreshold = 0.45

/** Weights by model, written by `npm run fit`. */
const calibrations: Readonly<Record<string, Calibration>> = weights

/** The calibration of a model; of the default model for one that has none of its own. */
export function calibrationFor(model: string): Calibration {
  const found = calibrations[model] ?? calibrations['Xenova/e5-small-v2']
  if (!found) throw new Error('the default model has no calibration')
  return found
}
