/** Deleting somebody of the staff for good, through the API. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

type Who = PersonName | 'customerAdmin'

let app: TestApp
let customerToken: string
let count = 0

beforeAll(async () => {
  app = await openTestApp()
  customerToken = app.bearerFor({
    districtId: 'alpha',
    personId: null,
    customerId: 'acme',
    roles: [{ role: 'customer_admin', scopeType: 'customer', scopeId: 'acme' }],
  })
})
afterAll(() => app.close())

const tokenOf = (who: Who) => (who === 'customerAdmin' ? customerToken : app.bearerOf(app.alpha, who))
const codeOf = ({ status, json }: Answer) => [status, (json as { error?: { code: string } } | null)?.error?.code]
const act = (who: Who, personId: string, what: string, body?: unknown): Promise<Answer> =>
  app.call(`/api/v1/staff/${personId}/${what}`, {
    method: 'POST',
    token: tokenOf(who),
    ...(body === undefined ? {} : { body }),
  })
const rows = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
    const found = await client.query<Record<string, unknown>>(statement, [...values])
    return found.rows
  })

async function makeCoach(): Promise<string> {
  count += 1
  const account = { givenName: 'New', familyName: `Person${count}`, email: `new${count}@alpha.example` }
  const place = { role: 'coach', schoolId: app.alpha.north, invite: true }
  const answer = await app.call('/api/v1/staff', { token: tokenOf('districtAdmin'), body: { ...account, ...place } })
  expect(answer.status, answer.text).toBe(201)
  return (answer.json as { personId: string }).personId
}

async function logInteraction(by: string, about: readonly string[]): Promise<void> {
  const [logged] = await rows(
    `insert into interaction (district_id, coach_id, held_on, minutes, type, school_id)
     values ('alpha', $1, '2026-11-20', 20, 'meeting', $2) returning id`,
    [by, app.alpha.north],
  )
  for (const id of about)
    await rows('insert into interaction_educator (district_id, interaction_id, person_id) values ($1, $2, $3)', [
      'alpha',
      logged?.['id'],
      id,
    ])
}

const erase = (who: Who, personId: string, word: string) => act(who, personId, 'deletion', { word })

/** One interaction of theirs, one about them alone, one about them and a teacher. */
async function coachWithWork(): Promise<{ readonly person: string; readonly word: string }> {
  const person = await makeCoach()
  const { teacher, coach } = app.alpha.people
  await logInteraction(person, [teacher])
  await logInteraction(coach, [person])
  await logInteraction(coach, [person, teacher])
  return { person, word: `new person${count}` }
}

describe('deleting', () => {
  it('is a district administrator’s alone, of somebody who has left, with their name typed', async () => {
    const { person, word } = await coachWithWork()
    for (const who of ['schoolAdmin', 'customerAdmin', 'coach', 'principal', 'billing', 'teacher', 'itAdmin'] as const)
      expect(codeOf(await erase(who, person, word)), who).toEqual([403, 'forbidden'])
    expect(codeOf(await erase('districtAdmin', app.alpha.people.teacher, 'Tara Teacher'))).toEqual([
      409,
      'feed_owns_person',
    ])
    expect(codeOf(await erase('districtAdmin', person, word))).toEqual([409, 'not_inactive'])
    expect((await act('districtAdmin', person, 'removal')).status).toBe(200)
    expect(codeOf(await erase('districtAdmin', person, 'New'))).toEqual([422, 'word_wrong'])
    const seen = await app.call(`/api/v1/staff/${person}/deletion`, { token: tokenOf('districtAdmin') })
    expect(seen.json).toMatchObject({ written: 1, alone: 1, tagged: 1, communities: 0, leadsAlone: 0 })
    expect((await erase('districtAdmin', person, word)).status).toBe(204)
    expect(codeOf(await app.call(`/api/v1/staff/${person}`, { token: tokenOf('districtAdmin') }))).toEqual([
      404,
      'not_found',
    ])
    expect(codeOf(await act('districtAdmin', person, 'return'))).toEqual([404, 'not_found'])
  })

  it('takes every name and all they made, keeps what is others’ too, and leaves a number in log and ledger', async () => {
    const { person, word } = await coachWithWork()
    await act('districtAdmin', person, 'removal')
    const left = (await rows('select count(*)::int as n from interaction'))[0]?.['n']
    expect((await erase('districtAdmin', person, word)).status).toBe(204)
    expect((await rows('select count(*)::int as n from interaction'))[0]?.['n']).toBe(Number(left) - 2)
    expect(await rows('select given_name, family_name, email from person where id = $1', [person])).toEqual([
      { given_name: '', family_name: '', email: null },
    ])
    for (const table of ['role_grant', 'invitation', 'affiliation', 'interaction_educator', 'account'])
      expect(await rows(`select from ${table} where person_id = $1`, [person]), table).toEqual([])
    const log = await rows("select detail from audit_entry where action = 'account.delete' order by id desc limit 1")
    expect(log).toEqual([{ detail: { written: 1, alone: 1, tagged: 1, communities: 0 } }])
    expect((await rows('select from seat_ledger where person_id = $1', [person])).length).toBeGreaterThan(0)
  })

  it('looks at every table that names a person: only seats and who made a community keep the number', async () => {
    const named = await rows(
      "select distinct conrelid::regclass::text as name from pg_constraint where contype = 'f' and confrelid = 'person'::regclass",
    )
    const [erasing] = await rows("select pg_get_functiondef('erase_person'::regproc) as body")
    const body = String(erasing?.['body'])
    const left = named
      .map(({ name }) => String(name))
      .filter((name) => !new RegExp(`(from|update) ${name}\\b`).test(body))
    expect(left.toSorted()).toEqual(['community', 'seat'])
  })

  it('is refused by the database itself of somebody who is there, and of another district', async () => {
    const { teacher } = app.alpha.people
    for (const [district, id] of [
      ['alpha', teacher],
      ['beta', app.beta.people.teacher],
    ] as const)
      await expect(rows('select erase_person($1, $2::text::bigint, now())', [district, id])).rejects.toThrow('has left')
  })

  it('waits where they are the only lead of a community', async () => {
    const { person, word } = await coachWithWork()
    await inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
      const made = await client.query<{ id: string }>(
        "insert into community (district_id, name, created_by) values ('alpha', 'Alone', $1) returning id",
        [person],
      )
      await client.query(
        "insert into community_member (district_id, community_id, person_id, role, added_by) values ('alpha', $1, $2, 'lead', $2)",
        [made.rows[0]?.id, person],
      )
    })
    await act('districtAdmin', person, 'removal')
    expect(codeOf(await erase('districtAdmin', person, word))).toEqual([409, 'leads_alone'])
  })
})
