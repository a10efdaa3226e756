import { Prose } from './prose.tsx'
import { type Schema, SchemaView, typeOf } from './schema-view.tsx'

interface Content {
  readonly schema?: Schema
  readonly example?: unknown
}
type Contents = Readonly<Record<string, Content>>

interface Operation {
  readonly operationId: string
  readonly tags?: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly schema: Schema
  }[]
  readonly requestBody?: { readonly content: Contents }
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Contents }>
  >
}

/** As much of an OpenAPI document as this page shows. */
export interface ApiDocument {
  readonly info: { readonly version: string; readonly description?: string }
  readonly tags: readonly { readonly name: string; readonly description?: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** The API for people, made of the same document as programs read; it is English like the API. */
export function ApiPage({ document, origin }: { document: ApiDocument; origin: string }) {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  return (
    <div class="api" lang="en">
      <h1>The API</h1>
      <p class="lead">
        <Prose text={document.info.description} />
      </p>
      <p>
        For programs: <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1, version{' '}
        {document.info.version}).
      </p>
      <nav aria-label="Operations">
        <ul class="operations">
          {all.map(({ path, method, operation: { operationId, summary } }) => (
            <li>
              <a href={`#${operationId}`}>
                {method.toUpperCase()} {path}
              </a>{' '}
              {summary}
            </li>
          ))}
        </ul>
      </nav>
      {document.tags.map(({ name, description }) => (
        <section aria-labelledby={`tag-${name}`}>
          <h2 id={`tag-${name}`}>{name}</h2>
          <p>{description}</p>
          {all
            .filter(({ operation }) => operation.tags?.includes(name))
            .map((one) => (
              <OperationView {...one} origin={origin} />
            ))}
        </section>
      ))}
      <section aria-labelledby="schemas">
        <h2 id="schemas">Objects</h2>
        {Object.entries(document.components.schemas).map(([name, schema]) => (
          <details id={`schema-${name}`}>
            <summary>
              <code>{name}</code> <Prose text={schema.description} />
            </summary>
            <SchemaView schema={schema} />
          </details>
        ))}
      </section>
    </div>
  )
}

interface OperationProps {
  readonly path: string
  readonly method: string
  readonly operation: Operation
  readonly origin: string
}

function OperationView({ path, method, operation, origin }: OperationProps) {
  const { operationId, summary, description, parameters, requestBody, responses } = operation
  const body = Object.values(requestBody?.content ?? {})[0]
  return (
    <article class="operation" id={operationId}>
      <h3>
        <code>
          {method.toUpperCase()} {path}
        </code>
      </h3>
      <p>
        {summary}. <Prose text={description} />
      </p>
      {parameters && parameters.length > 0 && (
        <ul class="schema" aria-label="Parameters">
          {parameters.map((parameter) => (
            <li>
              <code>{parameter.name}</code>{' '}
              <span class="schema-type">
                {typeOf(parameter.schema)}, in the {parameter.in}
              </span>
              {parameter.required && <strong class="required">required</strong>}
              {parameter.schema.description && (
                <span class="schema-about">
                  <Prose text={parameter.schema.description} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {body?.schema && (
        <details>
          <summary>Body: {Object.keys(requestBody?.content ?? {})[0]}</summary>
          <SchemaView schema={body.schema} />
        </details>
      )}
      {body?.example !== undefined && (
        <pre>
          <code>{curlOf(origin, path, body.example)}</code>
        </pre>
      )}
      <Responses responses={responses} />
    </article>
  )
}

/** What is hoped for in full; the problems, which are nearly the same everywhere, when asked for. */
function Responses({ responses }: Pick<Operation, 'responses'>) {
  const all = Object.entries(responses)
  const problems = all.filter(([status]) => Number(status) >= 400)
  const rows = (some: typeof all) =>
    some.map(([status, response]) => (
      <li>
        <code>{status}</code> <Prose text={response.description} />{' '}
        <Returned content={response.content} />
      </li>
    ))
  return (
    <>
      <ul class="responses" aria-label="Responses">
        {rows(all.filter((one) => !problems.includes(one)))}
      </ul>
      {problems.length > 0 && (
        <details>
          <summary>Problems: {problems.map(([status]) => status).join(', ')}</summary>
          <ul class="responses">{rows(problems)}</ul>
        </details>
      )}
    </>
  )
}

function Returned({ content }: { content: Contents | undefined }) {
  const schemas = Object.values(content ?? {}).flatMap(({ schema }) => schema?.$ref ?? [])
  return (
    <>
      {schemas.map((reference, at) => {
        const name = reference.split('/').at(-1)
        return (
          <>
            {at > 0 && ', '}
            <a href={`#schema-${name}`}>{name}</a>
          </>
        )
      })}
    </>
  )
}

function curlOf(origin: string, path: string, example: unknown): string {
  const body = JSON.stringify(example).replace(/'/g, "'\\''")
  return `curl -s ${origin}${path} -H 'Content-Type: application/json' -d '${body}'`
}
