/** Who is signed in, over HTTP: one's own sessions, those of the district, and ending them. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSignIn } from '../../src/signin/sign-in.ts'
import type { SignIn } from '../../src/signin/sign-in.ts'
import { DEFAULT_SIGN_IN_LIMITS } from '../../src/signin/limits.ts'
import { openOwnSession } from '../../src/signin/session.ts'
import { hashToken } from '../../src/store/signin/session.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName, SchoolDistrict } from './school-district.ts'
import { NOW, openTestApp } from './test-app.ts'
import type { TestApp } from './test-app.ts'
import { signInParts } from '../signin/parts.ts'

let app: TestApp
let signIn: SignIn

beforeAll(async () => {
  app = await openTestApp()
  signIn = createSignIn({
    ...signInParts,
    db: app.world.database,
    now: () => NOW,
    findPlatformKey: () => Promise.reject(new Error('No platform is asked here.')),
    afterRoleChange: () => Promise.resolve(),
    signingKeyRetiredDays: 7,
  })
})
afterAll(() => app.close())
beforeEach(() => app.world.database.pool.query('delete from session'))

/** A real session of the person, and the bearer of the test's own with which they ask. */
async function open(district: SchoolDistrict, name: PersonName): Promise<string> {
  const world = { db: app.world.database, limits: DEFAULT_SIGN_IN_LIMITS, now: () => NOW }
  const who = { districtId: district.id, personId: district.people[name], customerId: null, customerAdminId: null }
  return (await openOwnSession(world, who, 'password')).token
}

async function own(district: SchoolDistrict, name: PersonName): Promise<readonly { readonly id: string }[]> {
  const { json } = await app.call('/api/v1/sessions', { token: app.bearerOf(district, name) })
  return (json as { sessions: { id: string }[] }).sessions
}

const isIn = async (token: string): Promise<boolean> => (await signIn.findPrincipal(token)) !== null
const end = async (path: string, name: PersonName): Promise<number> =>
  (await app.call(path, { method: 'DELETE', token: app.bearerOf(app.alpha, name) })).status

async function audited(): Promise<readonly unknown[]> {
  return inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    const { rows } = await client.query<object>(
      `select actor, action, object, detail from audit_entry where district_id = 'alpha' and action = 'session.end'
       order by id desc limit 1`,
    )
    return rows
  })
}

describe('one’s own sessions', () => {
  it('are those of the same person in the same district, and nothing of a token is told', async () => {
    const tokens = [await open(app.alpha, 'teacher'), await open(app.alpha, 'teacher')]
    await open(app.alpha, 'coach')
    await open(app.beta, 'teacher')
    const { text, json } = await app.call('/api/v1/sessions', { token: app.bearerOf(app.alpha, 'teacher') })
    expect(json).toMatchObject({
      sessions: [
        { kind: 'password', platform: null, isThis: false, endsAt: '2026-11-22T19:00:00.000Z' },
        { kind: 'password' },
      ],
    })
    expect((json as { sessions: unknown[] }).sessions).toHaveLength(2)
    for (const token of tokens) expect(text).not.toContain(token)
  })

  it('are ended one by one, at once, with an entry in the audit log', async () => {
    const [first, second] = [await open(app.alpha, 'teacher'), await open(app.alpha, 'teacher')]
    const [newest] = await own(app.alpha, 'teacher')
    expect(await end(`/api/v1/sessions/${newest?.id}`, 'teacher')).toBe(204)
    expect([await isIn(first), await isIn(second)]).toEqual([true, false])
    expect(await own(app.alpha, 'teacher')).toHaveLength(1)
    expect(await audited()).toEqual([
      {
        actor: `person:${app.alpha.people.teacher}`,
        action: 'session.end',
        object: `session:${newest?.id}`,
        detail: { person: `person:${app.alpha.people.teacher}` },
      },
    ])
    expect(await end(`/api/v1/sessions/${newest?.id}`, 'teacher')).toBe(404)
  })

  it('are nobody else’s to end', async () => {
    const token = await open(app.alpha, 'teacher')
    const [session] = await own(app.alpha, 'teacher')
    expect(await end(`/api/v1/sessions/${session?.id}`, 'coach')).toBe(404)
    expect(await end(`/api/v1/sessions/${session?.id}`, 'districtAdmin')).toBe(404)
    expect(await end(`/api/v1/district/sessions/${session?.id}`, 'schoolAdmin')).toBe(403)
    expect(await isIn(token)).toBe(true)
  })
})

describe('the sessions of the district', () => {
  it('are listed for its administrator: people, unmatched launches; nobody of another district, nobody retired', async () => {
    await open(app.alpha, 'teacher')
    await open(app.alpha, 'retiredTeacher')
    await open(app.beta, 'coach')
    await app.world.database.pool.query(
      `insert into session (token_hash, kind, district_id, unmatched_reason, created_at, seen_at, idle_expires_at, expires_at)
       values ('u', 'launch', 'alpha', 'person_unknown', $1, $1, '2999-01-01', '2999-01-01')`,
      [NOW],
    )
    const { json } = await app.call('/api/v1/district/sessions', { token: app.bearerOf(app.alpha, 'districtAdmin') })
    expect(json).toMatchObject({
      total: 2,
      items: [
        { who: 'unmatched', person: null, kind: 'launch' },
        { who: 'person', person: { id: app.alpha.people.teacher, familyName: 'Teacher' } },
      ],
    })
  })

  it('are ended by the administrator, and audited as theirs', async () => {
    const token = await open(app.alpha, 'teacher')
    const [session] = await own(app.alpha, 'teacher')
    expect(await end(`/api/v1/district/sessions/${session?.id}`, 'districtAdmin')).toBe(204)
    expect(await isIn(token)).toBe(false)
    expect(await audited()).toMatchObject([{ actor: `person:${app.alpha.people.districtAdmin}` }])
  })

  it('of another district are nothing', async () => {
    const token = await open(app.beta, 'teacher')
    const [session] = await own(app.beta, 'teacher')
    expect(await end(`/api/v1/district/sessions/${session?.id}`, 'districtAdmin')).toBe(404)
    expect(await isIn(token)).toBe(true)
  })
})

describe('the sessions of a customer’s administrator', () => {
  it('are told apart from another’s by the session that asks', async () => {
    const role = { role: 'customer_admin', scopeType: 'customer', scopeId: 'acme' } as const
    const token = app.bearerFor({
      districtId: 'alpha',
      personId: null,
      customerId: 'acme',
      customerAdminId: '1',
      roles: [role],
    })
    const { rows } = await app.database.open('owner').pool.query<{ id: string }>(
      `insert into customer_admin (customer_id, email, name, password_hash, status)
       select 'acme', e, 'Admin', 'x', 'active' from unnest(array['a@acme.example', 'b@acme.example']) e returning id::text`,
    )
    for (const [at, each] of [token, 'of the other one'].entries())
      await app.world.database.pool.query(
        `insert into session (token_hash, kind, district_id, customer_id, customer_admin_id, seen_at, idle_expires_at, expires_at)
         values ($1, 'password', 'alpha', 'acme', $2, $3, '2999-01-01', '2999-01-01')`,
        [hashToken(each), rows[at]?.id, NOW],
      )
    const { json } = await app.call('/api/v1/sessions', { token })
    expect(json).toMatchObject({ sessions: [{ isThis: true }] })
    expect((json as { sessions: unknown[] }).sessions).toHaveLength(1)
    const all = await app.call('/api/v1/district/sessions', { token })
    expect(all.json).toMatchObject({ total: 2, items: [{ who: 'customer_admin' }, { who: 'customer_admin' }] })
  })
})
