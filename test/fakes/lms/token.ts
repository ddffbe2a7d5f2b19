/** The platform's keys and what it signs with them; rightly, or in any wrong way that a test asks for. */

import { CompactSign, exportJWK, exportSPKI, generateKeyPair, importJWK } from 'jose'
import type { CryptoKey, JWK } from 'jose'

/** How a token is signed. Everything but `platform` is an attack. */
export type Signer = 'platform' | 'stranger' | 'none' | 'hs256' | 'rs512' | 'es256'

/** A token before it is signed. Tests change it in place. */
export interface TokenDraft {
  header: Record<string, unknown>
  claims: Record<string, unknown>
  signer: Signer
  /** Changes the claims as they are written, before they are signed. */
  write?: (json: string) => string
  /** Changes the finished token. */
  spoil: (token: string) => string
}

export interface PlatformKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
  readonly publicJwk: JWK
}

/** An RSA key of 2048 bits. */
export async function createPlatformKey(kid: string): Promise<PlatformKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true })
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }
  return { kid, privateKey, publicKey, publicJwk }
}

/** Signs the draft as it says. */
export async function signDraft(draft: TokenDraft, key: PlatformKey): Promise<string> {
  const signed = await signBy[draft.signer](draft, key)
  return draft.spoil(signed)
}

type Sign = (draft: TokenDraft, key: PlatformKey) => Promise<string>

const signBy: Record<Signer, Sign> = {
  platform: (draft, key) => compact(draft, 'RS256', key.privateKey),
  stranger: async (draft) => compact(draft, 'RS256', (await createPlatformKey('stranger')).privateKey),
  none: (draft) => Promise.resolve(`${encoded({ ...draft.header, alg: 'none' })}.${encoded(draft.claims)}.`),
  hs256: async (draft, key) => compact(draft, 'HS256', new TextEncoder().encode(await exportSPKI(key.publicKey))),
  rs512: async (draft, key) => {
    const asRs512 = await importJWK({ ...(await exportJWK(key.privateKey)), alg: 'RS512' }, 'RS512')
    return compact(draft, 'RS512', asRs512)
  },
  es256: async (draft) => compact(draft, 'ES256', (await generateKeyPair('ES256')).privateKey),
}

function compact(draft: TokenDraft, alg: string, key: CryptoKey | Uint8Array): Promise<string> {
  const json = JSON.stringify(draft.claims)
  const payload = new TextEncoder().encode(draft.write?.(json) ?? json)
  return new CompactSign(payload).setProtectedHeader({ ...draft.header, alg }).sign(key)
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
