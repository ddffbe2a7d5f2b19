/** Secrets that sign-in hands out once: codes, tokens, links. The store keeps hashes. */

import { randomBytes } from 'node:crypto'

/** 256 random bits, as 43 characters that fit a URL and a header. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}
