/** What Staffroom signs for platforms: with its active key, for minutes. */

import { importJWK, SignJWT } from 'jose'
import type { JWK } from 'jose'

/** The active key, private part included; it never leaves the function that signs. */
export interface SigningKey {
  readonly kid: string
  readonly privateJwk: object
}

/** Signs claims; whoever asks says for whom and for how long. */
export type Sign = (claims: Readonly<Record<string, unknown>>) => Promise<string>

/** Signs with the key that is active when it is asked. */
export function signWith(readKey: () => Promise<SigningKey>): Sign {
  return async (claims) => {
    const { kid, privateJwk } = await readKey()
    const key = await importJWK(privateJwk as JWK, 'RS256')
    return new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(key)
  }
}
