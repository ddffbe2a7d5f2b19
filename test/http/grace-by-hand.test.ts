/** The time for which a leaver's seat is kept is ended by hand: what is refused, who gets the seat, and who did it. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LedgerPage, LicenceDetail, LicencePreview, SeatPage } from '../../src/http/contract/licences.ts'
import { inDistrict } from '../../src/store/database.ts'
import { endGrace } from '../../src/store/seats/end-grace.ts'
import { reconcileSeats, setLicence } from '../../src/store/seats/seats.ts'
import { shippedKinds } from '../store/seat-district.ts'
import { NOW, openTestApp, type TestApp } from './test-app.ts'

const KIND = 'coaching-seats'
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
const square = () => inside((client) => reconcileSeats(client, { ...by, runId: null }))
const buy = (quantity: number) => inside((client) => setLicence(client, { ...by, kind: KIND, quantity }))
const idOf = (name: string) => ids.get(name) ?? expect.fail(name)
const ask = (path: string, o: { method?: string; as?: Parameters<TestApp['bearerOf']>[1]; kind?: string } = {}) =>
  app.call(`/api/v1/licences/${o.kind ?? KIND}/${path}`, {
    method: o.method ?? 'POST',
    token: app.bearerOf(app.alpha, o.as ?? 'districtAdmin'),
  })
const release = (name: string) => ask(`people/${idOf(name)}/release`)
const namesOf = async (state: string) =>
  ((await ask(`seats?state=${state}`, { method: 'GET' })).json as SeatPage).items.map(({ person }) => person.givenName)
const newest = async (count: number) =>
  ((await ask(`ledger?pageSize=${count}`, { method: 'GET' })).json as LedgerPage).items.map(
    ({ move, reason, person, actor }) => [move, reason, person?.givenName ?? null, actor],
  )
const audited = () =>
  inside((client) =>
    client.query<{ actor: string; object: string; detail: unknown }>(
      "select actor, object, detail from audit_entry where action = 'licence.release' order by audit_entry.id",
    ),
  ).then(({ rows }) => rows)
const everything = async () => ({ ledger: await newest(100), audit: await audited(), grace: await namesOf('grace') })

// Hal and Gwen hold the two seats that are bought; Gwen has left and hers is kept; Wes waits, then Xin.
beforeEach(async () => {
  ids = await inside(async (client) => {
    await client.query('delete from seat')
    await client.query("delete from licence_purchase where kind = 'coaching-seats'")
    await client.query("delete from role_grant where role in ('coach', 'district_admin') and person_id <> $1", [
      app.alpha.people.districtAdmin,
    ])
    const made = await client.query<{ id: string; given_name: string }>(
      `insert into person (district_id, given_name, family_name)
       select 'alpha', n, 'Kept' from unnest(array['Gwen', 'Wes', 'Xin']) n returning id::text, given_name`,
    )
    return new Map(made.rows.map(({ id, given_name: name }) => [name, id]))
  })
  await employ('Gwen')
  await buy(2)
  await employ('Wes')
  await employ('Xin')
  await inside((client) => client.query('delete from role_grant where person_id = $1', [idOf('Gwen')]))
  await square()
  expect(await namesOf('grace')).toEqual(['Gwen'])
  expect(await namesOf('waiting')).toEqual(['Wes', 'Xin'])
})

async function employ(name: string): Promise<void> {
  await inside((client) =>
    client.query(
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
       values ('alpha', $1, 'coach', 'district', 0, 'manual')`,
      [idOf(name)],
    ),
  )
  await square()
}

describe('refused, and nothing is changed', () => {
  it('of whoever holds or awaits a seat, of whoever has none, of a licence that isn’t there, and of students', async () => {
    const before = await everything()
    expect((await release('Wes')).status).toBe(422)
    expect((await release('Wes')).text).toContain('Nothing is kept for them')
    expect((await ask(`people/${app.alpha.people.districtAdmin}/release`)).status).toBe(422)
    expect((await ask(`people/${app.alpha.people.teacher}/release`)).status).toBe(404)
    expect((await ask(`people/${idOf('Gwen')}/release`, { kind: 'export-credits' })).status).toBe(404)
    expect((await ask(`people/${idOf('Gwen')}/release`, { kind: 'nothing' })).status).toBe(404)
    for (const as of ['coach', 'schoolAdmin', 'itAdmin', 'billing', 'teacher'] as const)
      for (const what of ['release', 'release/preview'])
        expect((await ask(`people/${idOf('Gwen')}/${what}`, { as })).status, `${as} ${what}`).toBe(403)
    expect(await everything()).toEqual(before)
  })

  it('while a run that waits for a decision would bring them back; once it is discarded it is done', async () => {
    const before = await everything()
    const runId = await inside(async (client) => {
      const { rows } = await client.query<{ id: string }>(
        "insert into run (district_id, source_id, state, trigger, requested_by) values ('alpha', 'sis', 'held', 'manual', 'cli') returning id",
      )
      const back = { licence: KIND, personId: idOf('Gwen'), sourcedId: null, move: 'return', reason: 'needed_again' }
      await client.query(
        `insert into run_change (district_id, run_id, kind, op, key, after) values ('alpha', $1, 'seats', 'add', 'x', $2)`,
        [rows[0]?.id, JSON.stringify(back)],
      )
      return rows[0]?.id
    })
    for (const path of ['release', 'release/preview']) {
      const refused = await ask(`people/${idOf('Gwen')}/${path}`)
      expect(refused.status).toBe(409)
      expect(refused.text).toContain('A sync that is not over brings them back to their seat.')
    }
    expect(await everything()).toEqual(before)
    await inside((client) => client.query("update run set state = 'discarded' where id = $1", [runId]))
    expect((await release('Gwen')).status).toBe(204)
  })

  it('of a product’s student: it is taken back where it was given', async () => {
    await inside(async (client) => {
      await client.query(
        `insert into product (district_id, id, name, changed_at, changed_by) values ('alpha', 'kept', 'Kept', now(), 'test')
         on conflict do nothing`,
      )
      await client.query(
        "insert into licence (district_id, kind, bought) values ('alpha', 'product-seats:kept', 5) on conflict do nothing",
      )
    })
    const of = { ...by, kind: 'product-seats:kept', personId: idOf('Gwen') }
    await inside(async (client) => {
      await client.query(
        `insert into seat (district_id, kind, person_id, state, place, since, until)
         values ('alpha', $1, $2, 'grace', 1, now(), now() + interval '3 days')`,
        [of.kind, of.personId],
      )
      await expect(endGrace(client, of)).rejects.toMatchObject({ code: 'LICENCE_OF_PRODUCT' })
      await client.query('delete from seat where kind = $1', [of.kind])
    })
  })
})

describe('ended by hand', () => {
  it('is looked at first: who gets the seat, and nothing is changed', async () => {
    const before = await everything()
    const answer = await ask(`people/${idOf('Gwen')}/release/preview`)
    expect(answer.status).toBe(200)
    const preview = answer.json as LicencePreview
    expect(preview).toMatchObject({ bought: 2, used: 2, waiting: 1, grace: 0, short: 1, moveCount: 2 })
    expect(preview.moves.map(({ move, person }) => [move, person?.givenName])).toEqual([
      ['assign', 'Wes'],
      ['release', 'Gwen'],
    ])
    expect(await everything()).toEqual(before)
  })

  it('gives the seat to whoever is first, in the ledger and on the audit log with who did it', async () => {
    expect((await release('Gwen')).status).toBe(204)
    const actor = `person:${app.alpha.people.districtAdmin}`
    expect(await newest(2)).toEqual([
      ['assign', 'seat_free', 'Wes', actor],
      ['release', 'chosen', 'Gwen', actor],
    ])
    expect(await namesOf('waiting')).toEqual(['Xin'])
    const noted = (await audited()).at(-1)
    expect(noted).toEqual({ actor, object: `licence:${KIND}`, detail: { personId: idOf('Gwen') } })
    expect((await release('Gwen')).status).toBe(404)
    // Back again: they wait behind those who are there.
    await employ('Gwen')
    expect(await namesOf('waiting')).toEqual(['Xin', 'Gwen'])
  })

  it('covers a seat that is over before anybody new gets one', async () => {
    await buy(1)
    expect(await read()).toMatchObject({ bought: 1, used: 2, over: 1, grace: 1 })
    expect((await release('Gwen')).status).toBe(204)
    expect(await read()).toMatchObject({ bought: 1, used: 1, over: 0, grace: 0, waiting: 2 })
  })

  it('twice at once ends it once', async () => {
    const count = (await audited()).length
    const answers = await Promise.all([1, 2, 3, 4].map(() => release('Gwen')))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 404, 404, 404])
    expect(await audited()).toHaveLength(count + 1)
    expect(await namesOf('assigned')).toHaveLength(2)
  })
})

const read = async () => (await ask('', { method: 'GET' })).json as LicenceDetail
