/** Export credits: allotted by school administrators to people of their school, for good, and never more than are left. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CreditHistory, Credits } from '../../src/http/contract/licences.ts'
import { inDistrict } from '../../src/store/database.ts'
import { areCreditsDue, readCredits } from '../../src/store/seats/credit-books.ts'
import { allotCredits, countCreditsLeft } from '../../src/store/seats/export-credits.ts'
import { replayLedger } from '../../src/store/seats/seat-ledger.ts'
import { enterPurchase, reconcileSeats, setLicence, showLicences } from '../../src/store/seats/seats.ts'
import { shippedKinds } from '../store/seat-district.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'

const PATH = '/api/v1/export-credits'
let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const inAlpha = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(app.world.database, { districtId: 'alpha', actor: 'test' }, work)
const buy = (quantity: number) =>
  inAlpha((client) =>
    setLicence(client, {
      districtId: 'alpha',
      kind: 'export-credits',
      quantity,
      actor: 'test',
      kinds: shippedKinds(),
      now: NOW,
    }),
  )
const give = (to: PersonName, quantity: number, by: PersonName = 'schoolAdmin') =>
  app.call(`${PATH}/allotments`, {
    token: app.bearerOf(app.alpha, by),
    body: { personId: app.alpha.people[to], quantity },
  })
const read = async <Body>(path: string, by: PersonName = 'schoolAdmin'): Promise<Body> =>
  (await app.call(path, { token: app.bearerOf(app.alpha, by) })).json as Body

describe('a school administrator', () => {
  it('gives credits to people of the school, and sees what each has got and what is left', async () => {
    await buy(10)
    expect(await give('teacher', 4)).toMatchObject({ status: 201, json: { left: 6 } })
    expect(await give('teacher', 1)).toMatchObject({ status: 201, json: { left: 5 } })
    const { left, people } = await read<Credits>(`${PATH}?q=tara`)
    expect(left).toBe(5)
    expect(people.items).toMatchObject([{ person: { familyName: 'Teacher' }, credits: 5, schools: ['North School'] }])
    const { items } = await read<CreditHistory>(`${PATH}/history`)
    // In words, as the audit log that they may read says it.
    expect(items.map(({ actorName }) => actorName)).toEqual([expect.stringMatching(/\S \S/), items[0]?.actorName])
    expect(items.map(({ quantity, actor }) => [quantity, actor])).toEqual([
      [1, `person:${app.alpha.people.schoolAdmin}`],
      [4, `person:${app.alpha.people.schoolAdmin}`],
    ])
    const { rows } = await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query("select actor, object, detail from audit_entry where action = 'credits.allot' order by id"),
    )
    const by = { actor: `person:${app.alpha.people.schoolAdmin}`, object: 'licence:export-credits' }
    const personId = app.alpha.people.teacher
    expect(rows).toEqual([4, 1].map((quantity) => ({ ...by, detail: { personId, quantity } })))
  })

  it('finds with somebody what a record that was linked to them had got', async () => {
    await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
      await client.query("update person set merged_into = $1, status = 'retired' where id = $2", [
        app.alpha.people.otherTeacher,
        app.alpha.people.teacher,
      ])
    })
    const merged = await read<Credits>(`${PATH}?q=otto`)
    expect(merged.people.items[0]?.credits).toBe(5)
    await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
      await client.query("update person set merged_into = null, status = 'active' where id = $1", [
        app.alpha.people.teacher,
      ])
    })
  })

  it('reaches nobody of another school, nobody who has left, and no number that is none', async () => {
    expect((await give('southTeacher', 1)).status).toBe(404)
    expect((await give('retiredTeacher', 1)).status).toBe(404)
    expect((await give('teacher', 0)).status).toBe(400)
    expect((await give('teacher', -3)).status).toBe(400)
    expect((await give('southTeacher', 1, 'districtAdmin')).status).toBe(201)
    expect((await read<CreditHistory>(`${PATH}/history`)).total).toBe(2)
    expect((await read<CreditHistory>(`${PATH}/history`, 'districtAdmin')).total).toBe(3)
  })

  it('is told how many are left where they ask for more', async () => {
    const refused = await give('teacher', 5)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Only 4 are left.')
  })
})

/** An allotment that goes round the program. */
const row = (quantity: number) =>
  inAlpha((client) =>
    client.query(
      `insert into seat_ledger (district_id, kind, seq, at, move, person_id, reason, quantity, actor)
       values ('alpha', 'export-credits', 9999, now(), 'allot', $1, 'allotted', $2, 'test')`,
      [app.alpha.people.teacher, quantity],
    ),
  )

describe('credits', () => {
  it('never go below zero under 200 clicks at once', { timeout: 120_000 }, async () => {
    await buy(26)
    const answers = await Promise.all(Array.from({ length: 200 }, () => give('teacher', 1)))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(20)
    expect(statuses.filter((status) => status === 422)).toHaveLength(180)
    expect((await read<Credits>(PATH)).left).toBe(0)
  })

  it('do not come back: the ledger refuses to be changed, and fewer bought take none away', async () => {
    await expect(
      inAlpha((client) => client.query("delete from seat_ledger where move = 'allot'")),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(app.database.open('owner').pool.query('truncate seat_ledger')).rejects.toMatchObject({ code: '23001' })
    await buy(20)
    expect((await read<Credits>(PATH)).left).toBe(0)
    expect((await read<Credits>(`${PATH}?q=tara`)).people.items[0]?.credits).toBe(25)
  })

  it('are refused by the database above what is bought, whoever passes the lock by', async () => {
    await expect(row(1)).rejects.toMatchObject({ constraint: 'licence_used_within_ceiling' })
    await expect(row(0)).rejects.toMatchObject({ constraint: 'seat_ledger_allots_something' })
  })

  it('of a district that bought none are none, and the ledger adds up to the count', async () => {
    const outcome = await inDistrict(app.world.database, { districtId: 'beta', actor: 'test' }, (client) =>
      allotCredits(client, {
        districtId: 'beta',
        personId: app.beta.people.teacher,
        quantity: 1,
        reach: { district: true, schoolIds: [] },
        actor: 'test',
        now: NOW,
      }),
    )
    expect(outcome).toEqual({ problem: 'credits_short', left: 0 })
    const proofs = await inAlpha((client) => replayLedger(client, 'alpha'))
    expect(proofs.find(({ kind }) => kind === 'export-credits')).toMatchObject({ agrees: true, faults: [] })
  })
})

const inBeta = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(app.world.database, { districtId: 'beta', actor: 'test' }, work)

describe('credits of an ended term', () => {
  const DAY_MS = 86_400_000
  const at = (days: number): Date => new Date(NOW.getTime() + days * DAY_MS)
  const on = (days: number): string => at(days).toISOString().slice(0, 10)
  const about = (days: number) => ({
    districtId: 'beta',
    kind: 'export-credits',
    actor: 'test',
    kinds: shippedKinds(),
    now: at(days),
  })
  const enter = (name: string, quantity: number, term: readonly [number, number | null], days: number) =>
    inBeta((client) =>
      enterPurchase(client, {
        ...about(days),
        name,
        quantity,
        startsOn: on(term[0]),
        endsOn: term[1] === null ? null : on(term[1]),
        step: 'set',
      }),
    )
  const allot = (quantity: number, days: number) =>
    inBeta((client) =>
      allotCredits(client, {
        ...about(days),
        personId: app.beta.people.teacher,
        quantity,
        reach: { district: true, schoolIds: [] },
      }),
    )
  const left = (days: number) => inBeta((client) => countCreditsLeft(client, about(days)))

  it('are not charged to the next one, whichever is entered when', { timeout: 60_000 }, async () => {
    expect(await enter('this year', 100, [-10, 20], 0)).toMatchObject({ bought: 100, used: 0, over: 0, needed: 0 })
    expect(await allot(80, 1)).toEqual({ left: 20 })
    // What is left of a term ends with it.
    expect(await left(21)).toBe(0)
    expect(await allot(1, 21)).toEqual({ problem: 'credits_short', left: 0 })
    expect(await enter('next year', 100, [21, 400], 22)).toMatchObject({ bought: 100, used: 0, over: 0, needed: 0 })
    expect(await allot(21, 23)).toEqual({ left: 79 })
    expect(await left(23)).toBe(79)
    // The one that ends first is used first; so the other is whole once it has ended.
    expect(await enter('June', 50, [23, 40], 24)).toMatchObject({ bought: 150, used: 21 })
    expect(await allot(10, 24)).toEqual({ left: 119 })
    expect(await left(41)).toBe(100)
    // Fewer bought than were given take none away, and are never a debt.
    expect(await enter('next year', 20, [21, 400], 42)).toMatchObject({ bought: 20, used: 0, over: 0, needed: 0 })
    expect(await allot(20, 42)).toEqual({ left: 0 })
    expect(await enter('next year', 5, [21, 400], 43)).toMatchObject({ bought: 5, used: 5, over: 0 })
    expect(await left(43)).toBe(0)
    const proofs = await inBeta((client) => replayLedger(client, 'beta'))
    expect(proofs.find(({ kind }) => kind === 'export-credits')).toMatchObject({ agrees: true, faults: [] })
  })

  it('are told purchase by purchase, how many of each were given', async () => {
    const { usedOf, bought, used } = await inBeta((client) => readCredits(client, about(43)))
    expect(Object.fromEntries(usedOf)).toEqual({ 'this year': 80, 'next year': 5, June: 31 })
    expect({ bought, used }).toEqual({ bought: 5, used: 5 })
  })

  it('are set right by the hour, also where as many begin as end', async () => {
    const due = (days: number) => inBeta((client) => areCreditsDue(client, about(days)))
    expect(await due(43)).toBe(false)
    await enter('the year after', 5, [401, 800], 43)
    expect(await due(43)).toBe(false)
    expect(await due(401)).toBe(true)
    await inBeta((client) => reconcileSeats(client, { ...about(401), runId: null }))
    expect(await due(401)).toBe(false)
    const { licences } = await inBeta((client) => showLicences(client, about(401)))
    expect(licences.find(({ kind }) => kind === 'export-credits')).toMatchObject({ bought: 5, used: 0, over: 0 })
  })

  it('are counted by nobody but by what was given: no booking of seats', async () => {
    await expect(
      inBeta((client) =>
        client.query(
          `insert into seat_ledger (district_id, kind, seq, at, move, reason, quantity, actor)
           values ('beta', 'coaching-seats', 9999, now(), 'book', 'term_changed', 0, 'test')`,
        ),
      ),
    ).rejects.toMatchObject({ constraint: 'seat_ledger_books_credits' })
  })
})
