/** Our own signing keys: published before they sign and after, rotated by a command and by the worker, sealed at rest. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createToolKey } from '../../src/lti/tool-key.ts'
import {
  checkSigningKeys,
  ensureSigningKey,
  publishedKeys,
  replaceSigningKeys,
  rotateSigningKey,
  type SigningKeyWorld,
  tendSigningKeys,
  viewKeys,
} from '../../src/signin/signing-key.ts'
import { openSecretBox } from '../../src/store/secret.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'

const TIMES = { signingKeyDays: 90, signingKeyAheadHours: 24, signingKeyRetiredDays: 7 }
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let database: TestDatabase
let world: SigningKeyWorld
let at = Date.parse('2026-11-01T00:00:00Z')

beforeAll(async () => {
  database = await cloneDatabase()
  const secretBox = openSecretBox(Buffer.alloc(32, 7))
  world = { db: database.open('sync'), secretBox, createKey: createToolKey, now: () => new Date(at) }
})
afterAll(() => database.drop())

const published = async (): Promise<unknown[]> =>
  (await publishedKeys(world.db, world.now(), TIMES)).keys.map((key) => key['kid'])
const kidOf = async (status: string): Promise<string | undefined> =>
  (await viewKeys(world.db, world.now(), TIMES)).find((key) => key.status === status)?.kid
const rows = async (): Promise<number> => (await world.db.pool.query('select from lti_key')).rowCount ?? 0

// The tests follow one installation through its months, in this order.
describe('our signing keys', () => {
  it('are made once, however many processes start at the same moment: one signs, one is published ahead', async () => {
    await Promise.all(Array.from({ length: 4 }, () => ensureSigningKey(world)))
    expect(await published()).toHaveLength(2)
    expect((await viewKeys(world.db, world.now(), TIMES)).map(({ status }) => status).toSorted()).toEqual([
      'active',
      'next',
    ])
  })

  it('do not move while platforms may not have read the next one yet', async () => {
    at += 24 * HOUR_MS - 1
    const before = await published()
    await expect(rotateSigningKey(world, TIMES)).rejects.toMatchObject({ code: 'LTI_KEY_TOO_NEW' })
    expect(await published()).toEqual(before)
  })

  it('move on command: the next one signs, the one before stays published, a new next one is there', async () => {
    at += 1
    const [active, next] = [await kidOf('active'), await kidOf('next')]
    await rotateSigningKey(world, TIMES)
    expect(await kidOf('active')).toBe(next)
    expect(await kidOf('retired')).toBe(active)
    expect(await published()).toHaveLength(3)
  })

  it('move once when several rotate at the same moment', async () => {
    at += 2 * DAY_MS
    const next = await kidOf('next')
    const ended = await Promise.allSettled(Array.from({ length: 4 }, () => rotateSigningKey(world, TIMES)))
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await kidOf('active')).toBe(next)
    expect(await published()).toHaveLength(4)
  })

  it('leave the key set, and then the database, when their time after retiring is over', async () => {
    at += 7 * DAY_MS
    expect(await published()).toHaveLength(2)
    expect(await rows()).toBe(4)
    expect(await tendSigningKeys(world, TIMES)).toEqual({ rotated: false, removed: 2 })
    expect(await rows()).toBe(2)
  })

  it('are rotated by the worker when the active one has signed for its time, once for all workers', async () => {
    const next = await kidOf('next')
    at += 82 * DAY_MS
    expect(await tendSigningKeys(world, TIMES)).toMatchObject({ rotated: false })
    at += 2 * DAY_MS
    const tended = await Promise.all(Array.from({ length: 4 }, () => tendSigningKeys(world, TIMES)))
    expect(tended.filter(({ rotated }) => rotated)).toHaveLength(1)
    expect(await kidOf('active')).toBe(next)
    expect(await kidOf('next')).toBeDefined()
  })

  it('that may have leaked are all replaced at once, and none of them is published any more', async () => {
    const before = await published()
    await replaceSigningKeys(world)
    const after = await published()
    expect(after).toHaveLength(2)
    expect(after.filter((kid) => before.includes(kid))).toEqual([])
  })

  it('are RSA of 2048 bits and published without a private number', async () => {
    for (const key of (await publishedKeys(world.db, world.now(), TIMES)).keys) {
      expect(Buffer.from(String(key['n']), 'base64url')).toHaveLength(256)
      expect(Object.keys(key).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
    }
  })

  it('are sealed: the database holds no private number, and a sealed one opens under its own id only', async () => {
    const { rows: kept } = await world.db.pool.query<{ text: string; kid: string; sealed: string }>(
      'select k::text as text, kid, private_sealed as sealed from lti_key k',
    )
    expect(kept.length).toBeGreaterThan(0)
    for (const { text, kid, sealed } of kept) {
      const opened = JSON.parse(world.secretBox.open(sealed, `lti_key:${kid}`)) as { d: string }
      expect(opened.d.length).toBeGreaterThan(300)
      expect(text).not.toContain(opened.d)
      expect(() => world.secretBox.open(sealed, 'lti_key:another')).toThrow()
    }
    await checkSigningKeys(world)
    const foreign = { db: world.db, secretBox: openSecretBox(Buffer.alloc(32, 8)) }
    await expect(checkSigningKeys(foreign)).rejects.toMatchObject({ code: 'SECRET_KEY_UNKNOWN' })
  })

  it('are out of reach for the web: it can remove none', async () => {
    const web = { ...world, db: database.open('web') }
    await expect(replaceSigningKeys(web)).rejects.toMatchObject({ code: '42501' })
    expect(await published()).toHaveLength(2)
  })
})
