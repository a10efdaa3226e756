/** What the server says went wrong (RFC 9457), or what became of the connection. */
export class FootnoteProblem extends Error {
  /** Never changes its meaning; `unreachable` and `broken_off` are the client's own. */
  readonly code: string
  /** Of HTTP; 0 where there was no response. */
  readonly status: number
  readonly nextStep: string | null
  /** Seconds after which trying again makes sense, where the server says so. */
  readonly retryAfter: number | null

  constructor(
    code: string,
    message: string,
    details: { status?: number; nextStep?: string | null; retryAfter?: number | null } = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'FootnoteProblem'
    this.code = code
    this.status = details.status ?? 0
    this.nextStep = details.nextStep ?? null
    this.retryAfter = details.retryAfter ?? null
  }
}

/** The problem in a response that is none of what was asked for. */
export async function problemOf(response: Response): Promise<FootnoteProblem> {
  const body: unknown = await response.json().catch(() => null)
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN)
  return problemFrom(body, response.status, Number.isFinite(retryAfter) ? retryAfter : null)
}

/** The problem in the data of an `error` event, or in a body. */
export function problemFrom(
  value: unknown,
  status: number,
  retryAfter: number | null = null,
): FootnoteProblem {
  const fields = typeof value === 'object' && value !== null ? { ...value } : {}
  const text = (name: string): string | null => {
    const found = (fields as Record<string, unknown>)[name]
    return typeof found === 'string' ? found : null
  }
  const message = text('detail') ?? text('title') ?? `The server answered ${status}.`
  const nextStep = text('next_step')
  return new FootnoteProblem(text('code') ?? 'internal', message, { status, nextStep, retryAfter })
}
