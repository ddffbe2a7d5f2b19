/** Whatever an administrator sets of a licence squares its seats at once: whoever is next by what was just set gets what is free. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SeatPage } from '../../src/http/contract/licences.ts'
import { inDistrict } from '../../src/store/database.ts'
import { reconcileSeats, setLicence } from '../../src/store/seats/seats.ts'
import { shippedKinds } from '../store/seat-district.ts'
import { NOW, openTestApp, type TestApp } from './test-app.ts'

const PATH = '/api/v1/licences/coaching-seats'
const kinds = shippedKinds()
let app: TestApp
let ids: ReadonlyMap<string, string>

beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const inside = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, work)
const by = { districtId: 'alpha', actor: 'test', kinds, now: NOW }
const change = async (path: string, body: object) => {
  const token = app.bearerOf(app.alpha, 'districtAdmin')
  expect((await app.call(`${PATH}/${path}`, { method: 'PUT', token, body })).status).toBe(204)
}
const namesOf = async (state: string) => {
  const token = app.bearerOf(app.alpha, 'districtAdmin')
  const { json } = await app.call(`${PATH}/seats?state=${state}`, { token })
  return (json as SeatPage).items.map(({ person }) => person.givenName)
}
const idOf = (name: string) => ids.get(name) ?? expect.fail(name)
const rules = (order: readonly string[]) => ({ order, schools: [app.alpha.south], graceDays: 30, overDays: 30 })

// All seats are held; Anna waits, then Bert of the south; and the grace of one who left has ended unnoticed.
beforeEach(async () => {
  ids = await inside(async (client) => {
    await client.query('delete from seat')
    await client.query("delete from seat_priority where kind = 'coaching-seats'")
    await client.query('delete from licence_reservation')
    await client.query("delete from district_setting where key = 'licences'")
    const made = await client.query<{ id: string; given_name: string }>(
      `insert into person (district_id, given_name, family_name)
       select 'alpha', n, 'Waiting' from unnest(array['Anna', 'Bert', 'Gone']) n returning id::text, given_name`,
    )
    const found = new Map(made.rows.map(({ id, given_name: name }) => [name, id]))
    const employ = (name: string, schoolId: string) =>
      client.query(
        `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
         values ('alpha', $1, 'coach', 'school', $2, 'manual')`,
        [found.get(name), schoolId],
      )
    const square = () => reconcileSeats(client, { ...by, runId: null })
    await client.query(
      "update role_grant set status = 'revoked', revoked_at = now() where person_id in (select id from person where family_name = 'Waiting')",
    )
    await client.query(
      "update person set status = 'retired' where family_name = 'Waiting' and not (id::text = any ($1))",
      [[...found.values()]],
    )
    await employ('Gone', app.alpha.north)
    await setLicence(client, { ...by, kind: 'coaching-seats', quantity: 4 })
    await square()
    await employ('Anna', app.alpha.north)
    await square()
    await employ('Bert', app.alpha.south)
    await square()
    await client.query("update person set status = 'retired' where id = $1", [found.get('Gone')])
    await square()
    await client.query('update seat set until = $1 where person_id = $2', [NOW, found.get('Gone')])
    return found
  })
  expect(await namesOf('waiting')).toEqual(['Anna', 'Bert'])
  expect(await namesOf('grace')).toEqual(['Gone'])
})

describe('the seat that is free goes at once', () => {
  it('to the first in the order that was just set', async () => {
    await change('rules', rules(['school']))
    expect(await namesOf('waiting')).toEqual(['Anna'])
    expect(await namesOf('assigned')).toContain('Bert')
  })

  it('to the first of those who wait, where an order is taken away', async () => {
    await inside((client) =>
      client.query(
        `insert into district_setting (district_id, key, value)
         values ('alpha', 'licences', jsonb_build_object('coaching-seats', $1::jsonb))`,
        [JSON.stringify({ order: ['school'], schools: [app.alpha.south] })],
      ),
    )
    await change('rules', rules([]))
    expect(await namesOf('waiting')).toEqual(['Bert'])
  })

  it('to whom the administrator has just given a number, and leaves the others in their places', async () => {
    await inside((client) =>
      client.query(
        `insert into district_setting (district_id, key, value)
         values ('alpha', 'licences', '{"coaching-seats": {"order": ["manual"]}}')`,
      ),
    )
    await change(`people/${idOf('Bert')}/priority`, { priority: 1 })
    expect(await namesOf('waiting')).toEqual(['Anna'])
    expect(await namesOf('grace')).toEqual([])
  })

  it('to people of the school for which it was just reserved', async () => {
    await change(`reservations/${app.alpha.south}`, { quantity: 2 })
    expect(await namesOf('waiting')).toEqual(['Anna'])
  })

  it('and is in the ledger as theirs who set it', async () => {
    await change('rules', rules(['school']))
    const { rows } = await inside((client) =>
      client.query<{ says: string }>(
        `select p.given_name || ' ' || l.move || ' ' || l.actor as says
         from seat_ledger l join person p on p.district_id = l.district_id and p.id = l.person_id
         where l.kind = 'coaching-seats' order by l.seq desc limit 2`,
      ),
    )
    const actor = `person:${app.alpha.people.districtAdmin}`
    expect(rows.map(({ says }) => says)).toEqual([`Bert assign ${actor}`, `Gone release ${actor}`])
  })
})
