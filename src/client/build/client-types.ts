import { compile } from 'json-schema-to-typescript'
import { z } from 'zod'
import {
  answer,
  answerEvent,
  askRequest,
  citation,
  searchRequest,
  searchResponse,
} from '../../answer/answer.ts'
import { citationLookup } from '../../server/openapi/citation-schema.ts'
import { sourceDetail, sourceList, sourceText } from '../../server/openapi/source-schemas.ts'
import { verification, verifyRequest } from '../../verify/verification.ts'

/** What `src/client/types.ts` names, by the same names. */
const named = z.object({
  ...{ Answer: answer, AnswerEvent: answerEvent, AskRequest: askRequest, Citation: citation },
  ...{ SearchRequest: searchRequest, SearchResponse: searchResponse },
  ...{ Verification: verification, VerifyRequest: verifyRequest, CitationLookup: citationLookup },
  ...{ SourceDetail: sourceDetail, SourceList: sourceList, SourceText: sourceText },
})

/**
 * The client's types in TypeScript that stands by itself, made of the schemas that requests are
 * checked with: whoever uses the client needs neither zod nor this program's own files to read them.
 */
export async function clientTypes(): Promise<string> {
  const { properties = {}, $defs = {} } = z.toJSONSchema(named)
  // Those that have a name of their own are there under it.
  const definitions = { ...properties, ...$defs }
  const whole = { title: 'Named', type: 'object', definitions, additionalProperties: false }
  const schema = JSON.parse(JSON.stringify(whole).replaceAll('#/$defs/', '#/definitions/'))
  const text = await compile(schema, 'Named', {
    additionalProperties: false,
    bannerComment: '',
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: true,
  })
  return text
    .replace(/^export interface Named \{\}\n+/m, '')
    .replace(/\n( \*\n)? \* This interface was referenced by .*\n \* via the `definition` .*/g, '')
    .replace(/^\/\*\*\n \*\/\n/gm, '')
}
