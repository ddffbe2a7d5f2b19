/** Our own signing keys: RSA of 2048 bits, made outside of any request, published by JWKS. */

import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'
import type { JWK } from 'jose'

export interface ToolKey {
  /** RFC 7638 thumbprint: the same key always has the same id. */
  readonly kid: string
  readonly publicJwk: JWK
  readonly privateJwk: JWK
}

/** Makes a key pair, asynchronously, in about 0.1 s (4096 bits would take 2 s and more). */
export async function createToolKey(): Promise<ToolKey> {
  const pair = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true })
  const [bare, privateJwk] = await Promise.all([exportJWK(pair.publicKey), exportJWK(pair.privateKey)])
  const kid = await calculateJwkThumbprint(bare)
  return { kid, publicJwk: { ...bare, kid, alg: 'RS256', use: 'sig' }, privateJwk }
}
