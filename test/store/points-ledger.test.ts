/** The ledger of points: what the database refuses, whoever writes and however many at once. */

import { beforeAll, describe, expect, it } from 'vitest'
import { type Database, globally, inDistrict } from '../../src/store/database.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()
let web: Database
let sync: Database
const ids = { class: '', programme: '', ada: '' }

const on = (db: Database, statement: string, values: readonly unknown[] = [], districtId = 'alder') =>
  inDistrict(db, { districtId, actor: 'test' }, (client) => client.query<{ id: string }>(statement, [...values]))

async function idOf(statement: string, values: readonly unknown[] = []): Promise<string> {
  const { rows } = await on(database.open('owner'), `${statement} returning id::text as id`, values)
  return rows[0]?.id ?? expect.fail(statement)
}

interface Entry {
  readonly person?: string
  readonly kind?: string
  readonly words?: string
  readonly undoes?: string | null
}

const write = (points: number, { person = ids.ada, kind = 'given', words = 'A book', undoes = null }: Entry = {}) =>
  on(
    web,
    `insert into point_entry (district_id, programme_id, person_id, kind, points, words, undoes_id, entered_by, entered_at)
     values ('alder', $1, $2, $3, $4, $5, $6, 'test', now()) returning id::text as id`,
    [ids.programme, person, kind, points, words, undoes],
  )

/** What the database said to it: the constraint, or `done`. */
const said = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'done',
    (error: unknown) => {
      const { constraint, code } = error as { readonly constraint?: string; readonly code?: string }
      return constraint ?? code ?? String(error)
    },
  )

async function balanceOf(person: string): Promise<number> {
  const { rows } = await inDistrict(web, { districtId: 'alder', actor: 'test' }, (client) =>
    client.query<{ sum: string | null }>('select sum(points)::text as sum from point_entry where person_id = $1', [
      person,
    ]),
  )
  return Number(rows[0]?.sum ?? 0)
}

async function makePerson(name: string): Promise<string> {
  return idOf("insert into person (district_id, given_name, family_name) values ('alder', $1, 'Pupil')", [name])
}

beforeAll(async () => {
  web = database.open('web')
  sync = database.open('sync')
  await globally(web, (client) =>
    client.query(
      "insert into district (id, name, timezone) values ('alder', 'Alder', 'UTC'), ('birch', 'Birch', 'UTC')",
    ),
  )
  ids.class = await idOf(
    `insert into class (district_id, source_id, sourced_id, title, class_type, school_sourced_id)
     values ('alder', 'sis', 'c1', 'Reading', 'scheduled', 's1')`,
  )
  ids.programme = await idOf(
    `insert into programme (district_id, class_id, name, starts_on, ends_on, created_by, created_at)
     values ('alder', $1, 'Readers', '2026-09-01', '2027-06-15', 'test', now())`,
    [ids.class],
  )
  ids.ada = await makePerson('Ada')
})

describe('the ledger of points', () => {
  it('takes no spending of what is not there', async () => {
    const poor = await makePerson('Pia')
    expect(await said(write(-1, { person: poor, kind: 'accessory', words: 'hat-cap' }))).toBe('point_entry_balance')
    await write(5, { person: poor })
    expect(await said(write(-6, { person: poor, kind: 'accessory', words: 'hat-cap' }))).toBe('point_entry_balance')
    expect(await balanceOf(poor)).toBe(5)
  })

  it('lets as many spend at once as there are points for, and not one more', async () => {
    const quick = await makePerson('Quin')
    await write(7, { person: quick })
    const clicks = Array.from({ length: 40 }, (_, part) =>
      said(write(-1, { person: quick, kind: 'accessory', words: `part-${part}` })),
    )
    const outcomes = await Promise.all(clicks)
    expect(outcomes.filter((one) => one === 'done')).toHaveLength(7)
    expect(new Set(outcomes)).toEqual(new Set(['done', 'point_entry_balance']))
    expect(await balanceOf(quick)).toBe(0)
  })

  it('sells nobody a thing twice, however many clicks', async () => {
    const buyer = await makePerson('Bea')
    await write(100, { person: buyer })
    const buy = () => said(write(-10, { person: buyer, kind: 'accessory', words: 'hat-cap' }))
    const outcomes = await Promise.all(Array.from({ length: 10 }, buy))
    expect(outcomes.toSorted()).toEqual([
      ...Array.from({ length: 1 }, () => 'done'),
      ...Array.from({ length: 9 }, () => 'point_entry_bought'),
    ])
    expect(await balanceOf(buyer)).toBe(90)
  })

  it('takes back once what was given, and nothing that says otherwise than its sign', async () => {
    const person = await makePerson('Tom')
    const { rows } = await write(5, { person })
    const undoes = rows[0]?.id ?? ''
    const back = () => said(write(-5, { person, kind: 'taken_back', undoes }))
    expect(await back()).toBe('done')
    await write(5, { person })
    expect(await back()).toBe('point_entry_undone')
    expect(await said(write(-5, { person }))).toBe('point_entry_sign')
    expect(await said(write(5, { person, kind: 'accessory', words: 'hat-cap' }))).toBe('point_entry_sign')
    expect(await said(write(-5, { person, kind: 'taken_back' }))).toBe('point_entry_undoes')
  })

  it('is never changed or shortened, by pages or by the sync', async () => {
    for (const db of [web, sync])
      for (const statement of ['update point_entry set points = 1', 'delete from point_entry'])
        expect(await said(on(db, statement))).toBe('42501')
    expect(await said(on(web, 'update point_entry set person_id = person_id'))).toBe('42501')
    expect(await said(on(sync, 'update point_entry set person_id = person_id'))).toBe('done')
  })

  it('lets go of somebody who is deleted, also where what undoes theirs is held by another', async () => {
    const [goes, stays] = [await makePerson('Gil'), await makePerson('Sam')]
    const undoes = (await write(10, { person: goes })).rows[0]?.id ?? ''
    await write(10, { person: stays })
    await write(-10, { person: stays, kind: 'taken_back', undoes })
    const left = (person: string) => on(web, 'select id::text as id from point_entry where person_id = $1', [person])
    expect(await said(on(database.open('owner'), "select erase_part_points('alder', $1)", [goes]))).toBe('done')
    expect([(await left(goes)).rows.length, (await left(stays)).rows.length]).toEqual([0, 1])
    expect(await balanceOf(stays)).toBe(10)
  })

  it('is a district’s own', async () => {
    const { rows } = await on(web, 'select id::text as id from point_entry', [], 'birch')
    expect(rows).toEqual([])
  })
})
