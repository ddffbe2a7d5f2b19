/** One licence over the API: what whom it shows, what whom it lets change, and what comes of it. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  LedgerPage,
  LicenceDetail,
  LicenceHistory,
  LicencePreview,
  SeatPage,
} from '../../src/http/contract/licences.ts'
import { inDistrict } from '../../src/store/database.ts'
import { shippedKinds } from '../store/seat-district.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const PATH = '/api/v1/licences/coaching-seats'
let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
  // The planted seats get the ledger that they would have come by.
  await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    await client.query('delete from seat')
    await client.query("update licence_purchase set quantity = 1 where kind = 'coaching-seats'")
  })
})
afterAll(() => app.close())

const as = (name: PersonName) => app.bearerOf(app.alpha, name)
const read = async <Body>(path: string, name: PersonName = 'districtAdmin'): Promise<Body> =>
  (await app.call(path, { token: as(name) })).json as Body
const change = (method: string, path: string, body?: unknown, name: PersonName = 'districtAdmin'): Promise<Answer> =>
  app.call(path, { method, token: as(name), ...(body === undefined ? {} : { body }) })
const purchase = (quantity: number, over: object = {}) => ({ quantity, startsOn: null, endsOn: null, ...over })
const waiting = () => read<SeatPage>(`${PATH}/seats?state=waiting`)

describe('a purchase', () => {
  it('is looked at before it is entered: needs so many more, these people, these reasons', async () => {
    const answer = await change('POST', `${PATH}/purchases/standing/preview`, purchase(1, { replaces: true }))
    expect(answer.status).toBe(200)
    const preview = answer.json as LicencePreview
    // The administrator comes before coaches of the same moment.
    expect(preview).toMatchObject({ bought: 1, used: 1, needed: 3, waiting: 2, short: 2 })
    expect(preview.moves.map(({ move, person }) => `${move} ${person?.familyName ?? ''}`)).toEqual([
      'wait Southcoach',
      'wait Coachman',
      'assign Director',
    ])
    expect(preview.waitingPeople.map(({ position, reason }) => [position, reason])).toEqual([
      [1, 'all_in_use'],
      [2, 'all_in_use'],
    ])
    expect((await read<LicenceDetail>(PATH)).used).toBe(0)
  })

  it('hands out seats at once, and the page then says who holds and who waits in which place', async () => {
    expect((await change('PUT', `${PATH}/purchases/standing`, purchase(1, { replaces: true }))).status).toBe(204)
    expect(await read<LicenceDetail>(PATH)).toMatchObject({ bought: 1, used: 1, waiting: 2, needed: 3, short: 2 })
    const { items, total } = await waiting()
    expect(total).toBe(2)
    expect(items.map(({ person, position, reason }) => [person.familyName, position, reason])).toEqual([
      ['Coachman', 1, 'all_in_use'],
      ['Southcoach', 2, 'all_in_use'],
    ])
    const { days, forecast } = await read<LicenceHistory>(`${PATH}/history`)
    expect(days).toEqual([{ day: '2026-11-22', bought: 1, used: 1, waiting: 2 }])
    expect(forecast).toEqual([{ day: '2026-11-22', bought: 1, used: 1, waiting: 2, short: 2 }])
  })

  it('with an end is foretold to leave seats over, and is taken out again by its name', async () => {
    const term = purchase(2, { startsOn: '2026-08-01', endsOn: '2027-01-31' })
    expect((await change('PUT', `${PATH}/purchases/PO%202026-7`, term)).status).toBe(204)
    const { forecast } = await read<LicenceHistory>(`${PATH}/history`)
    expect(forecast.at(-1)).toMatchObject({ day: '2027-02-01', bought: 1, used: 3, short: 2 })
    expect((await change('DELETE', `${PATH}/purchases/PO%202026-7`)).status).toBe(204)
    expect(await read<LicenceDetail>(PATH)).toMatchObject({ bought: 1, used: 3, over: 2 })
    expect((await change('DELETE', `${PATH}/purchases/PO%202026-7`)).status).toBe(404)
  })

  it('of a name that is known is refused, looked at or entered, unless it is to replace that one', async () => {
    const path = `${PATH}/purchases/PO%202027-1`
    const term = purchase(4, { startsOn: '2027-08-01', endsOn: '2028-06-30' })
    expect((await change('PUT', path, { ...term, replaces: true })).status).toBe(404)
    expect((await change('POST', `${path}/preview`, { ...term, replaces: true })).status).toBe(404)
    expect((await change('PUT', path, term)).status).toBe(204)
    for (const answer of [
      await change('PUT', path, purchase(9)),
      await change('PUT', path, purchase(9, { replaces: false })),
      await change('POST', `${path}/preview`, purchase(9)),
    ]) {
      expect(answer.status).toBe(409)
      expect(answer.text).toContain(
        'There is a purchase \\"PO 2027-1\\" of this licence already: 4 from 2027-08-01 until 2028-06-30.',
      )
    }
    const found = async () =>
      (await read<LicenceDetail>(PATH)).district?.purchases.find(({ name }) => name === 'PO 2027-1')
    expect(await found()).toMatchObject({ quantity: 4, startsOn: '2027-08-01', term: 'ahead' })
    expect((await change('PUT', path, { ...term, quantity: 5, replaces: true })).status).toBe(204)
    expect(await found()).toMatchObject({ quantity: 5 })
  })

  it('for a time to come stands in the ledger and the audit log at once, with what was entered', async () => {
    const path = `${PATH}/purchases/PO%202029-1`
    const { bought } = await read<LicenceDetail>(PATH)
    const last = async (count: number) => (await read<LedgerPage>(`${PATH}/ledger?pageSize=${count}`)).items
    expect((await change('PUT', path, purchase(7, { startsOn: '2029-08-01' }))).status).toBe(204)
    const by = `person:${app.alpha.people.districtAdmin}`
    const entry = { move: 'purchase', quantity: bought, purchase: 'PO 2029-1', reason: 'total_kept', actor: by }
    expect(await last(1)).toEqual([expect.objectContaining(entry)])
    const [before] = await last(1)
    // By name to whoever reads the audit log, and to nobody else.
    const named = async (name: PersonName) =>
      (await read<LedgerPage>(`${PATH}/ledger?pageSize=1`, name)).items.map(({ actor, actorName }) => [
        actor,
        actorName,
      ])
    expect(await named('districtAdmin')).toEqual([[by, expect.stringMatching(/ Director$/)]])
    expect(await named('billing')).toEqual([[by, null]])
    // The very same once more is nothing new.
    const same = purchase(7, { startsOn: '2029-08-01', replaces: true })
    expect((await change('PUT', path, same)).status).toBe(204)
    expect(await last(1)).toEqual([before])
    expect((await change('DELETE', path)).status).toBe(204)
    expect(await last(2)).toEqual([expect.objectContaining({ ...entry, seq: (before?.seq ?? 0) + 1 }), before])
    const audit = await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query<object>(
        `select actor, action, object, detail from audit_entry where detail ->> 'name' = 'PO 2029-1' order by id`,
      ),
    )
    const noted = { actor: by, object: 'licence:coaching-seats' }
    const detail = { name: 'PO 2029-1', quantity: 7, startsOn: '2029-08-01', endsOn: null }
    expect(audit.rows).toEqual([
      { ...noted, action: 'licence.purchase', detail },
      { ...noted, action: 'licence.purchase', detail },
      { ...noted, action: 'licence.purchase_removed', detail: { name: 'PO 2029-1' } },
    ])
  })

  it('is refused with a sentence where its term ends before it begins', async () => {
    const wrong = purchase(1, { startsOn: '2027-02-01', endsOn: '2027-01-01' })
    const answer = await change('PUT', `${PATH}/purchases/x`, wrong)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('The last day of a term comes after its first.')
  })
})

describe('the choice when more are used than bought', () => {
  it('lets the chosen one wait, is on the audit log, and is refused once nothing is over', async () => {
    const { southCoach, coach } = app.alpha.people
    expect((await change('POST', `${PATH}/people/${southCoach}/yield`)).status).toBe(204)
    expect((await change('POST', `${PATH}/people/${coach}/yield`)).status).toBe(204)
    expect((await waiting()).items.map(({ person }) => person.id)).toEqual([southCoach, coach])
    const refused = await change('POST', `${PATH}/people/${app.alpha.people.districtAdmin}/yield`)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Nobody has to give one back.')
    const audit = await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query<{ actor: string }>("select actor from audit_entry where action = 'licence.yield'"),
    )
    expect(audit.rows.map(({ actor }) => actor)).toEqual(
      Array.from({ length: 2 }, () => `person:${app.alpha.people.districtAdmin}`),
    )
  })
})

describe('the district’s order', () => {
  it('by hand puts whom the administrator numbers first, and a school’s reserved seat goes to its people', async () => {
    const rules = { order: ['manual'], schools: [], graceDays: 10, overDays: null }
    expect((await change('PUT', `${PATH}/rules`, rules)).status).toBe(204)
    const { coach, southCoach } = app.alpha.people
    expect((await change('PUT', `${PATH}/people/${coach}/priority`, { priority: 1 })).status).toBe(204)
    expect((await waiting()).items.map(({ person, priority }) => [person.id, priority])).toEqual([
      [coach, 1],
      [southCoach, null],
    ])
    expect((await change('PUT', `${PATH}/reservations/${app.alpha.south}`, { quantity: 1 })).status).toBe(204)
    expect((await change('PUT', `${PATH}/purchases/standing`, purchase(2, { replaces: true }))).status).toBe(204)
    // The free one is the south school's.
    expect((await waiting()).items.map(({ person, reason }) => [person.id, reason])).toEqual([[coach, 'all_in_use']])
    const { district } = await read<LicenceDetail>(PATH)
    expect(district?.rules).toEqual({
      order: ['manual'],
      schools: [],
      graceDays: 10,
      overDays: 30,
      ownGraceDays: 10,
      ownOverDays: null,
      isOwn: true,
    })
    expect(district?.schools).toContainEqual(
      expect.objectContaining({ id: app.alpha.south, held: 1, waiting: 0, reserved: 1 }),
    )
  })
})

describe('a school’s reserved seat that is free', () => {
  it('goes to whoever waits as soon as it is reserved no more', async () => {
    const { coach } = app.alpha.people
    const reserve = (quantity: number) => change('PUT', `${PATH}/reservations/${app.alpha.south}`, { quantity })
    expect((await reserve(2)).status).toBe(204)
    expect((await change('PUT', `${PATH}/purchases/standing`, purchase(3, { replaces: true }))).status).toBe(204)
    expect((await waiting()).items.map(({ person }) => person.id)).toEqual([coach])
    expect((await reserve(0)).status).toBe(204)
    expect((await waiting()).total).toBe(0)
    expect(await read<LicenceDetail>(PATH)).toMatchObject({ bought: 3, used: 3 })
  })
})

describe('what isn’t given out in an order', () => {
  it('gets no number: not whoever neither holds nor awaits a seat; taking back what nobody gave does nothing', async () => {
    const { teacher, southCoach } = app.alpha.people
    const number = (personId: string, priority: number | null) =>
      change('PUT', `${PATH}/people/${personId}/priority`, { priority })
    expect((await number(teacher, 1)).status).toBe(404)
    expect((await number(southCoach, null)).status).toBe(204)
    const { items } = await read<SeatPage>(`${PATH}/seats`)
    expect(items.find(({ person }) => person.id === southCoach)?.priority).toBeNull()
  })

  it.each(['educator-capacity', 'export-credits'])('gets no order and no reservations: %s', async (kind) => {
    const { licenceKinds } = app.world.settings
    Object.assign(app.world.settings, { licenceKinds: shippedKinds() })
    const rules = { order: ['manual'], schools: [], graceDays: 10, overDays: null }
    expect((await change('PUT', `/api/v1/licences/${kind}/rules`, rules)).status).toBe(404)
    const reservation = `/api/v1/licences/${kind}/reservations/${app.alpha.south}`
    expect((await change('PUT', reservation, { quantity: 1 })).status).toBe(404)
    Object.assign(app.world.settings, { licenceKinds })
  })
})

describe('the audit log', () => {
  it('has every change with what was changed, and neither what was only looked at nor what was refused', async () => {
    const { rows } = await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query<{ actor: string; object: string; action: string; detail: unknown }>(
        "select actor, object, action, detail from audit_entry where action like 'licence.%' order by id",
      ),
    )
    const { coach, southCoach, districtAdmin } = app.alpha.people
    const { south } = app.alpha
    const standing = { name: 'standing', startsOn: null, endsOn: null }
    const next = { name: 'PO 2027-1', startsOn: '2027-08-01', endsOn: '2028-06-30' }
    expect(rows.map(({ action, detail }) => [action, detail])).toEqual([
      ['licence.purchase', { ...standing, quantity: 1 }],
      ['licence.purchase', { name: 'PO 2026-7', quantity: 2, startsOn: '2026-08-01', endsOn: '2027-01-31' }],
      ['licence.purchase_removed', { name: 'PO 2026-7' }],
      ['licence.purchase', { ...next, quantity: 4 }],
      ['licence.purchase', { ...next, quantity: 5 }],
      ['licence.purchase', { name: 'PO 2029-1', quantity: 7, startsOn: '2029-08-01', endsOn: null }],
      ['licence.purchase', { name: 'PO 2029-1', quantity: 7, startsOn: '2029-08-01', endsOn: null }],
      ['licence.purchase_removed', { name: 'PO 2029-1' }],
      ['licence.yield', { personId: southCoach }],
      ['licence.yield', { personId: coach }],
      ['licence.priority', { personId: coach, priority: 1 }],
      ['licence.reserve', { schoolId: south, quantity: 1 }],
      ['licence.purchase', { ...standing, quantity: 2 }],
      ['licence.reserve', { schoolId: south, quantity: 2 }],
      ['licence.purchase', { ...standing, quantity: 3 }],
      ['licence.reserve', { schoolId: south, quantity: 0 }],
      ['licence.priority', { personId: southCoach, priority: 0 }],
    ])
    expect(new Set(rows.map(({ actor, object }) => `${actor} ${object}`))).toEqual(
      new Set([`person:${districtAdmin} licence:coaching-seats`]),
    )
  })
})

const file = async (name: PersonName = 'districtAdmin', query = ''): Promise<readonly string[]> => {
  const { status, text } = await app.call(`${PATH}/seats/export${query}`, { token: as(name) })
  expect(status).toBe(200)
  return text.trimEnd().split('\r\n')
}
const inside = (statement: string, values: readonly unknown[]) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query(statement, [...values]),
  )
const sortedNames = async (sort: string) =>
  (await read<SeatPage>(`${PATH}/seats?sort=${sort}`)).items.map(({ person }) => person.familyName)

describe('the file of requested and assigned seats', () => {
  it('is CSV with a name of its own, and says who asks, who has one and why', async () => {
    expect((await change('PUT', `${PATH}/purchases/standing`, purchase(2, { replaces: true }))).status).toBe(204)
    const { headers } = await app.call(`${PATH}/seats/export`, { token: as('districtAdmin') })
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toBe('attachment; filename="coaching-seats-requested-assigned.csv"')
    const [head, ...lines] = await file()
    expect(head).toContain(
      'family name,given name,person,schools,roles,requested,assigned,place in the queue,reason,since,until',
    )
    const { items } = await read<SeatPage>(`${PATH}/seats`)
    expect(lines.map((line) => line.split(',')[2])).toEqual(items.map(({ person }) => `id:${person.id}`))
    const of = (name: string) => lines.find((line) => line.startsWith(name)) ?? expect.fail(name)
    expect(of('Director')).toMatch(/,district_admin,yes,yes,,needed as district_admin,2026-11-2\d,$/)
    expect(lines.filter((line) => /,yes,no,1,all are in use,/.test(line))).toHaveLength(0)
    expect(lines.filter((line) => line.includes(',yes,yes,,beyond what was bought,'))).toHaveLength(1)
  })

  it('and the list name every school that somebody has a role at, each once, by name', async () => {
    const { coach } = app.alpha.people
    await inside(
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
       values ('alpha', $1, 'coach', 'school', $2, 'manual') on conflict do nothing`,
      [coach, app.alpha.south],
    )
    const named = await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query<{ name: string }>(
        `select distinct o.name from org o join role_grant r on r.scope_id = o.id
         where r.person_id = $1 and r.role = 'coach' and r.status = 'active' and r.scope_type = 'school' order by 1`,
        [coach],
      ),
    )
    const names = named.rows.map(({ name }) => name)
    expect(names.length).toBeGreaterThan(1)
    const { items } = await read<SeatPage>(`${PATH}/seats`)
    expect(items.find(({ person }) => person.id === coach)?.schools).toEqual(names)
    const line = (await file()).find((each) => each.includes(`,id:${coach},`))
    expect(line).toContain(`,${names.join('; ')},coach,`)
    await inside(
      "delete from role_grant where person_id = $1 and role = 'coach' and scope_type = 'school' and scope_id = $2 and origin = 'manual'",
      [coach, app.alpha.south],
    )
  })

  it('has those in one state where one is asked for, and of who waits their place and why', async () => {
    expect((await change('POST', `${PATH}/people/${app.alpha.people.southCoach}/yield`)).status).toBe(204)
    const [, ...waits] = await file('districtAdmin', '?state=waiting')
    expect(waits).toHaveLength(1)
    expect(waits[0]).toMatch(/^Southcoach,.*,coach,yes,no,1,all are in use,/)
    expect((await change('PUT', `${PATH}/purchases/standing`, purchase(3, { replaces: true }))).status).toBe(204)
    expect(await file('districtAdmin', '?state=waiting')).toHaveLength(1)
    expect((await app.call(`${PATH}/seats/export?state=gone`, { token: as('districtAdmin') })).status).toBe(400)
  })

  it('has everybody, however many, each once, and no cell that a spreadsheet runs', async () => {
    await inside(
      `with made as (
        insert into person (district_id, given_name, family_name)
        select 'alpha', '@given', '=1+' || n from generate_series(1, 2500) n returning id)
       insert into seat (district_id, kind, person_id, state, place, since)
       select 'alpha', 'coaching-seats', id, 'waiting', 100000 + id, now() from made`,
      [],
    )
    await inside("update licence set waiting = waiting + 2500 where kind = 'coaching-seats'", [])
    const [, ...lines] = await file()
    expect(lines).toHaveLength(2503)
    expect(new Set(lines.map((line) => line.split(',')[2])).size).toBe(2503)
    expect(lines.filter((line) => /^[=@+-]|,[=@+-]/.test(line))).toEqual([])
    expect(lines[0]).toMatch(/^'=1\+1,'@given,id:\d+,,,yes,no,1,/)
    await inside("delete from seat where kind = 'coaching-seats' and place >= 100000", [])
    await inside("update licence set waiting = waiting - 2500 where kind = 'coaching-seats'", [])
  })

  it('has for a school administrator the people of their schools, and is closed where seats are', async () => {
    const [, ...lines] = await file('schoolAdmin')
    expect(lines.map((line) => line.split(',')[2])).toEqual([`id:${app.alpha.people.coach}`])
    expect((await app.call(`${PATH}/seats/export`, { token: as('coach') })).status).toBe(403)
    expect((await app.call('/api/v1/licences/nothing/seats/export', { token: as('districtAdmin') })).status).toBe(404)
  })

  it('stands beside a list that is sorted as one asks', async () => {
    expect(await sortedNames('name')).toEqual(['Coachman', 'Director', 'Southcoach'])
    expect(await sortedNames('-name')).toEqual(['Southcoach', 'Director', 'Coachman'])
  })
})

describe('who sees what', () => {
  it('a school administrator sees the seats of their school’s people, and nothing of the district', async () => {
    expect(await read<LicenceDetail>(PATH, 'schoolAdmin')).toMatchObject({ bought: null, over: null, district: null })
    const { items } = await read<SeatPage>(`${PATH}/seats`, 'schoolAdmin')
    expect(items.map(({ person }) => person.id)).toEqual([app.alpha.people.coach])
    expect((await app.call(`${PATH}/history`, { token: as('schoolAdmin') })).status).toBe(404)
  })

  it('billing sees the state and the ledger, and may set nothing', async () => {
    expect((await app.call(`${PATH}/ledger`, { token: as('billing') })).status).toBe(200)
    expect((await change('PUT', `${PATH}/purchases/standing`, purchase(9, { replaces: true }), 'billing')).status).toBe(
      403,
    )
    expect((await change('PUT', `${PATH}/rules`, {}, 'billing')).status).toBe(403)
  })

  it('the ledger names every cause, the newest first', async () => {
    const { json } = await app.call(`${PATH}/ledger?pageSize=100`, { token: as('districtAdmin') })
    const { items } = json as { items: { seq: number; move: string; reason: string; actor: string }[] }
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => items.length - index))
    expect(items.at(-1)).toMatchObject({ move: 'purchase', reason: 'set_by_hand' })
    for (const { actor } of items) expect(actor).toBe(`person:${app.alpha.people.districtAdmin}`)
  })
})
