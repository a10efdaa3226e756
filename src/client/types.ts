import type { z } from 'zod'
import type { citationLookup } from '../server/openapi/citation-schema.ts'
import type { sourceDetail, sourceList, sourceText } from '../server/openapi/source-schemas.ts'

// In the package this file is made of the schemas themselves: build/client-types.ts.
export type {
  Answer,
  AnswerEvent,
  AskRequest,
  Citation,
  SearchRequest,
  SearchResponse,
} from '../answer/answer.ts'
export type { Verification, VerifyRequest } from '../verify/verification.ts'
export type CitationLookup = z.infer<typeof citationLookup>
export type SourceDetail = z.infer<typeof sourceDetail>
export type SourceList = z.infer<typeof sourceList>
export type SourceText = z.infer<typeof sourceText>
