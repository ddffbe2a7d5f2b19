/** A run from near and the trace of a person: what each role may see of them. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { storeRunSeats } from '../../src/store/seats/run-seats.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp

/** Somebody of the north school, somebody of the south one, a role in each, a class and a term. */
const CHANGES = [
  {
    kind: 'people',
    op: 'change',
    key: 'p-north',
    before: { given_name: 'Old', email: null, feed_roles: [{ orgSourcedId: 'North School' }], row_hash: 1 },
    after: { given_name: 'New', email: '', feed_roles: [{ orgSourcedId: 'North School' }] },
  },
  {
    kind: 'people',
    op: 'retire',
    key: 'p-south',
    before: { given_name: 'Gone', feed_roles: [{ orgSourcedId: 'South School' }] },
    after: null,
  },
  {
    kind: 'roles',
    op: 'add',
    key: 'p-north|teacher|school|North School',
    before: null,
    after: { role: 'teacher', scope_type: 'school', scope_sourced_id: 'North School' },
  },
  {
    kind: 'roles',
    op: 'retire',
    key: 'p-south|class_lead|class|chemistry',
    before: { role: 'class_lead', scope_type: 'class', scope_sourced_id: 'chemistry' },
    after: null,
  },
  { kind: 'classes', op: 'add', key: 'k1', before: null, after: { title: 'T', school_sourced_id: 'South School' } },
  {
    kind: 'enrolments',
    op: 'add',
    key: 'e1',
    before: null,
    after: { class_sourced_id: 'algebra', grades: ['1', '2'], is_primary: true },
  },
  { kind: 'terms', op: 'add', key: 'term', before: null, after: { title: 'Autumn' } },
] as const

const QUARANTINED = [
  ['users.csv', 3, 'value_date', 'people', 'sis-teacher'],
  ['users.csv', 4, 'value_date', 'people', 'sis-southTeacher'],
  ['users.csv', 5, 'value_missing', 'people', null],
  ['classes.csv', 2, 'value_missing', 'classes', 'chemistry'],
] as const

beforeAll(async () => {
  app = await openTestApp()
  const sync = app.database.open('sync')
  for (const district of [app.alpha, app.beta])
    await inDistrict(sync, { districtId: district.id, actor: 'test' }, async (client) => {
      for (const { kind, op, key, before, after } of CHANGES)
        await client.query(
          'insert into run_change (district_id, run_id, kind, op, key, before, after) values ($1, $2, $3, $4, $5, $6, $7)',
          [district.id, district.run, kind, op, key, JSON.stringify(before), JSON.stringify(after)],
        )
      for (const [file, row, code, table, sourcedId] of QUARANTINED)
        await client.query(
          `insert into quarantined_row (district_id, run_id, file, row_number, code, roster_table, sourced_id, expected, fix_by)
           values ($1, $2, $3, $4, $5, $6, $7, 'a date', 'sis')`,
          [district.id, district.run, file, row, code, table, sourcedId],
        )
    })
})
afterAll(() => app.close())

const keysSeenBy = async (name: 'itAdmin' | 'schoolAdmin', path: string): Promise<unknown[]> => {
  const { json, status } = await app.call(`/api/v1/runs/${path}`, { token: app.bearerOf(app.alpha, name) })
  expect(status).toBe(200)
  const { items } = json as { items: { key?: string; row?: number }[] }
  return items.map((item) => item.key ?? item.row)
}

const why = (name: 'itAdmin' | 'schoolAdmin' | 'districtAdmin', personId: string) =>
  app.call(`/api/v1/people/${personId}/why`, { token: app.bearerOf(app.alpha, name) })

describe('the changes of a run', () => {
  it('are shown field by field, new values of a new record, nothing of one that leaves', async () => {
    const { json } = await app.call(`/api/v1/runs/${app.alpha.run}/changes?kind=people`, {
      token: app.bearerOf(app.alpha, 'districtAdmin'),
    })
    expect(json).toEqual({
      items: [
        {
          kind: 'people',
          op: 'change',
          key: 'p-north',
          row: null,
          skipped: null,
          fields: [{ field: 'given_name', before: 'Old', after: 'New' }],
        },
        { kind: 'people', op: 'retire', key: 'p-south', row: null, skipped: null, fields: [] },
      ],
      total: 2,
      page: 1,
      pageSize: 25,
    })
    const enrolments = await app.call(`/api/v1/runs/${app.alpha.run}/changes?kind=enrolments`, {
      token: app.bearerOf(app.alpha, 'itAdmin'),
    })
    expect(enrolments.json).toMatchObject({
      items: [
        {
          fields: expect.arrayContaining([
            { field: 'class_sourced_id', before: null, after: 'algebra' },
            { field: 'grades', before: null, after: '1, 2' },
            { field: 'is_primary', before: null, after: 'true' },
          ]) as unknown[],
        },
      ],
    })
  })

  it('are those of the own school for its administrator (OWN-04-D)', async () => {
    expect(await keysSeenBy('itAdmin', `${app.alpha.run}/changes`)).toHaveLength(CHANGES.length)
    expect(new Set(await keysSeenBy('schoolAdmin', `${app.alpha.run}/changes`))).toEqual(
      new Set(['e1', 'p-north', 'p-north|teacher|school|North School']),
    )
  })

  it('come a page at a time and count all', async () => {
    const { json } = await app.call(`/api/v1/runs/${app.alpha.run}/changes?page=2&pageSize=3`, {
      token: app.bearerOf(app.alpha, 'itAdmin'),
    })
    expect(json).toMatchObject({ total: CHANGES.length, page: 2, pageSize: 3 })
    expect((json as { items: unknown[] }).items).toHaveLength(3)
  })

  it('of another district’s run are as empty as those of none', async () => {
    const token = app.bearerOf(app.alpha, 'itAdmin')
    for (const part of ['changes', 'quarantine']) {
      const foreign = await app.call(`/api/v1/runs/${app.beta.run}/${part}`, { token })
      const none = await app.call(`/api/v1/runs/999999999/${part}`, { token })
      expect(foreign.text).toBe(none.text)
      expect(foreign.json).toMatchObject({ items: [], total: 0 })
    }
  })
})

describe('quarantined rows', () => {
  it('are all there for district IT, those of the own school for its administrator (OWN-09-D)', async () => {
    expect(await keysSeenBy('itAdmin', `${app.alpha.run}/quarantine`)).toEqual([2, 3, 4, 5])
    expect(await keysSeenBy('schoolAdmin', `${app.alpha.run}/quarantine`)).toEqual([3])
  })
})

const edited = (kind: string, sourcedId: string, field: string, recordId: string | null) => ({
  kind,
  sourcedId,
  field,
  recordId,
})

const edits = (name: 'itAdmin' | 'schoolAdmin', run: string) =>
  app.call(`/api/v1/runs/${run}/edits`, { token: app.bearerOf(app.alpha, name) })

const conflicts = () => [
  edited('people', 'sis-teacher', 'email', app.alpha.people.teacher),
  edited('people', 'sis-southTeacher', 'email', app.alpha.people.southTeacher),
  edited('classes', 'chemistry', 'title', app.alpha.classes.chemistry),
  edited('orgs', 'North School', 'name', app.alpha.north),
  edited('people', 'sis-nobody', 'givenName', null),
]
const superseded = () => [edited('enrolments', 'student-algebra', 'member', app.alpha.classes.algebra)]
const asReported = ({ kind, sourcedId, field }: ReturnType<typeof edited>) => ({ kind, sourcedId, field })

describe('the edits by hand that a run met', () => {
  beforeAll(async () => {
    const report = {
      conflicts: { count: 140, fields: conflicts().map(asReported) },
      superseded: { count: 1, fields: superseded().map(asReported) },
    }
    await inDistrict(app.database.open('sync'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query('update run set report = report || $2 where id = $1', [app.alpha.run, JSON.stringify(report)]),
    )
  })

  it('are named with the records to open, what the roster has no more without one', async () => {
    const { status, json } = await edits('itAdmin', app.alpha.run)
    expect(status).toBe(200)
    expect(json).toEqual({
      conflicts: { count: 140, fields: conflicts() },
      superseded: { count: 1, fields: superseded() },
    })
  })

  it('are those of the own school for its administrator, without figures of the district (OWN-04-D)', async () => {
    const [teacher, , , north] = conflicts()
    expect((await edits('schoolAdmin', app.alpha.run)).json).toEqual({
      conflicts: { count: null, fields: [teacher, north] },
      superseded: { count: null, fields: superseded() },
    })
  })

  it('are none where the run’s report names none, and unknown where the district has no such run', async () => {
    const none = { count: 0, fields: [] }
    const beta = await app.call(`/api/v1/runs/${app.beta.run}/edits`, { token: app.bearerOf(app.beta, 'itAdmin') })
    expect(beta.json).toEqual({ conflicts: none, superseded: none })
    const foreign = await edits('itAdmin', app.beta.run)
    const nobody = await edits('itAdmin', '999999999')
    expect([foreign.status, nobody.status]).toEqual([404, 404])
    expect(foreign.text).toBe(nobody.text)
  })
})

describe('why', () => {
  it('traces roles and seats', async () => {
    const { status, json } = await why('districtAdmin', app.alpha.people.coach)
    expect(status).toBe(200)
    expect(json).toMatchObject({
      records: [{ source: 'sis', sourcedId: 'sis-coach', status: 'active' }],
      roles: [{ role: 'coach', scopeType: 'school', scopeSourcedId: 'North School', origin: 'feed', source: 'sis' }],
      seats: [{ kind: 'coaching-seats', state: 'assigned' }],
      seatRoles: { 'coaching-seats': ['district_admin', 'coach'] },
    })
  })

  it('of a class lead names the enrolment', async () => {
    const { json } = await why('itAdmin', app.alpha.people.teacher)
    const { roles } = json as { roles: { role: string; scopeSourcedId: string; rows: { sourcedId: string }[] }[] }
    const lead = roles.find(({ role, scopeSourcedId }) => role === 'class_lead' && scopeSourcedId === 'algebra')
    expect(lead?.rows.map(({ sourcedId }) => sourcedId)).toEqual(['teacher-algebra'])
  })

  it('is told a school administrator of people of the school, and of nobody else (OWN-17-D)', async () => {
    expect((await why('schoolAdmin', app.alpha.people.teacher)).status).toBe(200)
    const elsewhere = await why('schoolAdmin', app.alpha.people.southTeacher)
    const nobody = await why('schoolAdmin', '999999999')
    expect([elsewhere.status, nobody.status]).toEqual([404, 404])
    expect(elsewhere.text).toBe(nobody.text)
  })

  it('of a person of another district is the same answer as of nobody', async () => {
    const foreign = await why('districtAdmin', app.beta.people.teacher)
    const nobody = await why('districtAdmin', '999999999')
    expect(foreign.status).toBe(404)
    expect(foreign.text).toBe(nobody.text)
  })
})

interface Seats {
  readonly total: number
  readonly items: readonly {
    readonly licence: string
    readonly personId: string | null
    readonly sourcedId: string | null
    readonly name: { readonly givenName: string; readonly familyName: string } | null
    readonly move: string
    readonly reason: string
  }[]
}

const seatsSeenBy = async (name: 'itAdmin' | 'schoolAdmin' | 'districtAdmin', query = ''): Promise<Seats> => {
  const { json, status } = await app.call(`/api/v1/runs/${app.alpha.run}/seats${query}`, {
    token: app.bearerOf(app.alpha, name),
  })
  expect(status).toBe(200)
  return json as Seats
}
const namesOf = ({ items }: Seats) => items.map(({ name }) => name && `${name.givenName} ${name.familyName}`)

describe('whom a plan would give, keep waiting or cost a seat', () => {
  /** Of the north school, of the south one, and two who come with the plan, one to each. */
  const PLANNED = [
    { person: 'teacher', sourcedId: null, move: 'wait', reason: 'all_in_use' },
    { person: 'southTeacher', sourcedId: null, move: 'leave', reason: 'role_lost' },
    { person: null, sourcedId: 'new-north', move: 'assign', reason: 'seat_free' },
    { person: null, sourcedId: 'new-south', move: 'assign', reason: 'seat_free' },
  ] as const
  beforeAll(async () => {
    for (const district of [app.alpha, app.beta])
      await inDistrict(app.database.open('sync'), { districtId: district.id, actor: 'test' }, async (client) => {
        const place = { districtId: district.id, runId: district.run, licence: 'coaching-seats' }
        const people = PLANNED.map(({ person, ...seat }) => ({
          ...seat,
          personId: person === null ? null : district.people[person],
        }))
        await storeRunSeats(client, place, people)
        await storeRunSeats(client, place, people)
        for (const [key, school] of [
          ['new-north', 'North School'],
          ['new-south', 'South School'],
        ])
          await client.query(
            `insert into run_change (district_id, run_id, kind, op, key, after) values ($1, $2, 'people', 'add', $3, $4)`,
            [
              district.id,
              district.run,
              key,
              JSON.stringify({ given_name: 'Nora', family_name: key, feed_roles: [{ orgSourcedId: school }] }),
            ],
          )
      })
  })
  it('is told by number to district IT, who see no people, and by name to an administrator', async () => {
    const bare = await seatsSeenBy('itAdmin')
    expect(namesOf(bare)).toEqual([null, null, null, null])
    expect(bare.items.map(({ sourcedId, move, reason }) => [sourcedId, move, reason])).toEqual(
      PLANNED.map(({ sourcedId, move, reason }) => [sourcedId, move, reason]),
    )
    expect(bare.items[0]?.personId).toBe(app.alpha.people.teacher)
    expect(namesOf(await seatsSeenBy('districtAdmin'))).toEqual([
      'Tara Teacher',
      'Ute Under',
      'Nora new-north',
      'Nora new-south',
    ])
  })

  it('is told of their school alone to whoever looks after one, and counted so', async () => {
    const seen = await seatsSeenBy('schoolAdmin')
    expect([seen.total, ...namesOf(seen)]).toEqual([2, 'Tara Teacher', 'Nora new-north'])
  })

  it('comes page by page, by licence and by what happens', async () => {
    const second = await seatsSeenBy('districtAdmin', '?page=2&pageSize=3')
    expect([second.total, ...namesOf(second)]).toEqual([4, 'Nora new-south'])
    expect(namesOf(await seatsSeenBy('districtAdmin', '?move=wait'))).toEqual(['Tara Teacher'])
    expect((await seatsSeenBy('districtAdmin', '?licence=account-seats')).total).toBe(0)
  })

  it('is nothing of a run of another district, nothing for a teacher, and stands in no list of changes', async () => {
    const token = app.bearerOf(app.alpha, 'districtAdmin')
    const foreign = await app.call(`/api/v1/runs/${app.beta.run}/seats`, { token })
    expect(foreign.json).toMatchObject({ items: [], total: 0 })
    const teacher = await app.call(`/api/v1/runs/${app.alpha.run}/seats`, {
      token: app.bearerOf(app.alpha, 'teacher'),
    })
    expect(teacher.status).toBe(403)
    const changes = await app.call(`/api/v1/runs/${app.alpha.run}/changes?pageSize=100`, { token })
    expect(changes.text).not.toContain('coaching-seats')
  })
})
