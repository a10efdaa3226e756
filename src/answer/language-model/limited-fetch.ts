/** The body was longer than a reply may be. */
export class ReplyTooLong extends Error {}

export interface LimitedFetchOptions {
  /** Sent as a bearer token; without one no authorization is sent. */
  readonly key: string | undefined
  /** Bytes of a body at most, unpacked. */
  readonly mostBytes: number
}

/**
 * `fetch` that sends the headers named here and no others, follows no redirect, which could lead the
 * question to another host, and ends a body that grows past the limit.
 * @throws ReplyTooLong while the body is read
 */
export function limitedFetch({ key, mostBytes }: LimitedFetchOptions): typeof fetch {
  return async (address, init = {}) => {
    const headers = new Headers({ Accept: 'application/json', 'Content-Type': 'application/json' })
    if (key !== undefined) headers.set('Authorization', `Bearer ${key}`)
    const response = await fetch(address, { ...init, headers, redirect: 'error' })
    // Node lets go of a request's signal once it has the head, and then no abort reaches the body.
    const { signal } = init
    const ending = signal ? { signal } : {}
    const body = response.body?.pipeThrough(endPast(mostBytes), ending) ?? null
    const { status, statusText } = response
    return new Response(body, { status, statusText, headers: response.headers })
  }
}

function endPast(most: number): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let read = 0
  return new TransformStream({
    transform(chunk, controller) {
      read += chunk.byteLength
      if (read > most) controller.error(new ReplyTooLong(`The reply is over ${most} bytes.`))
      else controller.enqueue(chunk)
    },
  })
}
