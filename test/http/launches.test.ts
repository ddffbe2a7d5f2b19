/** Who a launch is, where somebody has to say so: who sees whom, who may link whom, and what comes of it. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, inDistrict } from '../../src/store/database.ts'
import type { PersonName, SchoolDistrict } from './school-district.ts'
import { openTestApp, type TestApp } from './test-app.ts'

let app: TestApp
let asOwner: Database
let registration: string

beforeAll(async () => {
  app = await openTestApp()
  asOwner = app.database.open('owner')
  const { rows } = await app.world.database.pool.query<{ id: string }>(
    `insert into lti_registration (issuer, client_id, auth_url, token_url, jwks_url, frame_origins)
     values ('https://lms.example', 'c', 'x', 'x', 'x', '{https://lms.example}') returning id`,
  )
  registration = rows[0]?.id ?? ''
  await app.world.database.pool.query(
    `insert into lti_deployment (registration_id, deployment_id, district_id, status) values ($1, 'a', 'alpha', 'active')`,
    [registration],
  )
})
afterAll(() => app.close())

const owner = <Row extends object>(district: SchoolDistrict, text: string, values: readonly unknown[] = []) =>
  inDistrict(asOwner, { districtId: district.id, actor: 'test' }, async (client) => {
    const { rows } = await client.query<Row>(text, [...values])
    return rows
  })

/** Somebody whom the roster doesn't know, from a course page of the class. */
async function wait(
  district: SchoolDistrict,
  sub: string,
  said: { readonly name?: string; readonly email?: string; readonly classId?: string; readonly proposed?: string } = {},
): Promise<string> {
  await owner(
    district,
    `insert into lti_context_link (district_id, registration_id, context_id, title, class_id, linked_by)
     values ($1, $2, $3, 'Course', $4::bigint, case when $4::bigint is not null then 'admin' end)`,
    [district.id, registration, `course-${sub}`, said.classId ?? null],
  )
  const [row] = await owner<{ id: string }>(
    district,
    `insert into lti_unmatched_launch (district_id, registration_id, sub, reason, lms_name, lms_email, proposed_person_id, context_id)
     values ($1, $2, $3, 'no_person_id', $4, $5, $6, $7) returning id::text`,
    [district.id, registration, sub, said.name ?? null, said.email ?? null, said.proposed ?? null, `course-${sub}`],
  )
  return row?.id ?? ''
}

let stranger = ''
let inNorth = ''
let foreign = ''

beforeEach(async () => {
  for (const district of [app.alpha, app.beta])
    for (const table of ['lti_unmatched_launch', 'lti_user_link', 'lti_context_link', 'lti_email_choice'])
      await owner(district, `delete from ${table}`)
  stranger = await wait(app.alpha, 'stranger')
  inNorth = await wait(app.alpha, 'in-north', {
    name: 'Tara Teacher',
    email: 'SCHOOLADMIN@alpha.example',
    classId: app.alpha.classes.algebra,
  })
  foreign = await wait(app.beta, 'foreign')
})

const get = (path: string, name: PersonName = 'itAdmin') =>
  app.call(`/api/v1/lti/${path}`, { token: app.bearerOf(app.alpha, name) })
const send = (method: string, path: string, body?: unknown, name: PersonName = 'itAdmin') =>
  app.call(`/api/v1/lti/${path}`, {
    method,
    token: app.bearerOf(app.alpha, name),
    ...(body === undefined ? {} : { body }),
  })
const link = (launch: string, person: PersonName, by: PersonName = 'itAdmin') =>
  send('POST', `unmatched/${launch}/link`, { personId: app.alpha.people[person] }, by)
const links = () =>
  owner(app.alpha, `select id::text, sub, person_id::text as person, linked_by from lti_user_link order by sub`)
const lastEntry = async () => {
  const [row] = await owner(app.alpha, 'select actor, action, object, detail from audit_entry order by id desc limit 1')
  return row
}

interface Waiting {
  readonly items: readonly {
    readonly id: string
    readonly proposals: readonly { readonly id: string; readonly because: readonly string[] }[]
  }[]
}

const idsOfSchool = async () => ((await get('unmatched', 'schoolAdmin')).json as Waiting).items.map(({ id }) => id)

describe('those who wait', () => {
  it('are shown as the LMS calls them, with people of the same name or address, in the own district only', async () => {
    const { json } = await get('unmatched')
    const { people } = app.alpha
    expect((json as Waiting).items.map(({ id }) => id).toSorted()).toEqual([stranger, inNorth].toSorted())
    expect((json as Waiting).items.find(({ id }) => id === inNorth)).toMatchObject({
      name: 'Tara Teacher',
      email: 'SCHOOLADMIN@alpha.example',
      reason: 'no_person_id',
      platform: 'https://lms.example',
      className: 'Class algebra',
      proposals: [
        { id: people.schoolAdmin, because: ['email'], inClass: false, holdsMore: true, schools: [] },
        { id: people.teacher, because: ['name'], inClass: true, holdsMore: false, schools: ['North School'] },
      ],
    })
  })

  it('are shown to a school’s administrator only where they came from a class of it, or look like its people', async () => {
    expect(await idsOfSchool()).toEqual([inNorth])
    const alike = await wait(app.alpha, 'alike', { proposed: app.alpha.people.student })
    const south = await wait(app.alpha, 'south', { classId: app.alpha.classes.chemistry })
    expect((await idsOfSchool()).toSorted()).toEqual([inNorth, alike].toSorted())
    expect((await send('POST', `unmatched/${south}/dismissal`, undefined, 'schoolAdmin')).status).toBe(404)
    expect((await send('POST', `unmatched/${stranger}/dismissal`, undefined, 'schoolAdmin')).status).toBe(404)
  })

  it('are for no teacher, coach or billing office', async () => {
    for (const name of ['teacher', 'coach', 'billing', 'principal', 'student'] as const)
      for (const path of ['unmatched', 'links', 'people']) expect((await get(path, name)).status, name).toBe(403)
  })
})

describe('a link', () => {
  it('is refused to a launch of another district as to none, and to nobody of ours', async () => {
    const answers = [await link(foreign, 'student'), await link('999999999', 'student')]
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    const other = await send('POST', `unmatched/${stranger}/link`, { personId: app.beta.people.student })
    expect(other.status).toBe(422)
    expect((await link(stranger, 'retiredTeacher')).status).toBe(422)
    expect(await links()).toEqual([])
  })

  it('to somebody who holds more than a teacher or student is for an administrator of the district alone', async () => {
    for (const person of ['coach', 'districtAdmin', 'principal', 'itAdmin', 'billing', 'schoolAdmin'] as const)
      for (const by of ['itAdmin', 'schoolAdmin'] as const) {
        const answer = await link(inNorth, person, by)
        expect([403, 422], `${by} links ${person}`).toContain(answer.status)
      }
    expect((await link(inNorth, 'coach', 'itAdmin')).json).toMatchObject({ error: { code: 'rise_forbidden' } })
    expect(await links()).toEqual([])
    expect((await link(inNorth, 'coach', 'districtAdmin')).status).toBe(200)
    expect(await links()).toMatchObject([{ sub: 'in-north', person: app.alpha.people.coach, linked_by: 'admin' }])
  })

  it('is vouched for where whoever makes it could link anybody, and not where they could not', async () => {
    await link(stranger, 'student', 'itAdmin')
    await link(inNorth, 'teacher', 'districtAdmin')
    const made = await owner(app.alpha, 'select sub, vouched from lti_user_link order by sub')
    expect(made).toEqual([
      { sub: 'in-north', vouched: true },
      { sub: 'stranger', vouched: false },
    ])
  })

  it('whom a platform means that nobody has confirmed is proposed first, by their number', async () => {
    await owner(
      app.alpha,
      `update lti_unmatched_launch set reason = 'unconfirmed', proposed_person_id = $2 where id = $1`,
      [inNorth, app.alpha.people.coach],
    )
    const { items } = (await get('unmatched', 'districtAdmin')).json as Waiting
    expect(items.find(({ id }) => id === inNorth)?.proposals[0]).toMatchObject({
      id: app.alpha.people.coach,
      because: ['number'],
    })
  })

  it('by a school’s administrator goes to people of the school only', async () => {
    expect((await link(inNorth, 'southTeacher', 'schoolAdmin')).status).toBe(422)
    expect((await link(inNorth, 'teacher', 'schoolAdmin')).status).toBe(200)
  })

  it('is on the audit log without a name, and what the LMS said of them is kept no longer', async () => {
    expect((await link(inNorth, 'teacher')).status).toBe(200)
    expect(await lastEntry()).toEqual({
      actor: `person:${app.alpha.people.itAdmin}`,
      action: 'lti.link',
      object: `person:${app.alpha.people.teacher}`,
      detail: { registrationId: registration, linkedBy: 'admin', launch: inNorth },
    })
    const [row] = await owner(
      app.alpha,
      'select status, lms_name, lms_email, decided_by from lti_unmatched_launch where id = $1',
      [inNorth],
    )
    expect(row).toEqual({
      status: 'linked',
      lms_name: null,
      lms_email: null,
      decided_by: `person:${app.alpha.people.itAdmin}`,
    })
  })

  it('is decided once: whoever comes second is told so, however close', async () => {
    const answers = await Promise.all([
      link(inNorth, 'teacher'),
      link(inNorth, 'otherTeacher'),
      send('POST', `unmatched/${inNorth}/dismissal`),
    ])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
    expect((await links()).length).toBeLessThanOrEqual(1)
  })
})

const open = async (person: PersonName, token: string) => {
  const personId = app.alpha.people[person]
  const [made] = await owner<{ id: string }>(
    app.alpha,
    `insert into lti_user_link (district_id, registration_id, sub, person_id, linked_by)
     values ('alpha', $1, $2, $3, 'sourcedId') returning id::text`,
    [registration, `sub-of-${person}`, personId],
  )
  await app.world.database.pool.query(
    `insert into session (token_hash, kind, district_id, person_id, registration_id, idle_expires_at, expires_at)
     values ($1, 'launch', 'alpha', $2, $3, '2099-01-01', '2099-01-01')`,
    [token, personId, registration],
  )
  return made?.id ?? ''
}
const isRevoked = async (token: string) => {
  const { rows } = await app.world.database.pool.query<{ revoked: boolean }>(
    'select revoked_at is not null as revoked from session where token_hash = $1',
    [token],
  )
  return rows[0]?.revoked
}

describe('taking a link back', () => {
  it('ends at once what is open by it, and nothing else', async () => {
    const mine = await open('teacher', 'hash-1')
    await open('otherTeacher', 'hash-2')
    expect((await send('DELETE', `links/${mine}`)).status).toBe(204)
    expect([await isRevoked('hash-1'), await isRevoked('hash-2')]).toEqual([true, false])
    expect(await links()).toMatchObject([{ sub: 'sub-of-otherTeacher' }])
    expect(await lastEntry()).toMatchObject({ action: 'lti.unlink', object: `person:${app.alpha.people.teacher}` })
    expect((await send('DELETE', `links/${mine}`)).status).toBe(404)
  })

  it('spends the code of a page that has not opened yet', async () => {
    const mine = await open('teacher', 'hash-of-a-code')
    await app.world.database.pool.query(
      `insert into session_code (code_hash, district_id, person_id, registration_id, expires_at)
       values ('code-mine', 'alpha', $1, $3, '2099-01-01'), ('code-other', 'alpha', $2, $3, '2099-01-01')`,
      [app.alpha.people.teacher, app.alpha.people.otherTeacher, registration],
    )
    expect((await send('DELETE', `links/${mine}`)).status).toBe(204)
    const { rows } = await app.world.database.pool.query<{ code: string }>(
      "select code_hash as code from session_code where consumed_at is not null and code_hash like 'code-%'",
    )
    expect(rows).toEqual([{ code: 'code-mine' }])
  })

  it('is for those who might make it', async () => {
    const coach = await open('coach', 'hash-3')
    expect((await send('DELETE', `links/${coach}`)).status).toBe(403)
    expect((await send('DELETE', `links/${coach}`, undefined, 'teacher')).status).toBe(403)
    const south = await open('southTeacher', 'hash-4')
    expect((await send('DELETE', `links/${south}`, undefined, 'schoolAdmin')).status).toBe(404)
    expect((await send('DELETE', `links/${coach}`, undefined, 'districtAdmin')).status).toBe(204)
  })
})

const choose = (enabled: boolean, name: PersonName = 'districtAdmin') =>
  send('PUT', `email-links/${registration}`, { enabled }, name)

describe('links by e-mail', () => {
  it('are switched by an administrator of the district, and that is on the audit log', async () => {
    const on = await choose(true)
    expect(on.json).toEqual({
      registrations: [
        {
          registrationId: registration,
          platform: 'https://lms.example',
          clientId: 'c',
          servesOne: true,
          enabled: true,
        },
      ],
    })
    expect(await lastEntry()).toMatchObject({ action: 'lti.email_on', object: `lti_registration:${registration}` })
    expect((await choose(false)).json).toMatchObject({ registrations: [{ enabled: false }] })
  })

  it('are for nobody else to switch, district IT included', async () => {
    for (const name of ['itAdmin', 'schoolAdmin', 'teacher'] as const)
      expect((await choose(true, name)).status).toBe(403)
  })

  it('are not switched on for a registration that serves another district, too, or none', async () => {
    expect((await send('PUT', 'email-links/999999999', { enabled: true }, 'districtAdmin')).status).toBe(404)
    await app.world.database.pool.query(
      `insert into lti_deployment (registration_id, deployment_id, district_id, status) values ($1, 'b', 'beta', 'inactive')`,
      [registration],
    )
    expect((await choose(true)).status).toBe(409)
    expect((await choose(false)).status).toBe(200)
    await asOwner.pool.query(`delete from lti_deployment where deployment_id = 'b'`)
  })
})
