/** What the client's documents say of licences, or leave out of them, sentence by sentence. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Me } from '../../src/http/contract/session.ts'
import type { Role } from '../../src/roster/model.ts'
import { inDistrict } from '../../src/store/database.ts'
import { setCapacity } from '../../src/store/seats/educator-capacity.ts'
import { reconcileSeats, setLicence, showLicences } from '../../src/store/seats/seats.ts'
import { shippedKinds } from '../store/seat-district.ts'
import { makeAccountsBy } from './callers.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'

const kinds = shippedKinds()
let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
  await makeAccountsBy(app, 'manual')
  Object.assign(app.world.settings, { licenceKinds: kinds })
  // The planted seats have no ledger.
  await work((client) => client.query('delete from seat'))
})
afterAll(() => app.close())

const work = <T>(job: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, job)
const cause = { districtId: 'alpha', actor: 'test', kinds, now: NOW }
const buy = (quantity: number, kind = 'coaching-seats') =>
  work((client) => setLicence(client, { ...cause, kind, quantity }))
const square = (now = NOW) => work((client) => reconcileSeats(client, { ...cause, now, runId: null }))
const figures = async (kind: string) =>
  (await work((client) => showLicences(client, { districtId: 'alpha', kinds }))).licences.find(
    (line) => line.kind === kind,
  )
/** Whoever has a seat, or waits for one, of a kind: by role. */
const rolesSeated = async (kind = 'coaching-seats'): Promise<readonly string[]> => {
  const { rows } = await work((client) =>
    client.query<{ role: string }>(
      `select distinct r.role from seat s join role_grant r using (district_id, person_id)
       where s.district_id = 'alpha' and s.kind = $1 and r.status = 'active' order by r.role`,
      [kind],
    ),
  )
  return rows.map(({ role }) => role)
}
/** Somebody new with one role of the district. */
const employ = (role: Role, count = 1) =>
  work(async (client) => {
    await client.query(
      `with made as (
        insert into person (district_id, given_name, family_name)
        select 'alpha', 'New', 'Person ' || n from generate_series(1, $2::integer) n returning id)
       insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
       select 'alpha', id, $1, 'district', 0, 'manual' from made`,
      [role, count],
    )
  })
const call = (path: string, by: PersonName, body?: unknown, method?: string) =>
  app.call(path, {
    token: app.bearerOf(app.alpha, by),
    ...(body === undefined ? {} : { body }),
    ...(method === undefined ? {} : { method }),
  })
const purchase = (by: PersonName) =>
  call('/api/v1/licences/coaching-seats/purchases/x', by, { quantity: 1, startsOn: null, endsOn: null }, 'PUT')

describe('License Structure (000)', () => {
  it('“Licenses are assigned to anyone using Connecthub.io as a District Admin or Coach.”', async () => {
    await buy(100)
    const { used, waiting } = (await figures('coaching-seats')) ?? {}
    expect({ used, waiting }).toEqual({ used: 3, waiting: 0 })
    expect(await rolesSeated()).toEqual(['coach', 'district_admin'])
  })

  it.each([
    ['“A District Admin … These users receive a license.”', 'district_admin'],
    ['“A Coach … These users receive a license.”', 'coach'],
  ] as const)('%s', async (_sentence, role) => {
    const before = (await figures('coaching-seats'))?.used ?? 0
    await employ(role)
    await square()
    expect((await figures('coaching-seats'))?.used).toBe(before + 1)
  })

  it.each([
    [
      '“Principals do not receive a license. You can create as many Principal account types as you’d like.”',
      'principal',
    ],
    ['“Billing Access Only Users do not receive a license.”', 'billing_only'],
    ['“Our license structure is unique since the platform isn’t designed for educators.”', 'teacher'],
  ] as const)('%s', async (_sentence, role) => {
    const before = await figures('coaching-seats')
    await employ(role, 60)
    await square()
    expect(await figures('coaching-seats')).toEqual(before)
  })

  it('“This account type was designed for billing departments to manage billing without needing a license.”', async () => {
    expect((await call('/api/v1/licences', 'billing')).status).toBe(200)
    expect((await call('/api/v1/licences/coaching-seats/ledger', 'billing')).status).toBe(200)
    expect(await rolesSeated()).not.toContain('billing_only')
  })

  it('“A Billing Access Only account can log in …”: it sees the licences with their terms, and sets nothing', async () => {
    const me = (await call('/api/v1/me', 'billing')).json as Me
    expect([me.home, me.seat]).toEqual(['invoices', null])
    const { json } = await call('/api/v1/licences/coaching-seats', 'billing')
    expect(json).toMatchObject({ district: { purchases: [{ name: 'standing' }] } })
    expect((await purchase('billing')).status).toBe(403)
    expect((await call('/api/v1/coaching/interactions', 'billing')).status).toBe(403)
  })

  it('“Educators do not receive logins.”: being in the educator database takes a place there, and no licence', async () => {
    const before = await figures('coaching-seats')
    const { rows } = await work((client) =>
      client.query<{ id: string }>(
        `with made as (
          insert into person (district_id, given_name, family_name) values ('alpha', 'Ned', 'Educator') returning id)
         insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
         select 'alpha', $1, id, 'sis', 'teacher', 'primary' from made returning person_id::text as id`,
        [app.alpha.north],
      ),
    )
    await work((client) => setCapacity(client, { ...cause, rule: { perSeat: 1 } }))
    const placed = await work((client) =>
      client.query<{ kind: string }>('select kind from seat where person_id = $1', [rows[0]?.id]),
    )
    expect(placed.rows).toEqual([{ kind: 'educator-capacity' }])
    expect(await figures('coaching-seats')).toEqual(before)
    await work((client) => setCapacity(client, { ...cause, rule: {} }))
  })

  it('“The size of the educator database is determined by how many licenses you purchase.”', async () => {
    await work((client) => setCapacity(client, { ...cause, rule: { perSeat: 1 } }))
    await buy(2)
    expect(await figures('educator-capacity')).toMatchObject({ bought: 2 })
    await buy(7)
    expect(await figures('educator-capacity')).toMatchObject({ bought: 7 })
    await work((client) => setCapacity(client, { ...cause, rule: {} }))
  })

  it('“These limits can be found here.”: at the licence, for whoever sets them, and at the educator database', async () => {
    const tiers = [{ seats: 1, educators: 900 }]
    await work((client) => setCapacity(client, { ...cause, rule: { tiers } }))
    const { json } = await call('/api/v1/licences/educator-capacity', 'districtAdmin')
    expect(json).toMatchObject({ bought: 900, district: { capacity: { from: 'coaching-seats', rule: { tiers } } } })
    expect((await call('/api/v1/coaching/educator-choices', 'coach')).json).toMatchObject({ capacity: { places: 900 } })
    await work((client) => setCapacity(client, { ...cause, rule: {} }))
  })
})

/** A person with a role, added as an administrator adds them; their number. */
const add = async (by: PersonName, role: Role, schoolId: string | null) => {
  const name = `${role}${schoolId ?? ''}`
  const body = { givenName: 'Added', familyName: name, email: `${name}@added.example`, role, schoolId, invite: false }
  const { status, json } = await call('/api/v1/staff', by, body)
  expect(status).toBe(201)
  return (json as { personId: string }).personId
}
const stateOf = async (personId: string, kind = 'coaching-seats') => {
  const asked = "select state from seat where district_id = 'alpha' and kind = $1 and person_id = $2"
  const { rows } = await work((client) => client.query<{ state: string }>(asked, [kind, personId]))
  return rows[0]?.state ?? null
}

describe('Roles within a District License (001)', () => {
  it('“The Administrators for a District License are the only users who can see and manage … accounts for the entire district.”: of its licences, too', async () => {
    for (const [by, isWhole] of [
      ['districtAdmin', true],
      ['schoolAdmin', false],
    ] as const) {
      const { json } = await call('/api/v1/licences/coaching-seats', by)
      expect((json as { district: object | null }).district !== null, by).toBe(isWhole)
    }
    for (const by of ['teacher', 'coach', 'student', 'principal'] as const)
      expect((await call('/api/v1/licences/coaching-seats', by)).status, by).toBe(403)
  })

  it('“Create accounts for other Administrators (if the district uses manual account creation).”: of the district with a seat at once, of a school with none', async () => {
    await buy(100)
    expect(await stateOf(await add('districtAdmin', 'district_admin', null))).toBe('assigned')
    expect(await stateOf(await add('districtAdmin', 'school_admin', app.alpha.north))).toBe(null)
  })

  it('“Promote other educators to Administrator status for each School Organization.”: it takes no seat', async () => {
    const before = await figures('coaching-seats')
    const roles = `/api/v1/staff/${app.alpha.people.otherTeacher}/roles`
    const given = await call(roles, 'districtAdmin', { role: 'school_admin', schoolId: app.alpha.north })
    expect(given.status).toBe(201)
    expect(await figures('coaching-seats')).toEqual(before)
  })

  it('“Any current District Administrator can make any other Pro Educator a District-level Administrator, as well.”: with a seat where one is free, else they wait', async () => {
    const { used = 0 } = (await figures('coaching-seats')) ?? {}
    await buy(used)
    const raised = app.alpha.people.southTeacher
    const given = await call(`/api/v1/staff/${raised}/roles`, 'districtAdmin', {
      role: 'district_admin',
      schoolId: null,
    })
    expect(given.status).toBe(201)
    expect(await stateOf(raised)).toBe('waiting')
    await buy(used + 1)
    expect(await stateOf(raised)).toBe('assigned')
    await buy(100)
  })

  it('“Move existing users from one School Organization to another as necessary.”: the seat goes with them', async () => {
    const moved = await add('districtAdmin', 'coach', app.alpha.north)
    const since = async () => {
      const asked =
        "select place, since from seat where district_id = 'alpha' and kind = 'coaching-seats' and person_id = $1"
      return (await work((client) => client.query<{ place: string; since: Date }>(asked, [moved]))).rows
    }
    const before = await since()
    expect(before).toHaveLength(1)
    const to = { fromSchoolId: app.alpha.north, toSchoolId: app.alpha.south }
    expect((await call(`/api/v1/staff/${moved}/move`, 'districtAdmin', to)).status).toBe(200)
    expect(await since()).toEqual(before)
  })

  it('“Students have no access to the Manager.”: they take no seat of staff, and see no licence', async () => {
    for (const kind of ['coaching-seats', 'account-seats', 'educator-capacity'])
      expect(await stateOf(app.alpha.people.student, kind)).toBe(null)
    expect((await call('/api/v1/licences', 'student')).status).toBe(403)
    expect((await call('/api/v1/products', 'student')).status).toBe(403)
  })

  it('“The Administrators can … perform financial transactions.”', async () => {
    expect((await purchase('districtAdmin')).status).toBe(204)
    for (const name of ['schoolAdmin', 'teacher', 'itAdmin', 'billing'] as const)
      expect((await purchase(name)).status).toBe(403)
  })

  it('“Allocate export credits to users who need them.”', async () => {
    await buy(3, 'export-credits')
    const body = { personId: app.alpha.people.teacher, quantity: 2 }
    expect((await call('/api/v1/export-credits/allotments', 'schoolAdmin', body)).status).toBe(201)
    expect((await call('/api/v1/export-credits/allotments', 'teacher', body)).status).toBe(403)
    expect(await figures('export-credits')).toMatchObject({ bought: 3, used: 2 })
  })

  it('“School-level Administrators can only manage their own School Organizations.”', async () => {
    const body = { personId: app.alpha.people.southTeacher, quantity: 1 }
    expect((await call('/api/v1/export-credits/allotments', 'schoolAdmin', body)).status).toBe(404)
    const { json } = await call('/api/v1/licences/coaching-seats/seats', 'schoolAdmin')
    expect(JSON.stringify(json)).not.toContain('Southcoach')
  })

  it('“All educators get Pro Educator accounts, but not all of them are Administrators.”', async () => {
    await square()
    expect(await figures('account-seats')).toBeUndefined()
    await buy(1000, 'account-seats')
    expect(await rolesSeated('account-seats')).toContain('teacher')
    expect((await figures('account-seats'))?.waiting).toBe(0)
    expect((await figures('account-seats'))?.used).toBeGreaterThanOrEqual(60)
  })

  it('“Create new user accounts (if the district uses manual account creation).”: each takes an account seat where these are bought', async () => {
    await buy(1000, 'account-seats')
    await square()
    expect(await stateOf(await add('schoolAdmin', 'teacher', app.alpha.north), 'account-seats')).toBe('assigned')
    await buy(0, 'account-seats')
    await square()
  })

  it('“Delete or remove users who are no longer members of the district”: their seat is kept for a while, then free', async () => {
    await buy(100)
    const before = (await figures('coaching-seats')) ?? expect.fail('no licence')
    await work((client) =>
      client.query("update person set status = 'retired' where id = $1", [app.alpha.people.southCoach]),
    )
    await square()
    expect(await figures('coaching-seats')).toMatchObject({ used: before.used, grace: before.grace + 1 })
    await square(new Date(NOW.getTime() + 31 * 86_400_000))
    expect(await figures('coaching-seats')).toMatchObject({ used: before.used - 1, grace: before.grace })
  })
})

const studentSeats = () => figures('product-seats:reading')
const actOnCoach = (what: string) => call(`/api/v1/staff/${app.alpha.people.coach}/${what}`, 'districtAdmin', {})

describe('Staff permissions (002)', () => {
  it('“Staff accounts can be one of four types”: of these the district’s administrators hold a coaching seat, and no others', async () => {
    const before = (await figures('coaching-seats'))?.used ?? 0
    for (const role of ['school_admin', 'teacher'] as const) await employ(role, 5)
    await square()
    expect((await figures('coaching-seats'))?.used).toBe(before)
    await employ('district_admin')
    await square()
    expect((await figures('coaching-seats'))?.used).toBe(before + 1)
  })

  it('“Assign products to students”: each takes a seat of that product and none of any other licence', async () => {
    await work((client) => client.query("update person set grades = '{04}' where id = $1", [app.alpha.people.student]))
    const product = { name: 'Reading', grades: ['04'], category: 'literacy' }
    expect((await call('/api/v1/products/reading', 'districtAdmin', product, 'PUT')).status).toBe(204)
    await buy(1, 'product-seats:reading')
    const before = await figures('coaching-seats')
    const body = { give: true, personIds: [app.alpha.people.student] }
    expect((await call('/api/v1/products/reading/students', 'teacher', body)).status).toBe(200)
    expect(await studentSeats()).toMatchObject({ bought: 1, used: 1, waiting: 0 })
    expect(await figures('coaching-seats')).toEqual(before)
  })

  it('“District and Customer administrators can activate or deactivate all educator accounts”: the seat is kept meanwhile, and theirs again', async () => {
    const before = (await figures('coaching-seats')) ?? expect.fail('no licence')
    expect((await actOnCoach('deactivation')).status).toBe(200)
    expect(await figures('coaching-seats')).toMatchObject({ used: before.used, grace: before.grace + 1 })
    expect((await actOnCoach('activation')).status).toBe(200)
    expect(await figures('coaching-seats')).toEqual(before)
  })

  it('“Move students between classes, teachers, and schools”: the product stays theirs', async () => {
    await work((client) =>
      client.query("update role_grant set scope_id = $2 where person_id = $1 and role = 'student'", [
        app.alpha.people.student,
        app.alpha.south,
      ]),
    )
    await square()
    expect(await studentSeats()).toMatchObject({ used: 1, grace: 0 })
  })

  it('“Deleting inactive student accounts”: who has left keeps the seat for a while, and then it is free', async () => {
    await work((client) =>
      client.query("update person set status = 'retired' where id = $1", [app.alpha.people.student]),
    )
    await square()
    expect(await studentSeats()).toMatchObject({ used: 1, grace: 1 })
    await square(new Date(NOW.getTime() + 400 * 86_400_000))
    expect(await studentSeats()).toMatchObject({ used: 0, grace: 0 })
  })
})

describe('Roles in a community (003)', () => {
  it.each([
    ['“A Class Lead is usually the instructor(s) for a Class.”', 'class_lead', 'class'],
    [
      '“A Community Member includes … other stakeholders who may need to access the Community report.”',
      'community_member',
      'community',
    ],
    [
      '“Community Leads coordinate and support implementation for the Classes in a Community.”',
      'community_lead',
      'community',
    ],
  ] as const)('%s They need no licence of any kind, however many they are', async (_sentence, role, scope) => {
    await buy(0, 'account-seats')
    await square()
    const all = () => work((client) => showLicences(client, { districtId: 'alpha', kinds }))
    const before = await all()
    await work((client) =>
      client.query(
        `with made as (
          insert into person (district_id, given_name, family_name)
          select 'alpha', 'New', 'Stakeholder ' || n from generate_series(1, 30) n returning id)
         insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
         select 'alpha', id, $1, $2, $3, 'manual' from made`,
        [role, scope, app.alpha.classes.algebra],
      ),
    )
    await square()
    expect(await all()).toEqual(before)
  })
})
