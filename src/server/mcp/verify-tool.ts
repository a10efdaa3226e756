import { z } from 'zod'
import {
  maxQuoteLength,
  maxTextLength,
  verification,
  verifyRequest,
} from '../../verify/verification.ts'
import { verifyQuotations } from '../../verify/verify-quotations.ts'
import { limitedWork } from '../limited-work.ts'
import { requireIndex } from '../open-index.ts'
import { bodyPointer, validate } from '../validate.ts'
import { defineTool } from './tool.ts'
import { writeVerification } from './write-verification.ts'

const input = z
  .strictObject({
    quote: z.string().max(maxQuoteLength).optional().describe('One quotation, without its marks.'),
    source: z
      .string()
      .max(2000)
      .optional()
      .describe('Where the quote is said to be from: an id, title, path, address or citation id.'),
    speaker: z.string().max(200).optional().describe('Who is said to have said it.'),
    text: z
      .string()
      .max(maxTextLength)
      .optional()
      .describe('A whole text instead of quote: every quotation found in it is checked.'),
    format: verifyRequest.shape.format.describe('Of text; told from the text when left out.'),
  })
  .check(({ value, issues }) => {
    const add = (field: string, message: string) =>
      issues.push({ code: 'custom', input: value, path: [field], message })
    const { quote, text } = value
    if ((quote === undefined) === (text === undefined)) {
      add(text === undefined ? 'quote' : 'text', 'Send either quote or text')
    }
    for (const field of ['source', 'speaker'] as const) {
      if (value[field] !== undefined && quote === undefined) add(field, 'Goes with quote only')
    }
    if (value.format !== undefined && text === undefined) add('format', 'Goes with text only')
    if (quote !== undefined && !/[\p{L}\p{N}]/u.test(quote)) add('quote', 'Has no word in it')
  })

export const verifyTool = defineTool({
  name: 'verify_quote',
  title: 'Verify a quotation',
  description:
    'Tells whether the articles hold a quotation word for word, or all quotations of a text: exact, normalised ' +
    '(only marks and spaces differ), misattributed, spliced or not_found, with the place or the nearest true ' +
    'wording. Use it before publishing a quotation that did not come from these tools just now. Send either ' +
    'quote (with source and speaker, if claimed) or text.',
  input,
  output: verification,
  run({ quote, source, speaker, text, format }, { dependencies, limit }, signal) {
    const asked =
      quote === undefined
        ? { text, ...(format ? { format } : {}) }
        : { quotes: [{ quote, ...(source ? { source } : {}), ...(speaker ? { speaker } : {}) }] }
    const request = validate(verifyRequest, asked, bodyPointer)
    const index = requireIndex(dependencies)
    const limits = { limit, milliseconds: dependencies.requestTimeoutMs }
    return limitedWork(limits, signal, (ended) =>
      verifyQuotations(index, request, { signal: ended }),
    )
  },
  write: writeVerification,
})
