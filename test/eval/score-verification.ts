import { type QuotationClass, quotationClasses } from '../../src/verify/judge-quotation.ts'
import type { VerifiedQuotation } from '../../src/verify/verification.ts'
import type { QuoteCase } from './misquote.ts'

export interface ClassFigures {
  readonly name: QuotationClass
  readonly cases: number
  /** Of those told to be of this class, the share that are; 1 where none is told. */
  readonly precision: number
  /** Of those of this class, the share told to be; 1 where there is none. */
  readonly recall: number
}

export interface RuleFigures {
  readonly rule: string
  readonly cases: number
  readonly right: number
  /** Of the changed ones that are expected to be named, those named; undefined where none is expected. */
  readonly named: number | undefined
}

/** Precision and recall of each class, and how each rule's cases were judged. */
export function scoreVerification(
  cases: readonly QuoteCase[],
  found: readonly VerifiedQuotation[],
): { classes: ClassFigures[]; rules: RuleFigures[] } {
  const rows = cases.map((one, at) => ({ one, told: found[at] }))
  const classes = quotationClasses.map((name) => {
    const told = rows.filter((row) => row.told?.status === name)
    const real = rows.filter(({ one }) => one.expected === name)
    const both = told.filter(({ one }) => one.expected === name).length
    return {
      name,
      cases: real.length,
      precision: told.length === 0 ? 1 : both / told.length,
      recall: real.length === 0 ? 1 : both / real.length,
    }
  })
  const rules = [...new Set(cases.map(({ rule }) => rule))].map((rule) => {
    const own = rows.filter(({ one }) => one.rule === rule)
    const isNamed = ({ one, told }: (typeof rows)[number]): boolean =>
      told?.nearest?.changes.some(({ kind }) => one.kinds?.includes(kind)) === true
    return {
      rule,
      cases: own.length,
      right: own.filter(({ one, told }) => told?.status === one.expected).length,
      named: own.some(({ one }) => one.kinds) ? own.filter(isNamed).length : undefined,
    }
  })
  return { classes, rules }
}
