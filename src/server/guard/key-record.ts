import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'

/** `ask` may ask and read and say what it thinks of answers; `admin` may add articles too. */
export const scopes = ['ask', 'admin'] as const
export type Scope = (typeof scopes)[number]

/** A key as the file keeps it: enough to recognise it, not enough to use it. */
export const keyRecord = z.strictObject({
  /** The part of the key that is no secret; lists and logs may name it. */
  key: z.string().regex(/^[0-9a-f]{8}$/),
  name: z.string().min(1).max(100),
  scope: z.enum(scopes),
  /** SHA-256 of the whole key, in hexadecimal digits. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  created: z.iso.datetime(),
  /** The first moment at which it is good no more; null where it has no end. */
  expires: z.iso.datetime().nullable(),
})
export type KeyRecord = z.infer<typeof keyRecord>

/** Takes a key back. */
export const revocation = z.strictObject({ revoke: z.string(), at: z.iso.datetime() })

/** A key was used on a day (UTC). */
export const usage = z.strictObject({ used: z.string(), on: z.iso.date() })

/** `fn_`, the part that is no secret, and 256 random bits; scanners for leaks can tell it. */
export const keyPattern = /^fn_([0-9a-f]{8})_[0-9a-f]{64}$/

/**
 * A new key, and what is kept of it. The hash is a fast one: slow ones (scrypt, Argon2) are there for
 * passwords, which can be guessed. 256 random bits cannot, however fast each try is.
 */
export function makeKey(
  given: Pick<KeyRecord, 'name' | 'scope' | 'expires'>,
  now: Date,
): { readonly key: string; readonly record: KeyRecord } {
  const id = randomBytes(4).toString('hex')
  const key = `fn_${id}_${randomBytes(32).toString('hex')}`
  const hash = hashOf(key).toString('hex')
  return { key, record: { key: id, ...given, hash, created: now.toISOString() } }
}

export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
