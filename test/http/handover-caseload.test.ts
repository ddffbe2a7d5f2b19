/** A hand-over into a caseload whose coach had said something of that educator by hand already. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const PATH = '/api/v1/coaching/handovers'
const TODAY = '2026-11-22'
let app: TestApp
let caseloadId: string

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
const said = () =>
  owner(
    'select is_in, since_on::text, ends_on::text from caseload_member where caseload_id = $1::text::bigint and person_id = $2::text::bigint',
    [caseloadId, app.alpha.people.teacher],
  )

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
  const old = await made(people.coach)
  caseloadId = await made(people.southCoach)
  await owner(
    `insert into caseload_member (district_id, caseload_id, person_id, is_in, since_on)
     values ('alpha', $1::text::bigint, $2::text::bigint, true, '2026-09-01')`,
    [old, people.teacher],
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
  ['kept out of it', { is_in: false, since_on: '2026-11-03', ends_on: null }],
])('who was %s is in it, and the same as before once it is taken back', async (_, before) => {
  const { teacher, coach, southCoach } = app.alpha.people
  await owner(
    `insert into caseload_member (district_id, caseload_id, person_id, is_in, since_on, ends_on)
     values ('alpha', $1::text::bigint, $2::text::bigint, $3, $4, $5)
     on conflict (district_id, caseload_id, person_id)
     do update set is_in = excluded.is_in, since_on = excluded.since_on, ends_on = excluded.ends_on`,
    [caseloadId, teacher, before.is_in, before.since_on, before.ends_on],
  )
  const decided = await asAdmin('POST', PATH, { educatorId: teacher, fromId: coach, toId: southCoach, caseloadId })
  expect(decided.status, decided.text).toBe(201)
  const since = before.is_in && before.since_on < TODAY ? before.since_on : TODAY
  expect(await said()).toEqual([{ is_in: true, since_on: since, ends_on: null }])
  const { decided: list } = (await asAdmin('GET', PATH)).json as { decided: readonly { id: string }[] }
  expect((await asAdmin('POST', `${PATH}/${list[0]?.id}/undo`)).status).toBe(200)
  expect(await said()).toEqual([before])
})
