/** Our LTI signing keys: next → active → retired, private parts sealed. Made at start or by rotation, never in a request. */

import { Failure } from '../roster/failure.ts'
import type { Database } from '../store/database.ts'
import { advanceKeys, listKeys, removeRetiredKeys, replaceKeys, saveKey } from '../store/lti/lti-key.ts'
import type { KeyRecord, KeyStatus, NewKeyRecord } from '../store/lti/lti-key.ts'
import type { SecretBox } from '../store/secret.ts'

export interface NewKey {
  readonly kid: string
  readonly publicJwk: object
  readonly privateJwk: object
}

/** As config/worker.json has them. */
export interface SigningKeyTimes {
  /** A key signs this long. */
  readonly signingKeyDays: number
  /** A next key must have been published this long before it signs: platforms remember our key set. */
  readonly signingKeyAheadHours: number
  /** A retired key stays published this long. */
  readonly signingKeyRetiredDays: number
}

export interface SigningKeyWorld {
  readonly db: Database
  readonly secretBox: SecretBox
  /** Makes a key pair (lti/tool-key). */
  readonly createKey: () => Promise<NewKey>
  readonly now: () => Date
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Sees to it that there is an active key and a published next one. Safe in several starting processes at once. */
export async function ensureSigningKey(world: SigningKeyWorld): Promise<void> {
  const present = new Set((await listKeys(world.db)).map(({ status }) => status))
  for (const status of ['active', 'next'] as const) if (!present.has(status)) await addKey(world, status)
}

/**
 * The next key signs from now on, the active one retires, and a new next one is published.
 * @throws Failure LTI_KEY_TOO_NEW where platforms may not have read the next key yet
 */
export async function rotateSigningKey(world: SigningKeyWorld, times: SigningKeyTimes): Promise<void> {
  await ensureSigningKey(world)
  const now = world.now()
  const publishedBy = back(now, times.signingKeyAheadHours * HOUR_MS)
  const moved = await advanceKeys(world.db, { now, publishedBy, activeBy: now })
  if (!moved) throw await tooNew(world.db, times)
  await ensureSigningKey(world)
}

/**
 * What the worker does every hour: a key that has signed for its time gives way to the next one, and what is no longer
 * published is removed. Safe in several workers at once. Role `sync`.
 */
export async function tendSigningKeys(
  world: SigningKeyWorld,
  times: SigningKeyTimes,
): Promise<{ readonly rotated: boolean; readonly removed: number }> {
  await ensureSigningKey(world)
  const now = world.now()
  const rotated = await advanceKeys(world.db, {
    now,
    publishedBy: back(now, times.signingKeyAheadHours * HOUR_MS),
    activeBy: back(now, times.signingKeyDays * DAY_MS),
  })
  if (rotated) await ensureSigningKey(world)
  const removed = await removeRetiredKeys(world.db, back(now, times.signingKeyRetiredDays * DAY_MS))
  return { rotated, removed }
}

/**
 * For keys that somebody else may have: new ones take the place of all there are, at once. Platforms find them by
 * reading our key set anew; until then their services refuse us. Role `sync`.
 */
export async function replaceSigningKeys(world: SigningKeyWorld): Promise<void> {
  const keys = [await makeKey(world, 'active'), await makeKey(world, 'next')]
  await replaceKeys(world.db, keys, world.now())
}

/**
 * Opens every private key with the installation's secret key.
 * @throws Failure SECRET_KEY_UNKNOWN or SECRET_UNREADABLE where one was sealed with another
 */
export async function checkSigningKeys({ db, secretBox }: Pick<SigningKeyWorld, 'db' | 'secretBox'>): Promise<void> {
  for (const { kid, privateSealed } of await listKeys(db)) secretBox.open(privateSealed, sealContext(kid))
}

/**
 * The key that signs now, opened; for whoever signs, and for nobody else.
 * @throws Failure LTI_KEY_MISSING where none is active, SECRET_KEY_UNKNOWN or SECRET_UNREADABLE where it can't be opened
 */
export async function readActiveKey({
  db,
  secretBox,
}: Pick<SigningKeyWorld, 'db' | 'secretBox'>): Promise<{ readonly kid: string; readonly privateJwk: object }> {
  const active = (await listKeys(db)).find(({ status }) => status === 'active')
  if (active === undefined)
    throw new Failure(
      'LTI_KEY_MISSING',
      'operator',
      'There is no active LTI key yet. Start the web server: it makes one.',
    )
  const opened = secretBox.open(active.privateSealed, sealContext(active.kid))
  return { kid: active.kid, privateJwk: JSON.parse(opened) as object }
}

export interface KeySet {
  readonly keys: readonly KeyRecord['publicJwk'][]
}

type RetiredDays = Pick<SigningKeyTimes, 'signingKeyRetiredDays'>

/** What `/lti/jwks.json` shows: next, active, and those retired lately. */
export async function publishedKeys(db: Database, now: Date, times: RetiredDays): Promise<KeySet> {
  const keys = await listKeys(db)
  return { keys: keys.filter((key) => isPublished(key, now, times)).map(({ publicJwk }) => publicJwk) }
}

/** A key as an operator sees it: nothing of it is secret. */
export interface KeyView {
  readonly kid: string
  readonly status: KeyStatus
  readonly createdAt: Date
  readonly activatedAt: Date | null
  /** Null: published until it has retired. */
  readonly publishedUntil: Date | null
}

/** The published keys, oldest first. */
export async function viewKeys(db: Database, now: Date, times: RetiredDays): Promise<readonly KeyView[]> {
  const keys = await listKeys(db)
  return keys
    .filter((key) => isPublished(key, now, times))
    .map((key) => {
      const { kid, status, createdAt, activatedAt } = key
      return { kid, status, createdAt, activatedAt, publishedUntil: publishedUntil(key, times) }
    })
}

function isPublished(key: KeyRecord, now: Date, times: RetiredDays): boolean {
  const until = publishedUntil(key, times)
  return until === null || now < until
}

function publishedUntil({ retiredAt }: KeyRecord, { signingKeyRetiredDays }: RetiredDays): Date | null {
  return retiredAt === null ? null : new Date(retiredAt.getTime() + signingKeyRetiredDays * DAY_MS)
}

async function addKey(world: SigningKeyWorld, status: 'active' | 'next'): Promise<void> {
  await saveKey(world.db.pool, await makeKey(world, status), world.now())
}

async function makeKey({ createKey, secretBox }: SigningKeyWorld, status: 'active' | 'next'): Promise<NewKeyRecord> {
  const { kid, publicJwk, privateJwk } = await createKey()
  const privateSealed = secretBox.seal(JSON.stringify(privateJwk), sealContext(kid))
  return { kid, status, publicJwk: { ...publicJwk }, privateSealed }
}

/** What a sealed private key is bound to: it opens under its own id only. */
function sealContext(kid: string): string {
  return `lti_key:${kid}`
}

async function tooNew(db: Database, { signingKeyAheadHours }: SigningKeyTimes): Promise<Failure> {
  const next = (await listKeys(db)).find(({ status }) => status === 'next')
  const since = next?.createdAt ?? new Date(0)
  const from = new Date(since.getTime() + signingKeyAheadHours * HOUR_MS)
  return new Failure(
    'LTI_KEY_TOO_NEW',
    'operator',
    `The next key has been published since ${since.toISOString()} only, and platforms may not have read it yet: it can sign from ${from.toISOString()} on. Where a key may be in other hands, use --leaked.`,
  )
}

function back(from: Date, ms: number): Date {
  return new Date(from.getTime() - ms)
}
