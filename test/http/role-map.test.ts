/** The rules by which a feed's roles become roles: who sees and changes which, what a look at others says, and what of it is on record. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RoleMap, RoleMapPreview, RoleMapVersions } from '../../src/http/contract/role-map.ts'
import { inDistrict } from '../../src/store/database.ts'
import { saveProduct, saveProductRule } from '../../src/store/seats/products.ts'
import { reconcileSeats, setLicence } from '../../src/store/seats/seats.ts'
import { shippedKinds } from '../store/seat-district.ts'
import type { PersonName } from './school-district.ts'
import { NOW, openTestApp, type TestApp } from './test-app.ts'

const PATH = '/api/v1/role-map'
const kinds = shippedKinds()
let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
  Object.assign(app.world.settings, { defaultRoleMap: { rules: STANDARD } })
  await inside(async (client) => {
    await client.query('delete from seat')
    await setLicence(client, {
      districtId: 'alpha',
      actor: 'test',
      kind: 'coaching-seats',
      quantity: 4,
      kinds,
      now: NOW,
    })
    // Twenty people of the feed, all instructional coaches by their title, of whom no rule makes coaches yet.
    await client.query(
      `with made as (
        insert into person (district_id, given_name, family_name)
        select 'alpha', 'Kim', 'Title ' || lpad(n::text, 2, '0') from generate_series(1, 20) n returning id, family_name)
       insert into person_source (district_id, source_id, sourced_id, person_id, feed_roles, metadata)
       select 'alpha', 'sis', 'title-' || family_name, id,
         jsonb_build_array(jsonb_build_object('role', 'aide', 'roleType', 'primary', 'orgSourcedId', $1::text,
           'beginDate', null, 'endDate', null)), '{"jobTitle": "Instructional Coach"}'
       from made`,
      [await northOf()],
    )
    await reconcileSeats(client, { districtId: 'alpha', runId: null, actor: 'test', kinds, now: NOW })
  })
})
afterAll(() => app.close())

const inside = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, work)
const northOf = async () => {
  const text = 'select sourced_id from org where id = $1'
  const { rows } = await inside((client) => client.query<{ sourced_id: string }>(text, [app.alpha.north]))
  return rows[0]?.sourced_id ?? expect.fail('no school')
}
const call = (method: string, path: string, name: PersonName, body?: object) =>
  app.call(path, { method, token: app.bearerOf(app.alpha, name), ...(body === undefined ? {} : { body }) })
const show = async (name: PersonName = 'districtAdmin', district = app.alpha) =>
  (await app.call(PATH, { token: app.bearerOf(district, name) })).json as RoleMap
const save = async (rules: readonly object[], name: PersonName = 'districtAdmin', over: object = {}) => {
  const { version, replaceDefault } = await show()
  return call('PUT', PATH, name, { rules, replaceDefault, version, ...over })
}
const look = (rules: readonly object[], name: PersonName = 'districtAdmin') =>
  call('POST', `${PATH}/preview`, name, { rules, replaceDefault: false })

const COACHES = {
  when: { metadata: { jobTitle: ['Instructional Coach'] } },
  grant: [{ role: 'coach', scope: 'org' }],
}
const CHIEF = { when: { email: ['chief@d.org'] }, grant: [{ role: 'district_admin', scope: 'district' }] }
const PRINCIPALS = { when: { role: ['head'] }, grant: [{ role: 'principal', scope: 'org' }], comment: 'Since 2026.' }

const STANDARD = [{ when: { role: ['teacher'] }, grant: [{ role: 'teacher', scope: 'org' }] }]

describe('what is refused', () => {
  it('to whoever is neither an administrator of the district nor its IT', async () => {
    for (const name of ['schoolAdmin', 'coach', 'teacher', 'billing', 'principal'] as const) {
      expect((await call('GET', PATH, name)).status).toBe(403)
      expect((await save([COACHES], name)).status).toBe(403)
      expect((await look([COACHES], name)).status).toBe(403)
    }
    expect((await show()).rules).toEqual([])
  })

  it.each([
    ['a role that no feed gives', { ...COACHES, grant: [{ role: 'customer_admin', scope: 'district' }] }, 400],
    ['a condition that there is not', { ...COACHES, when: { shoeSize: ['46'] } }, 400],
    ['no condition at all', { ...COACHES, when: {} }, 422],
    ['a condition with no value', { ...COACHES, when: { role: [] } }, 400],
  ])('of rules: %s', async (_what, rule, status) => {
    const before = await show()
    expect((await save([rule])).status).toBe(status)
    expect((await look([rule])).status).toBe(status)
    expect(await show()).toEqual(before)
  })

  it('where a rule can’t be understood, with the place where it stands', async () => {
    const { json } = await save([COACHES, { when: {}, grant: [] }])
    expect(json).toMatchObject({ error: { code: 'role_map_invalid', fields: [{ field: 'rules/1/when' }] } })
  })

  it('to whoever saves over what somebody else has changed meanwhile', async () => {
    const { version } = await show()
    expect((await save([PRINCIPALS])).status).toBe(200)
    const late = await save([COACHES], 'itAdmin', { version })
    expect(late.status).toBe(409)
    expect(late.json).toMatchObject({ error: { code: 'setting_stale' } })
    expect((await show()).rules).toEqual([PRINCIPALS])
    expect((await save([])).status).toBe(200)
  })
})

describe('rules that make administrators', () => {
  it('are not IT’s to write, change, or let loose', async () => {
    expect((await save([CHIEF], 'itAdmin')).status).toBe(403)
    const gate = { when: { role: ['contractor'] }, grant: [], stop: true }
    expect((await save([gate, CHIEF])).status).toBe(200)
    for (const rules of [
      [gate, CHIEF, { ...CHIEF, when: { email: ['me@d.org'] } }],
      [gate, { ...CHIEF, when: { email: ['chief@d.org', 'me@d.org'] } }],
      [CHIEF],
      [CHIEF, gate],
    ]) {
      const refused = await save(rules, 'itAdmin')
      expect(refused.status).toBe(403)
      expect(refused.json).toMatchObject({ error: { code: 'rise_forbidden' } })
    }
    expect((await show('itAdmin')).rules).toEqual([gate, CHIEF])
  })

  it('stand in nobody’s way who leaves them as they are', async () => {
    const gate = { when: { role: ['contractor'] }, grant: [], stop: true }
    expect((await save([gate, PRINCIPALS, CHIEF], 'itAdmin')).status).toBe(200)
    expect((await save([gate, PRINCIPALS], 'itAdmin')).status).toBe(200)
    expect((await save([])).status).toBe(200)
  })
})

describe('the rules', () => {
  it('are kept in their order, of this district alone, with the installation’s beside them', async () => {
    const saved = await save([PRINCIPALS, COACHES])
    expect(saved.json).toEqual(await show())
    const shown = await show('itAdmin')
    expect(shown.rules).toEqual([PRINCIPALS, COACHES])
    expect(shown.standard).toEqual(STANDARD)
    expect(shown.schools).toContainEqual({ sourcedId: await northOf(), name: 'North School' })
    expect(shown.roles).toContainEqual({ role: 'coach', administrator: false })
    expect(shown.roles).toContainEqual({ role: 'school_admin', administrator: true })
    expect((await show('districtAdmin', app.beta)).rules).toEqual([])
    expect((await save([COACHES, PRINCIPALS])).status).toBe(200)
    expect((await show()).rules).toEqual([COACHES, PRINCIPALS])
    expect((await save([], 'districtAdmin', { replaceDefault: true })).status).toBe(200)
    expect(await show()).toMatchObject({ rules: [], replaceDefault: true })
    expect((await save([], 'districtAdmin', { replaceDefault: false })).status).toBe(200)
  })

  it('that can’t be understood any more are said to be, and the next ones stand in their place', async () => {
    await inside((client) =>
      client.query(
        'update district_setting set value = \'{"rules": [{"when": {}, "grant": []}]}\' where key = \'role_map\'',
      ),
    )
    const { rules, fault } = await show()
    expect(rules).toEqual([])
    expect(fault).toContain('rules/0/when')
    expect((await save([])).status).toBe(200)
    expect((await show()).fault).toBeNull()
  })

  it('leave in the audit log who changed them, and no value', async () => {
    const { rows } = await inside((client) =>
      client.query<{ actor: string; detail: unknown }>(
        "select actor, detail from audit_entry where object = 'setting:role_map' order by id",
      ),
    )
    const { districtAdmin, itAdmin } = app.alpha.people
    expect(new Set(rows.map(({ actor }) => actor))).toEqual(new Set([`person:${districtAdmin}`, `person:${itAdmin}`]))
    expect(JSON.stringify(rows)).not.toMatch(/chief|Instructional/)
  })
})

const versions = async (query = '', name: PersonName = 'districtAdmin', district = app.alpha) =>
  (await app.call(`${PATH}/versions${query}`, { token: app.bearerOf(district, name) })).json as RoleMapVersions

describe('earlier rules', () => {
  it('are listed newest first: who saved them, when, and what that changed', async () => {
    expect((await save([PRINCIPALS, COACHES])).status).toBe(200)
    const { total: before } = await versions()
    expect((await save([PRINCIPALS, COACHES])).status).toBe(200)
    expect((await versions()).total).toBe(before)
    const noted = { ...COACHES, comment: 'Ask Ann.' }
    expect((await save([noted, PRINCIPALS], 'itAdmin', { replaceDefault: true })).status).toBe(200)
    const { items, total } = await versions('?pageSize=2', 'itAdmin')
    expect(total).toBe(before + 1)
    expect(items.map(({ number }) => number)).toEqual([total, total - 1])
    const { number: _, savedAt, ...newest } = items[0] ?? expect.fail('no version')
    expect(Date.parse(savedAt)).toBeGreaterThan(0)
    expect(newest).toEqual({
      by: 'person',
      byName: await nameOfIt(),
      ruleCount: 2,
      changes: [
        { kind: 'added', place: 1, rule: noted },
        { kind: 'removed', was: 2, rule: COACHES },
        { kind: 'standard', replaced: true },
      ],
    })
    expect((await save([], 'districtAdmin', { replaceDefault: false })).status).toBe(200)
  })

  it('are of the district alone, for whoever may read its rules, and nobody changes them', async () => {
    expect((await versions('', 'districtAdmin', app.beta)).total).toBe(0)
    const { items } = await versions()
    const one = `${PATH}/versions/${items[0]?.number ?? 0}`
    expect((await app.call(one, { token: app.bearerOf(app.beta, 'districtAdmin') })).status).toBe(404)
    for (const name of ['schoolAdmin', 'coach', 'billing'] as const) {
      expect((await call('GET', `${PATH}/versions`, name)).status).toBe(403)
      expect((await call('GET', one, name)).status).toBe(403)
    }
    expect((await call('GET', `${PATH}/versions/99999`, 'districtAdmin')).status).toBe(404)
    expect((await call('GET', `${PATH}/versions/0`, 'districtAdmin')).status).toBe(404)
    for (const text of ['delete from role_map_version', "update role_map_version set saved_by = 'x'"])
      await expect(
        inDistrict(app.world.database, { districtId: 'alpha', actor: 'test' }, (client) => client.query(text)),
      ).rejects.toThrow('permission denied')
  })

  it('are taken up again by saving them: those that make administrators by administrators alone', async () => {
    expect((await save([CHIEF])).status).toBe(200)
    const { total } = await versions()
    expect((await save([])).status).toBe(200)
    const { json } = await call('GET', `${PATH}/versions/${total}`, 'itAdmin')
    expect(json).toEqual({ rules: [CHIEF], replaceDefault: false })
    const { rules } = json as { rules: object[] }
    expect((await save(rules, 'itAdmin')).status).toBe(403)
    expect((await save(rules)).status).toBe(200)
    expect((await versions()).items[0]?.changes).toEqual([{ kind: 'added', place: 1, rule: CHIEF }])
    expect((await save([])).status).toBe(200)
  })

  it('that can’t be understood are said to be, and can’t be taken up', async () => {
    await inside((client) =>
      client.query(
        'update district_setting set value = \'{"rules": [{"when": {}, "grant": []}]}\' where key = \'role_map\'',
      ),
    )
    const { items, total } = await versions()
    expect(items[0]).toMatchObject({ by: 'person', byName: null, ruleCount: 0, changes: null })
    expect((await call('GET', `${PATH}/versions/${total}`, 'districtAdmin')).status).toBe(404)
    expect((await save([])).status).toBe(200)
  })
})

const nameOfIt = async () => {
  const text = "select concat_ws(' ', given_name, family_name) as name from person where id = $1"
  const { rows } = await inside((client) => client.query<{ name: string }>(text, [app.alpha.people.itAdmin]))
  return rows[0]?.name
}

const state = () =>
  inside(async (client) => {
    const { rows } = await client.query<Record<string, string>>(
      `select (select count(*) from role_grant) as grants, (select count(*) from seat) as seats,
         (select count(*) from seat_ledger) as entries, (select count(*) from audit_entry) as audited`,
    )
    return rows
  })

/** So many of each list on one page of a look at other rules. */
const pageOf = async (page: number) => {
  const token = app.bearerOf(app.alpha, 'districtAdmin')
  const body = { rules: [COACHES], replaceDefault: false }
  const answer = await app.call(`${PATH}/preview?page=${page}&pageSize=15`, { method: 'POST', token, body })
  const { changes, changeCount, licences } = answer.json as RoleMapPreview
  const seats = licences.find(({ kind }) => kind === 'coaching-seats')
  return [changes.length, changeCount, seats?.moves.length, seats?.waitingPeople.length]
}

describe('a look at other rules', () => {
  it('says how many more seats are needed, by whom, and why they would wait; and changes nothing', async () => {
    const before = await state()
    const { status, json } = await look([COACHES])
    expect(status).toBe(200)
    const { licences, roles, changes, changeCount, unmapped } = json as RoleMapPreview
    const seats = licences.find(({ kind }) => kind === 'coaching-seats') ?? expect.fail('no licence')
    expect(seats).toMatchObject({ name: 'Coaching seats', bought: 4, used: 4, needed: 23, waiting: 19, short: 19 })
    expect(seats.waitingPeople).toHaveLength(19)
    expect(seats.waitingPeople[0]).toMatchObject({
      position: 1,
      reason: 'all_in_use',
      person: { familyName: 'Title 02' },
    })
    const coaches = roles.find(({ role }) => role === 'coach')
    expect(coaches?.after).toBe((coaches?.before ?? 0) + 20)
    expect(changeCount).toBe(20)
    expect(changes[0]).toMatchObject({ person: { familyName: 'Title 01' }, gained: ['coach'], lost: [] })
    expect(unmapped.after).toBe(unmapped.before - 20)
    expect(await state()).toEqual(before)
  })

  it('has everybody in one file: of a licence those who would wait, otherwise those whose roles change', async () => {
    const before = await state()
    const body = { rules: [COACHES], replaceDefault: false }
    const file = async (query: string, name: PersonName = 'districtAdmin') => {
      const { status, text } = await call('POST', `${PATH}/preview/export${query}`, name, body)
      return { status, lines: text.trimEnd().split('\r\n') }
    }
    const { changes, licences } = (await look([COACHES])).json as RoleMapPreview
    const seats = licences.find(({ kind }) => kind === 'coaching-seats') ?? expect.fail('no licence')
    const [head, ...people] = (await file('')).lines
    expect(head).toBe('family name,given name,person,gains,loses')
    expect(people.map((line) => line.split(',').slice(2))).toEqual(
      changes.map(({ person }) => [`id:${person.id}`, 'coach', '']),
    )
    const [, ...touched] = (await file('?kind=coaching-seats')).lines
    expect(touched.map((line) => line.split(',')[2])).toEqual(
      [...seats.moves, ...seats.waitingPeople].map(({ person }) => `id:${person?.id}`),
    )
    expect((await file('?kind=nothing')).status).toBe(404)
    expect((await file('', 'coach')).status).toBe(403)
    // Who has which product is for those who give it.
    expect((await file('?kind=product-seats:reading', 'itAdmin')).status).toBe(404)
    expect(await state()).toEqual(before)
  })

  it('says of the rules in effect that they change nothing', async () => {
    const { changes, changeCount, licences } = (await look([])).json as RoleMapPreview
    expect([changes, changeCount]).toEqual([[], 0])
    expect(licences.every(({ moveCount }) => moveCount === 0)).toBe(true)
  })

  it('has all people, page by page', async () => {
    expect([await pageOf(1), await pageOf(2), await pageOf(3)]).toEqual([
      [15, 20, 15, 15],
      [5, 20, 5, 4],
      [0, 20, 0, 0],
    ])
  })

  it('says what it makes of products, and names students to nobody who gives none', async () => {
    const place = { districtId: 'alpha', actor: 'test', now: NOW }
    const licenceKinds = shippedKinds()
    Object.assign(app.world.settings, { licenceKinds })
    await inside(async (client) => {
      await saveProduct(client, place, { id: 'chess', name: 'Chess', grades: [], category: '' })
      const everybody = { name: 'All', position: 1, grades: [], schoolIds: [] }
      await saveProductRule(client, { ...place, product: 'chess' }, everybody)
      await reconcileSeats(client, { ...place, runId: null, kinds: licenceKinds })
    })
    const before = await state()
    const students = { ...COACHES, grant: [{ role: 'student', scope: 'org' }] }
    const chessFor = async (name: PersonName) => {
      const { licences } = (await look([students], name)).json as RoleMapPreview
      return licences.find(({ kind }) => kind === 'product-seats:chess') ?? expect.fail('no product')
    }
    const chess = await chessFor('districtAdmin')
    expect(chess).toMatchObject({ name: 'Chess', bought: 0, moveCount: 20 })
    expect(chess.moves.map(({ move, person }) => `${move} ${person?.familyName.slice(0, 5)}`)).toEqual(
      Array.from({ length: 20 }, () => 'wait Title'),
    )
    const forIt = await chessFor('itAdmin')
    expect(forIt).toMatchObject({ moveCount: 20, short: chess.short, waitingPeople: [] })
    expect(forIt.moves.map(({ person }) => person)).toEqual(Array.from({ length: 20 }, () => null))
    expect(await state()).toEqual(before)
  })

  it('is IT’s, too, and says who loses a role', async () => {
    expect((await save([COACHES])).status).toBe(200)
    const { changes } = (await look([], 'itAdmin')).json as RoleMapPreview
    expect(changes[0]).toMatchObject({ person: { familyName: 'Title 01' }, gained: [], lost: ['coach'] })
    expect((await save([])).status).toBe(200)
  })
})
