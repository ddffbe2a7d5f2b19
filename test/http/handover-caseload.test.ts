/** A hand-over into a caseload whose coach had said something of that educator by hand already. */

import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { sql } from '../../src/store/sql.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const PATH = '/api/v1/coaching/handovers'
const TODAY = '2026-11-22'
let app: TestApp
let caseloadId: string
let oldId: string

const owner = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(statement, [...values])
    return rows
  })
const asAdmin = (method: string, path: string, body?: object) =>
  app.call(path, {
    method,
    token: app.bearerOf(app.alpha, 'districtAdmin'),
    ...(body === undefined ? {} : { body }),
  })
interface Word {
  readonly is_in: boolean
  readonly since_on: string
  readonly ends_on: string | null
}
const said = (id = caseloadId) =>
  owner(
    'select is_in, since_on::text, ends_on::text from caseload_member where caseload_id = $1::text::bigint and person_id = $2::text::bigint',
    [id, app.alpha.people.teacher],
  )
const say = ({ is_in, since_on, ends_on }: Word, id = caseloadId) =>
  owner(
    `insert into caseload_member (district_id, caseload_id, person_id, is_in, since_on, ends_on)
     values ('alpha', $1::text::bigint, $2::text::bigint, $3, $4, $5)
     on conflict (district_id, caseload_id, person_id)
     do update set is_in = excluded.is_in, since_on = excluded.since_on, ends_on = excluded.ends_on`,
    [id, app.alpha.people.teacher, is_in, since_on, ends_on],
  )
const decide = async () => {
  const { teacher, coach, southCoach } = app.alpha.people
  const order = { educatorId: teacher, fromId: coach, toId: southCoach, caseloadId }
  const { status, text, json } = await asAdmin('POST', PATH, order)
  expect(status, text).toBe(201)
  return (json as { id: string }).id
}
const undo = async (id: string) => (await asAdmin('POST', `${PATH}/${id}/undo`)).status

const made = async (coachId: string) => {
  const { status, json, text } = await asAdmin('POST', '/api/v1/coaching/caseloads', {
    coachId,
    name: 'Mine',
    rules: [],
  })
  expect(status, text).toBe(201)
  return (json as { id: string }).id
}

beforeAll(async () => {
  app = await openTestApp()
  const { people, north, south } = app.alpha
  oldId = await made(people.coach)
  caseloadId = await made(people.southCoach)
  await owner(
    `insert into caseload_member (district_id, caseload_id, person_id, is_in, since_on)
     values ('alpha', $1::text::bigint, $2::text::bigint, true, '2026-09-01')`,
    [oldId, people.teacher],
  )
  await owner(
    'update affiliation set org_id = $1::text::bigint where org_id = $2::text::bigint and person_id = $3::text::bigint',
    [south, north, people.teacher],
  )
})
afterAll(() => app.close())

it.each([
  ['in it for a while', { is_in: true, since_on: '2026-11-01', ends_on: '2027-02-01' }],
  ['in it from a later day', { is_in: true, since_on: '2026-12-01', ends_on: null }],
  ['in it once, and not any more', { is_in: true, since_on: '2026-01-07', ends_on: '2026-03-27' }],
  ['in it until today', { is_in: true, since_on: '2026-09-07', ends_on: TODAY }],
  ['kept out of it', { is_in: false, since_on: '2026-11-03', ends_on: null }],
])('who was %s is in it, and the same as before once it is taken back', async (_, before) => {
  await say(before)
  const handoverId = await decide()
  const isInNow = before.is_in && before.since_on < TODAY && (before.ends_on === null || before.ends_on > TODAY)
  expect(await said()).toEqual([{ is_in: true, since_on: isInNow ? before.since_on : TODAY, ends_on: null }])
  expect(await undo(handoverId)).toBe(200)
  expect(await said()).toEqual([before])
})

describe('what hands have said since', () => {
  const before = { is_in: false, since_on: '2026-11-03', ends_on: null }
  const inOld = [{ is_in: true, since_on: '2026-09-01', ends_on: null }]

  it.each([
    ['kept out', { is_in: false, since_on: TODAY, ends_on: null }],
    ['in it until a day', { is_in: true, since_on: TODAY, ends_on: '2027-01-15' }],
    ['in it from another day', { is_in: true, since_on: '2026-12-01', ends_on: null }],
  ])('stays where it was taken into when it is taken back: %s', async (_, since) => {
    await say(before)
    const handoverId = await decide()
    await say(since)
    expect(await undo(handoverId)).toBe(200)
    expect(await said()).toEqual([since])
    expect(await said(oldId)).toEqual(inOld)
  })

  it('stays as well where they said that the rules decide', async () => {
    await say(before)
    const handoverId = await decide()
    await owner('delete from caseload_member where caseload_id = $1::text::bigint', [caseloadId])
    expect(await undo(handoverId)).toBe(200)
    expect(await said()).toEqual([])
  })

  it('stays where it was taken out of', async () => {
    const handoverId = await decide()
    const since = { is_in: false, since_on: TODAY, ends_on: null }
    await say(since, oldId)
    expect(await undo(handoverId)).toBe(200)
    expect(await said(oldId)).toEqual([since])
    await say({ is_in: true, since_on: '2026-09-01', ends_on: null }, oldId)
  })
})

it('waits for whoever changes caseloads of the coach at that moment, and leaves what they say', async () => {
  const { southCoach } = app.alpha.people
  const handoverId = await decide()
  const since = { is_in: false, since_on: TODAY, ends_on: null }
  let isOver = false
  const [undone] = await inDistrict(
    app.database.open('owner'),
    { districtId: 'alpha', actor: 'test' },
    async (client) => {
      await client.query(sql('lock_caseloads'), ['alpha', southCoach])
      const answer = undo(handoverId).finally(() => {
        isOver = true
      })
      await setTimeout(300)
      expect(isOver).toBe(false)
      await client.query(
        'update caseload_member set is_in = false, since_on = $1 where caseload_id = $2::text::bigint',
        [TODAY, caseloadId],
      )
      // In a list, so that it isn't waited for before the caseloads are free.
      return [answer]
    },
  )
  expect(await undone).toBe(200)
  expect(await said()).toEqual([since])
})
