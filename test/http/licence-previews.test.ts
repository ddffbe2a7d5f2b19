/** Every change of a licence is looked at before it is made: what the look says is what the change then does, and to whom. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LedgerPage, LicenceDetail, LicencePreview, SeatPage } from '../../src/http/contract/licences.ts'
import { inDistrict } from '../../src/store/database.ts'
import { shippedKinds } from '../store/seat-district.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const SEATS = '/api/v1/licences/coaching-seats'
let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
  Object.assign(app.world.settings, { licenceKinds: shippedKinds() })
  await inside("delete from seat where kind <> ''")
})
afterAll(() => app.close())

const inside = (statement: string) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) => client.query(statement))
const call = (method: string, path: string, body?: object, name: PersonName = 'districtAdmin') =>
  app.call(path, { method, token: app.bearerOf(app.alpha, name), ...(body === undefined ? {} : { body }) })
const read = async <Body>(path: string): Promise<Body> => (await call('GET', path)).json as Body
const term = (quantity: number) => ({ quantity, startsOn: null, endsOn: null })
const waitsIn = async (path: string) => {
  const { items } = await read<SeatPage>(`${path}/seats?state=waiting&pageSize=100`)
  return items.map(({ person, reason }) => [person.id, reason])
}
/** All that a look might leave behind. */
const state = async () => {
  const { rows }: { rows: readonly unknown[] } = await inside(
    `select (select json_agg(s order by kind, person_id) from seat s) as seats, (select count(*) from seat_ledger) as entries,
       (select count(*) from audit_entry) as audited, (select json_agg(p order by kind, name) from licence_purchase p) as bought,
       (select json_agg(l order by kind) from licence l) as licences, (select json_agg(x) from district_setting x) as set,
       (select json_agg(r order by school_id) from licence_reservation r) as reserved`,
  )
  return rows
}

interface Change {
  /** Of the licence that is looked at. */
  readonly of?: string
  readonly method: 'PUT' | 'DELETE'
  readonly path: () => string
  readonly body?: () => object
}

const RULES = { order: ['school'], schools: [] as string[], graceDays: 0, overDays: null }
const CHANGES: readonly (readonly [string, Change])[] = [
  ['a purchase that is taken out', { method: 'DELETE', path: () => `${SEATS}/purchases/PO%201` }],
  [
    'another order',
    {
      method: 'PUT',
      path: () => `${SEATS}/rules`,
      body: () => ({ ...RULES, schools: [app.alpha.south, app.alpha.north] }),
    },
  ],
  [
    'seats kept for a school',
    { method: 'PUT', path: () => `${SEATS}/reservations/${app.alpha.north}`, body: () => ({ quantity: 3 }) },
  ],
  [
    'seats that are kept no more',
    { method: 'PUT', path: () => `${SEATS}/reservations/${app.alpha.south}`, body: () => ({ quantity: 0 }) },
  ],
  [
    'another number of educators',
    {
      of: '/api/v1/licences/educator-capacity',
      method: 'PUT',
      path: () => '/api/v1/educator-capacity',
      body: () => ({ rule: { perSeat: 1 } }),
    },
  ],
]

describe('what a look says of', () => {
  beforeEach(async () => {
    // Two bought, one by an order; one of them is kept for the south school, so that somebody waits beside a free seat.
    await inside("delete from seat where kind <> ''")
    await inside(
      "update licence set used = 0, waiting = 0, grace = 0, marked_over = 0, bought = 0 where kind <> 'export-credits'",
    )
    await inside("delete from licence_purchase where kind = 'coaching-seats'")
    await inside('delete from licence_reservation')
    await inside("delete from district_setting where key = 'licences'")
    expect((await call('PUT', `${SEATS}/reservations/${app.alpha.south}`, { quantity: 2 })).status).toBe(204)
    for (const name of ['PO%201', 'PO%202'])
      expect((await call('PUT', `${SEATS}/purchases/${name}`, term(1))).status).toBe(204)
  })

  it.each(CHANGES)(
    '%s is what it then does, and changes nothing',
    async (_what, { of = SEATS, method, path, body }) => {
      const before = await state()
      const address = method === 'DELETE' ? `${path()}/removal/preview` : `${path()}/preview`
      const looked = await call('POST', address, body?.())
      expect(looked.status).toBe(200)
      expect(await state()).toEqual(before)
      const { moves, moveCount, moveCounts, waitingPeople, ...figures } = looked.json as LicencePreview
      const entries = await read<LedgerPage>(`${of}/ledger?pageSize=100`)
      expect((await call(method, path(), body?.())).status).toBe(204)
      expect(await read<LicenceDetail>(of)).toMatchObject(figures)
      expect(waitingPeople.map(({ person, reason }) => [person.id, reason])).toEqual(await waitsIn(of))
      const after = await read<LedgerPage>(`${of}/ledger?pageSize=100`)
      const done = after.items.slice(0, after.total - entries.total).filter(({ move }) => move !== 'purchase')
      expect(moves.map(({ person, move, reason }) => [person?.id, move, reason])).toEqual(
        done.map(({ person, move, reason }) => [person?.id, move, reason]),
      )
      expect(moveCount).toBe(done.length)
      const counted = Map.groupBy(done, ({ move }) => move)
      expect(new Map(moveCounts.map(({ move, count }) => [move, count]))).toEqual(
        new Map([...counted].map(([move, lines]) => [move, lines.length])),
      )
    },
  )

  it.each(CHANGES)(
    '%s names everybody of the page in one file, the first first, and changes nothing',
    async (_what, { method, path, body }) => {
      const before = await state()
      const address = method === 'DELETE' ? `${path()}/removal/preview` : `${path()}/preview`
      const looked = (await call('POST', address, body?.())).json as LicencePreview
      const { status, text, headers } = await call('POST', `${address}/export`, body?.())
      expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
      expect(await state()).toEqual(before)
      const [head, ...rows] = text.trim().split('\r\n')
      expect(head).toBe('family name,given name,person,what happens,place in the queue,reason,until')
      expect(rows.map((row) => row.split(',')[2])).toEqual(
        [...looked.moves, ...looked.waitingPeople].map(({ person }) => `id:${person?.id}`),
      )
      const waiting = rows.slice(looked.moves.length).map((row) => row.split(','))
      expect(waiting.map(([, , , happens, place]) => [happens, place])).toEqual(
        looked.waitingPeople.map(({ position }) => ['would wait then', String(position)]),
      )
    },
  )
})

describe('a look', () => {
  it('of what isn’t there is refused as the change is, and leaves nothing behind', async () => {
    const before = await state()
    const refused: readonly (readonly [string, object?])[] = [
      [`${SEATS}/purchases/nothing/removal/preview`],
      ['/api/v1/licences/nothing/rules/preview', RULES],
      ['/api/v1/licences/educator-capacity/rules/preview', RULES],
      [`${SEATS}/reservations/999999/preview`, { quantity: 1 }],
      [`${SEATS}/reservations/${app.beta.north}/preview`, { quantity: 1 }],
    ]
    for (const [path, body] of refused) expect([path, (await call('POST', path, body)).status]).toEqual([path, 404])
    for (const [path, body] of refused)
      expect([path, (await call('POST', `${path}/export`, body)).status]).toEqual([path, 404])
    expect(await state()).toEqual(before)
  })

  it('is for those alone who may make the change', async () => {
    for (const name of ['coach', 'billing', 'itAdmin', 'schoolAdmin', 'principal'] as const) {
      expect((await call('POST', `${SEATS}/rules/preview`, RULES, name)).status).toBe(403)
      expect((await call('POST', '/api/v1/educator-capacity/preview', { rule: null }, name)).status).toBe(403)
      expect((await call('POST', `${SEATS}/rules/preview/export`, RULES, name)).status).toBe(403)
      expect((await call('POST', '/api/v1/educator-capacity/preview/export', { rule: null }, name)).status).toBe(403)
    }
  })

  it('of a number in the order by hand says who is first then, and of a seat that is given back who is covered', async () => {
    expect((await call('PUT', `${SEATS}/rules`, { ...RULES, order: ['manual'] })).status).toBe(204)
    const queue = await waitsIn(SEATS)
    const last = queue.at(-1)?.[0] ?? ''
    expect(queue.length).toBeGreaterThan(1)
    const before = await state()
    const looked = (await call('POST', `${SEATS}/people/${last}/priority/preview`, { priority: 1 })).json
    expect((looked as LicencePreview).waitingPeople[0]?.person.id).toBe(last)
    expect((await call('POST', `${SEATS}/people/${last}/yield/preview`)).status).toBe(422)
    expect(await state()).toEqual(before)
    expect((await call('PUT', `${SEATS}/people/${last}/priority`, { priority: 1 })).status).toBe(204)
    expect((await waitsIn(SEATS))[0]?.[0]).toBe(last)
    for (const id of ['999999', app.beta.people.coach])
      expect((await call('POST', `${SEATS}/people/${id}/priority/preview`, { priority: 1 })).status).toBe(404)
    await call('PUT', `${SEATS}/reservations/${app.alpha.south}`, { quantity: 0 })
    await call('PUT', `${SEATS}/purchases/PO%201`, { ...term(0), replaces: true })
    const held = (await read<SeatPage>(`${SEATS}/seats?state=assigned`)).items[0]?.person.id ?? ''
    const over = await state()
    const given = (await call('POST', `${SEATS}/people/${held}/yield/preview`)).json as LicencePreview
    expect(given).toMatchObject({ over: 0, used: 1 })
    expect(await state()).toEqual(over)
  })

  it('has people page by page, however many they are', async () => {
    const look = async (page: number) => {
      const { json } = await call('POST', `${SEATS}/purchases/PO%209/preview?page=${page}&pageSize=1`, term(5))
      return json as LicencePreview
    }
    const first = await look(1)
    expect(first.moveCount).toBeGreaterThan(1)
    const moved = []
    for (let page = 1; page <= first.moveCount + 1; page += 1) {
      const { moves, moveCount } = await look(page)
      expect(moveCount).toBe(first.moveCount)
      moved.push(...moves.map(({ person }) => person?.id))
    }
    expect(moved).toHaveLength(first.moveCount)
    expect(new Set(moved).size).toBe(first.moveCount)
    expect((await call('POST', `${SEATS}/purchases/PO%209/preview?pageSize=501`, term(5))).status).toBe(400)
  })
})
