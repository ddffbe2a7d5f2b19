/** What a seat does: without one coaches and administrators read their own past work, and administrators mend the licences; the last administrator is never locked out. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Me } from '../../src/http/contract/session.ts'
import { inDistrict } from '../../src/store/database.ts'
import { setLicence } from '../../src/store/seats/seats.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
  await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    await client.query('delete from seat')
    await client.query("delete from licence_purchase where kind = 'coaching-seats'")
  })
})
afterAll(() => app.close())

const as = (name: PersonName) => app.bearerOf(app.alpha, name)
const buy = (quantity: number) =>
  inDistrict(app.world.database, { districtId: 'alpha', actor: 'test' }, (client) =>
    setLicence(client, {
      districtId: 'alpha',
      kind: 'coaching-seats',
      quantity,
      actor: 'test',
      kinds: app.world.settings.licenceKinds,
      now: NOW,
    }),
  )
const log = (name: PersonName) =>
  app.call('/api/v1/coaching/interactions', {
    token: as(name),
    body: {
      date: '2026-11-20',
      minutes: 20,
      typeId: 'meeting',
      schoolId: app.alpha.north,
      educatorIds: [app.alpha.people.teacher],
    },
  })
const me = async (name: PersonName): Promise<Me> => (await app.call('/api/v1/me', { token: as(name) })).json as Me
const statusOf = async (path: string, name: PersonName) => (await app.call(path, { token: as(name) })).status

describe('a coach', () => {
  it('works as ever where no purchase was entered yet', async () => {
    expect((await log('coach')).status).toBe(201)
    expect((await me('coach')).seat).toBeNull()
  })

  it('without a seat reads their own past work, is told place and reason, and logs nothing new', async () => {
    // The administrator comes first, then the coach of the south.
    await buy(2)
    const waiting = await me('coach')
    const seat = waiting.seat ?? (await me('southCoach')).seat
    expect(seat).toEqual({ position: 1, waiting: 1, reason: 'all_in_use' })
    const who: PersonName = waiting.seat === null ? 'southCoach' : 'coach'
    // Not that their roles don't allow it: that they wait.
    expect(await log(who)).toMatchObject({ status: 403, json: { error: { code: 'seat_needed' } } })
    const lists = await app.call('/api/v1/coaching/drafts', { token: as(who) })
    expect(lists).toMatchObject({ status: 403, json: { error: { code: 'seat_needed' } } })
    const never = await app.call('/api/v1/sources', { token: as(who) })
    expect(never).toMatchObject({ status: 403, json: { error: { code: 'forbidden' } } })
    expect(await statusOf('/api/v1/coaching/educators', who)).toBe(403)
    expect(await statusOf('/api/v1/coaching/interactions?by=me', who)).toBe(200)
    expect((await me(who)).may).toEqual(expect.arrayContaining(['view:interaction']))
    expect((await me(who)).may).not.toContain('create:interaction')
  })

  it('works again from the moment they have a seat, without signing in anew', async () => {
    await buy(3)
    expect((await me('coach')).seat).toBeNull()
    expect((await log('coach')).status).toBe(201)
  })
})

const addAdministrator = (name: PersonName) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    await client.query(
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
       values ('alpha', $1, 'district_admin', 'district', 0, 'manual')`,
      [app.alpha.people[name]],
    )
  })

/** Lets the administrator who holds a seat sign in with a password. */
const account = (status: 'active' | 'suspended') =>
  asOwner(
    `insert into account (district_id, person_id, email, password_hash, status)
     values ('alpha', $1, 'head@alpha.example', 'x', $2)
     on conflict (district_id, person_id) do update set status = excluded.status`,
    [app.alpha.people.districtAdmin, status],
  )
const asOwner = (text: string, values: readonly unknown[] = []) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query<{ id: string }>(text, [...values]),
  )

const term = (startsOn: string | null, endsOn: string | null) =>
  asOwner(
    `update licence_purchase set starts_on = $1, ends_on = $2 where district_id = 'alpha' and kind = 'coaching-seats'`,
    [startsOn, endsOn],
  )

const bought = (number: number) =>
  asOwner("update licence set bought = $1 where district_id = 'alpha' and kind = 'coaching-seats'", [number])

const waits = async () => (await me('roleless')).seat !== null

describe('an administrator of the district', () => {
  it('without a seat sees the licences and can mend them, and administers nothing else', async () => {
    await addAdministrator('roleless')
    await buy(4)
    await buy(3)
    await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
      await client.query('delete from seat where person_id = $1', [app.alpha.people.roleless])
    })
    await buy(3)
    await buy(2)
    await buy(3)
    // Whoever holds the seats has no way in: nobody who has one is locked out for them.
    expect((await me('roleless')).seat).toBeNull()
    await account('active')
    const { seat, may } = await me('roleless')
    expect(seat).toMatchObject({ position: 1 })
    expect(may).toEqual(expect.arrayContaining(['view:licence_state', 'set:licence_quantity']))
    expect(may).not.toContain('manage:source')
    expect(may).not.toContain('edit:feed_owned_field')
    expect(await statusOf('/api/v1/licences/coaching-seats', 'roleless')).toBe(200)
    expect(await statusOf('/api/v1/sources', 'roleless')).toBe(403)
  })

  it('without a seat reads what they logged themself as a coach, nothing of others, and logs nothing', async () => {
    const idsOf = async (name: PersonName, by: string) => {
      const { status, json } = await app.call(`/api/v1/coaching/interactions?by=${by}`, { token: as(name) })
      return status === 200 ? (json as { items: { id: string }[] }).items.map(({ id }) => id) : status
    }
    const [first] = (await idsOf('coach', 'me')) as readonly string[]
    const own = await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query('update interaction set coach_id = $1 where id = $2', [app.alpha.people.roleless, first]),
    )
    expect(own.rowCount).toBe(1)
    const others = (await idsOf('coach', 'me')) as readonly string[]
    expect(others.length).toBeGreaterThan(0)
    expect(await idsOf('roleless', 'me')).toEqual([first])
    expect(await idsOf('roleless', 'all')).toEqual([first])
    expect(await statusOf(`/api/v1/coaching/interactions/${first}`, 'roleless')).toBe(200)
    expect(await statusOf(`/api/v1/coaching/interactions/${others[0]}`, 'roleless')).toBe(404)
    expect((await log('roleless')).status).toBe(403)
    expect(await statusOf('/api/v1/coaching/educators', 'roleless')).toBe(403)
    expect((await me('roleless')).seat).toMatchObject({ position: 1 })
  })

  it('is never locked out for one who cannot sign in: suspended, or whose single sign-on or platform is off', async () => {
    expect(await waits()).toBe(true)
    await account('suspended')
    expect(await waits()).toBe(false)
    await asOwner("delete from account where district_id = 'alpha' and person_id = $1", [
      app.alpha.people.districtAdmin,
    ])
    expect(await waits()).toBe(false)
    await asOwner(
      `insert into sso_provider (district_id, issuer, client_id, client_secret_sealed, label, claim, field, changed_at)
       values ('alpha', 'https://idp.alpha.example', 'c', 'x', 'Sign in', 'email', 'email', now())
       on conflict (district_id) do update set issuer = excluded.issuer, is_on = true`,
    )
    await asOwner(
      `insert into sso_link (district_id, issuer, sub, person_id, created_at, seen_at)
       values ('alpha', 'https://idp.alpha.example', 'head', $1, now(), now())`,
      [app.alpha.people.districtAdmin],
    )
    expect(await waits()).toBe(true)
    await asOwner("update sso_provider set is_on = false where district_id = 'alpha'")
    expect(await waits()).toBe(false)
    const { rows } = await asOwner(
      `insert into lti_registration (issuer, client_id, auth_url, token_url, jwks_url, frame_origins)
       values ('https://lms.alpha.example', 'seat', 'https://lms.alpha.example/a', 'https://lms.alpha.example/t', 'https://lms.alpha.example/k', '{https://lms.alpha.example}')
       returning id`,
    )
    await asOwner(
      `insert into lti_deployment (registration_id, deployment_id, district_id, status, confirmed_by, confirmed_at)
       values ($1, 'd', 'alpha', 'active', 'cli', now())`,
      [rows[0]?.id],
    )
    await asOwner(
      "insert into lti_user_link (district_id, registration_id, sub, person_id, linked_by) values ('alpha', $1, 'head', $2, 'sourcedId')",
      [rows[0]?.id, app.alpha.people.districtAdmin],
    )
    expect(await waits()).toBe(true)
  })

  it('is never locked out for an administrator who looks after one school alone and holds the seat', async () => {
    expect(await waits()).toBe(true)
    const scope = (type: 'district' | 'school', id: string) =>
      asOwner(
        `update role_grant set scope_type = $2, scope_id = $3
         where person_id = $1 and role = 'district_admin' and status = 'active'`,
        [app.alpha.people.districtAdmin, type, id],
      )
    expect((await scope('school', app.alpha.north)).rowCount).toBe(1)
    expect(await waits()).toBe(false)
    expect(await statusOf('/api/v1/sources', 'roleless')).toBe(200)
    await scope('district', '0')
    expect(await waits()).toBe(true)
  })

  it('waits from the first day of the first purchase on, not before; also once that has ended', async () => {
    expect(await waits()).toBe(true)
    await term('2099-07-01', '2100-06-30')
    expect(await waits()).toBe(false)
    await term('2020-07-01', '2021-06-30')
    expect(await waits()).toBe(true)
    await term(null, null)
    expect(await waits()).toBe(true)
    // Its first day has come, and its seats are not given out yet.
    await bought(0)
    expect(await waits()).toBe(false)
    await bought(1)
    expect(await waits()).toBe(true)
  })

  it('is never locked out as the last one: where no administrator holds a seat all of them keep everything', async () => {
    await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
      await client.query("update role_grant set status = 'revoked', revoked_at = now() where person_id = $1", [
        app.alpha.people.districtAdmin,
      ])
    })
    await buy(2)
    expect((await me('roleless')).seat).toBeNull()
    expect(await statusOf('/api/v1/sources', 'roleless')).toBe(200)
  })
})
