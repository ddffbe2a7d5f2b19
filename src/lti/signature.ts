/** The signature of a token: RS256 and nothing else, by a platform's public key. */

import { createPublicKey, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { JWK } from 'jose'
import { LtiRefusal } from './refusal.ts'

const BITS_MIN = 2048
const PARTS = /^([\w-]+\.[\w-]+)\.([\w-]*)$/
// A platform's keys are read once and serve thousands of launches. What is gone from its key set goes from here, too.
const imported = new WeakMap<JWK, KeyObject>()

/**
 * Verifies the signature of a compact token (RFC 7515 §5.2; RS256 is RSASSA-PKCS1-v1_5 with SHA-256, RFC 7518 §3.3). It
 * is computed here and now: that takes some 30 µs, less than to hand it to another thread.
 * @throws LtiRefusal signature_wrong, token_format, key_unsuitable
 */
export function checkRs256(token: string, jwk: JWK): void {
  const [, signed, signature] = PARTS.exec(token) ?? []
  if (signed === undefined || signature === undefined) throw new LtiRefusal('token_format')
  const key = imported.get(jwk) ?? importKey(jwk)
  imported.set(jwk, key)
  if (!isSignedBy(key, Buffer.from(signed, 'latin1'), Buffer.from(signature, 'base64url'))) {
    throw new LtiRefusal('signature_wrong')
  }
}

function isSignedBy(key: KeyObject, signed: Buffer, signature: Buffer): boolean {
  try {
    return verify('sha256', signed, key, signature)
  } catch {
    // Numbers that look like a key until something is computed with them.
    throw new LtiRefusal('key_unsuitable')
  }
}

function importKey({ n, e }: JWK): KeyObject {
  const key = readKey({ kty: 'RSA', n: n ?? '', e: e ?? '' })
  if (key === null || (key.asymmetricKeyDetails?.modulusLength ?? 0) < BITS_MIN) throw new LtiRefusal('key_unsuitable')
  return key
}

/** Only the public numbers: whatever else a platform publishes by mistake stays out. Null: they are no key. */
function readKey(key: { readonly kty: 'RSA'; readonly n: string; readonly e: string }): KeyObject | null {
  try {
    return createPublicKey({ key, format: 'jwk' })
  } catch {
    return null
  }
}
