/** Our LTI signing keys: next → active → retired, private parts sealed. Made at start or by rotation, never in a request. */

import type { Database } from '../store/database.ts'
import { advanceKeys, listKeys, saveKey } from '../store/lti.ts'
import type { KeyRecord } from '../store/lti.ts'
import type { SecretBox } from '../store/secret.ts'

export interface NewKey {
  readonly kid: string
  readonly publicJwk: object
  readonly privateJwk: object
}

export interface SigningKeyWorld {
  readonly db: Database
  readonly secretBox: SecretBox
  /** Makes a key pair (lti/tool-key). */
  readonly createKey: () => Promise<NewKey>
  readonly now: () => Date
}

// Platforms remember our key set; a retired key stays published this long.
const RETIRED_PUBLISHED_MS = 7 * 24 * 3_600_000

/** Sees to it that there is an active key and a published next one. Safe in several starting processes at once. */
export async function ensureSigningKey(world: SigningKeyWorld): Promise<void> {
  const present = new Set((await listKeys(world.db)).map(({ status }) => status))
  for (const status of ['active', 'next'] as const) if (!present.has(status)) await addKey(world, status)
}

/** The next key signs from now on, the active one retires, and a new next one is published. */
export async function rotateSigningKey(world: SigningKeyWorld): Promise<void> {
  await ensureSigningKey(world)
  await advanceKeys(world.db, world.now())
  await ensureSigningKey(world)
}

/**
 * Opens every private key with the installation's secret key.
 * @throws Failure SECRET_KEY_UNKNOWN or SECRET_UNREADABLE where one was sealed with another
 */
export async function checkSigningKeys({ db, secretBox }: Pick<SigningKeyWorld, 'db' | 'secretBox'>): Promise<void> {
  for (const { kid, privateSealed } of await listKeys(db)) secretBox.open(privateSealed, sealContext(kid))
}

export interface KeySet {
  readonly keys: readonly KeyRecord['publicJwk'][]
}

/** What `/lti/jwks.json` shows: next, active, and those retired lately. */
export async function publishedKeys(db: Database, now: Date): Promise<KeySet> {
  const keys = await listKeys(db)
  const published = keys.filter(
    ({ retiredAt }) => retiredAt === null || now.getTime() - retiredAt.getTime() < RETIRED_PUBLISHED_MS,
  )
  return { keys: published.map(({ publicJwk }) => publicJwk) }
}

async function addKey(world: SigningKeyWorld, status: 'active' | 'next'): Promise<void> {
  const key = await world.createKey()
  const privateSealed = world.secretBox.seal(JSON.stringify(key.privateJwk), sealContext(key.kid))
  await saveKey(world.db, { kid: key.kid, status, publicJwk: { ...key.publicJwk }, privateSealed }, world.now())
}

/** What a sealed private key is bound to: it opens under its own id only. */
function sealContext(kid: string): string {
  return `lti_key:${kid}`
}
