/** Accounts of staff through the API: who may make, promote, move, deactivate and remove whom; what happens to them. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { Caller } from './callers.ts'
import { callersOf, codeOf, makeAccountsBy } from './callers.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

interface Person {
  readonly id: string
  readonly state: string
  readonly roles: readonly { readonly id: string; readonly role: string; readonly scopeName: string | null }[]
  readonly schools: readonly { readonly name: string }[]
  readonly seats: readonly { readonly state: string }[]
  readonly history: readonly { readonly action: string; readonly by: string | null }[] | null
  readonly may: Readonly<Record<string, boolean>>
}
let app: TestApp
let tokenOf: (who: Caller) => string
let count = 0

beforeAll(async () => {
  app = await openTestApp()
  tokenOf = callersOf(app)
  await setMode('manual')
  // Enough for every coach that is made here.
  const bought = await app.call('/api/v1/licences/coaching-seats/purchases/more', {
    method: 'PUT',
    token: tokenOf('districtAdmin'),
    body: { quantity: 30, startsOn: null, endsOn: null },
  })
  expect(bought.status, bought.text).toBe(204)
})
afterAll(() => app.close())

const setMode = (mode: 'manual' | 'roster') => makeAccountsBy(app, mode)

interface New {
  readonly role: string
  readonly schoolId?: string | null
  readonly email?: string
}
function add(who: Caller, { role, schoolId = null, email }: New): Promise<Answer> {
  count += 1
  const account = { givenName: 'New', familyName: `Person${count}`, email: email ?? `new${count}@alpha.example` }
  return app.call('/api/v1/staff', { token: tokenOf(who), body: { ...account, role, schoolId, invite: true } })
}
async function made(who: Caller, of: New): Promise<string> {
  const answer = await add(who, of)
  expect(answer.status, answer.text).toBe(201)
  return (answer.json as { personId: string }).personId
}
const act = (who: Caller, personId: string, what: string, body?: unknown): Promise<Answer> =>
  app.call(`/api/v1/staff/${personId}/${what}`, {
    method: 'POST',
    token: tokenOf(who),
    ...(body === undefined ? {} : { body }),
  })
const read = async (who: Caller, personId: string): Promise<Person> => {
  const { status, json, text } = await app.call(`/api/v1/staff/${personId}`, { token: tokenOf(who) })
  expect(status, text).toBe(200)
  return json as Person
}
const take = async (who: Caller, personId: string, role: string): Promise<Answer> => {
  const held = (await read('districtAdmin', personId)).roles.find((one) => one.role === role)
  return app.call(`/api/v1/staff/${personId}/roles/${held?.id ?? '1'}`, { method: 'DELETE', token: tokenOf(who) })
}

describe('making an account', () => {
  it('is refused to whoever may not give the role, wherever they ask for it', async () => {
    const { north, south } = app.alpha
    for (const who of ['teacher', 'coach', 'itAdmin', 'principal', 'billing', 'student'] as const)
      expect(codeOf(await add(who, { role: 'teacher', schoolId: north })), who).toEqual([403, 'forbidden'])
    for (const role of ['district_admin', 'it_admin', 'billing_only', 'coach'])
      expect(codeOf(await add('schoolAdmin', { role })), role).toEqual([403, 'forbidden'])
    for (const role of ['principal', 'coach'])
      expect(codeOf(await add('schoolAdmin', { role, schoolId: north })), role).toEqual([403, 'forbidden'])
    for (const role of ['teacher', 'school_admin'])
      expect(codeOf(await add('schoolAdmin', { role, schoolId: south })), role).toEqual([404, 'not_found'])
  })

  it('is refused where the role is not held, in a school that is not there, for an address that somebody has', async () => {
    const { closed, north } = app.alpha
    expect(codeOf(await add('districtAdmin', { role: 'teacher' }))).toEqual([422, 'place_wrong'])
    expect(codeOf(await add('districtAdmin', { role: 'district_admin', schoolId: north }))).toEqual([
      422,
      'place_wrong',
    ])
    for (const schoolId of [closed, app.beta.north, '999999999'])
      expect(codeOf(await add('districtAdmin', { role: 'teacher', schoolId }))).toEqual([422, 'school_unknown'])
    const taken = { role: 'teacher', schoolId: north, email: 'TEACHER@alpha.example' }
    expect(codeOf(await add('districtAdmin', taken))).toEqual([409, 'address_taken'])
    expect((await add('districtAdmin', { role: 'superuser' })).status).toBe(400)
  })

  it('of a teacher or an administrator is refused where accounts come from the roster, and of the others not (P001-31)', async () => {
    await setMode('roster')
    const { north } = app.alpha
    for (const of of [
      { role: 'teacher', schoolId: north },
      { role: 'school_admin', schoolId: north },
      { role: 'district_admin' },
    ]) {
      const answer = await add('districtAdmin', of)
      expect(codeOf(answer), of.role).toEqual([409, 'accounts_from_roster'])
      expect(answer.text).toContain('come from the roster')
    }
    expect((await add('districtAdmin', { role: 'billing_only' })).status).toBe(201)
    await setMode('manual')
  })

  it('makes the person, the role, the place and a link that works once', async () => {
    const { north } = app.alpha
    const answer = await add('schoolAdmin', { role: 'teacher', schoolId: north })
    expect(answer.status).toBe(201)
    const { personId, invitation } = answer.json as { personId: string; invitation: { url: string } }
    expect(invitation.url).toMatch(/^https:\/\/staffroom\.example\/#\/invitation\/.{20,}$/)
    const person = await read('schoolAdmin', personId)
    expect(person).toMatchObject({
      state: 'active',
      roles: [{ role: 'teacher', scopeName: 'North School' }],
      schools: [{ name: 'North School' }],
    })
    const list = await app.call('/api/v1/staff?q=person&pageSize=100', { token: tokenOf('schoolAdmin') })
    expect(list.text).toContain(`"id":"${personId}"`)
  })

  it('of a district administrator is for district and customer administrators, and says how many there are then', async () => {
    const first = await add('districtAdmin', { role: 'district_admin' })
    expect(first.json).toMatchObject({ districtAdmins: 2 })
    const second = await add('customerAdmin', { role: 'district_admin' })
    expect(second.json).toMatchObject({ districtAdmins: 3 })
  })

  it('gives a coach a seat at once, and a principal none', async () => {
    const coach = await made('districtAdmin', { role: 'coach', schoolId: app.alpha.north })
    expect((await read('districtAdmin', coach)).seats).toHaveLength(1)
    const principal = await made('districtAdmin', { role: 'principal', schoolId: app.alpha.north })
    expect((await read('districtAdmin', principal)).seats).toEqual([])
  })
})

const addAll = (who: Caller, schoolId: string, emails: readonly string[]) =>
  app.call('/api/v1/staff/teachers', {
    token: tokenOf(who),
    body: { schoolId, teachers: emails.map((email) => ({ givenName: 'Many', familyName: 'Teacher', email })) },
  })

describe('adding several teachers', () => {
  it('is refused to a teacher, in another school, and with an address that somebody has: then none is added', async () => {
    const { north, south } = app.alpha
    expect(codeOf(await addAll('teacher', north, ['a@many.example']))).toEqual([403, 'forbidden'])
    expect(codeOf(await addAll('schoolAdmin', south, ['a@many.example']))).toEqual([422, 'school_unknown'])
    const mixed = await addAll('schoolAdmin', north, ['a@many.example', 'teacher@alpha.example', 'A@MANY.example'])
    expect(codeOf(mixed)).toEqual([422, 'teachers_not_taken'])
    expect((mixed.json as { error: { fields: { field: string; code: string }[] } }).error.fields).toMatchObject([
      { field: 'teachers/1/email', code: 'address_taken' },
      { field: 'teachers/2/email', code: 'address_twice' },
    ])
    const list = await app.call('/api/v1/staff?q=many.example', { token: tokenOf('districtAdmin') })
    expect(list.json).toMatchObject({ total: 0 })
  })

  it('adds them all, each with a link of their own', async () => {
    const { json } = await addAll('schoolAdmin', app.alpha.north, ['b@many.example', 'c@many.example'])
    const { teachers } = json as { teachers: { invitation: { url: string } }[] }
    expect(new Set(teachers.map(({ invitation }) => invitation.url)).size).toBe(2)
    const list = await app.call('/api/v1/staff?q=many.example&role=teacher', { token: tokenOf('schoolAdmin') })
    expect(list.json).toMatchObject({ total: 2 })
  })
})

describe('a peer of a school administrator', () => {
  it('can be added and promoted by them, and then neither edited, demoted nor deactivated', async () => {
    const { north } = app.alpha
    const peer = await made('schoolAdmin', { role: 'school_admin', schoolId: north })
    const risen = await made('schoolAdmin', { role: 'teacher', schoolId: north })
    const promoted = await act('schoolAdmin', risen, 'roles', { role: 'school_admin', schoolId: north })
    expect(promoted.status).toBe(201)
    const edited = {
      givenName: 'X',
      familyName: 'Y',
      preferredGivenName: null,
      preferredFamilyName: null,
      email: null,
      version: '0123456789abcdef',
    }
    for (const person of [peer, risen, app.alpha.people.principal, app.alpha.people.coach]) {
      expect(codeOf(await act('schoolAdmin', person, 'deactivation')), person).toEqual([403, 'peer_or_above'])
      const put = await app.call(`/api/v1/staff/${person}`, {
        method: 'PUT',
        token: tokenOf('schoolAdmin'),
        body: edited,
      })
      expect(codeOf(put)).toEqual([403, 'peer_or_above'])
      expect(codeOf(await act('schoolAdmin', person, 'invitation', {}))).toEqual([403, 'peer_or_above'])
    }
    expect(codeOf(await take('schoolAdmin', risen, 'school_admin'))).toEqual([403, 'peer_or_above'])
    expect((await take('districtAdmin', risen, 'school_admin')).status).toBe(200)
    expect((await read('schoolAdmin', peer)).may).toMatchObject({ edit: false, activate: false, invite: false })
  })

  it('of another school is nobody to them, and so is whoever works there only', async () => {
    for (const person of [app.alpha.people.southTeacher, app.alpha.people.districtAdmin, app.beta.people.teacher]) {
      const answer = await app.call(`/api/v1/staff/${person}`, { token: tokenOf('schoolAdmin') })
      expect(codeOf(answer)).toEqual([404, 'not_found'])
      expect(codeOf(await act('schoolAdmin', person, 'deactivation'))).toEqual([404, 'not_found'])
      const give = await act('schoolAdmin', person, 'roles', { role: 'teacher', schoolId: app.alpha.north })
      expect(codeOf(give)).toEqual([404, 'not_found'])
    }
  })

  it('and a teacher who works elsewhere as well is deactivated by the district alone', async () => {
    const { north, south } = app.alpha
    const both = await made('districtAdmin', { role: 'teacher', schoolId: north })
    expect((await act('districtAdmin', both, 'roles', { role: 'teacher', schoolId: south })).status).toBe(201)
    expect(codeOf(await act('schoolAdmin', both, 'deactivation'))).toEqual([403, 'works_elsewhere'])
    expect((await act('districtAdmin', both, 'deactivation')).status).toBe(200)
  })
})

describe('a role', () => {
  it('is given to no student, twice to nobody, and to nobody who has left', async () => {
    const give = (person: string, body: unknown) => act('districtAdmin', person, 'roles', body)
    const { student, teacher, coach } = app.alpha.people
    const coaching = { role: 'coach', schoolId: app.alpha.north }
    expect(codeOf(await give(student, coaching))).toEqual([403, 'not_staff'])
    expect(codeOf(await give(coach, coaching))).toEqual([409, 'role_held'])
    expect(codeOf(await give(teacher, { role: 'coach', schoolId: app.beta.north }))).toEqual([422, 'school_unknown'])
    expect(codeOf(await give(app.alpha.people.retiredTeacher, coaching))).toEqual([409, 'is_removed'])
    expect(codeOf(await act('schoolAdmin', teacher, 'roles', { role: 'district_admin', schoolId: null }))).toEqual([
      403,
      'forbidden',
    ])
  })

  it('that the feed gives can’t be taken by hand', async () => {
    expect(codeOf(await take('districtAdmin', app.alpha.people.coach, 'coach'))).toEqual([409, 'role_from_feed'])
  })

  it('taken before a link was used does not come back with it', async () => {
    const person = await made('districtAdmin', { role: 'billing_only' })
    expect((await take('districtAdmin', person, 'billing_only')).status).toBe(200)
    const open = await rows(
      'select count(*)::int as n from invitation where person_id = $1 and expires_at > $2 and revoked_at is null',
      [person, app.world.now()],
    )
    expect(open).toEqual([{ n: 0 }])
  })
})

const rows = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
    const found = await client.query<Record<string, unknown>>(statement, [...values])
    return found.rows
  })

describe('moving between schools', () => {
  it('is the district’s alone, never of what the feed says, and takes role and place along', async () => {
    const { north, south } = app.alpha
    const person = await made('schoolAdmin', { role: 'teacher', schoolId: north })
    const there = { fromSchoolId: north, toSchoolId: south }
    expect(codeOf(await act('schoolAdmin', person, 'move', there))).toEqual([403, 'forbidden'])
    expect(codeOf(await act('districtAdmin', app.alpha.people.teacher, 'move', there))).toEqual([
      409,
      'feed_owns_place',
    ])
    expect(codeOf(await act('districtAdmin', person, 'move', { fromSchoolId: south, toSchoolId: north }))).toEqual([
      409,
      'not_at_school',
    ])
    expect(codeOf(await act('districtAdmin', person, 'move', { ...there, toSchoolId: app.beta.south }))).toEqual([
      422,
      'school_unknown',
    ])
    expect((await act('districtAdmin', person, 'move', there)).json).toMatchObject({
      roles: [{ role: 'teacher', scopeName: 'South School' }],
      schools: [{ name: 'South School' }],
    })
    expect((await app.call(`/api/v1/staff/${person}`, { token: tokenOf('schoolAdmin') })).status).toBe(404)
  })
})

describe('deactivating', () => {
  it('shuts the door at the next request, takes the seat, keeps the role, and is undone', async () => {
    const { teacher, coach } = app.alpha.people
    const token = app.bearerOf(app.alpha, 'teacher')
    expect((await app.call('/api/v1/me', { token })).status).toBe(200)
    expect((await act('schoolAdmin', teacher, 'deactivation')).status).toBe(200)
    expect((await app.call('/api/v1/me', { token })).status).toBe(401)
    expect(codeOf(await act('schoolAdmin', teacher, 'deactivation'))).toEqual([409, 'already_so'])
    expect((await act('schoolAdmin', teacher, 'activation')).json).toMatchObject({ state: 'active' })
    expect((await app.call('/api/v1/me', { token })).status).toBe(200)
    const off = await act('districtAdmin', coach, 'deactivation')
    expect((off.json as Person).seats).toMatchObject([{ state: 'grace' }])
    expect((off.json as Person).roles.map(({ role }) => role)).toEqual(['coach'])
    const on = await act('districtAdmin', coach, 'activation')
    expect((on.json as Person).seats).toMatchObject([{ state: 'assigned' }])
  })

  it('oneself is refused', async () => {
    const { districtAdmin } = app.alpha.people
    for (const what of ['deactivation', 'removal'])
      expect(codeOf(await act('districtAdmin', districtAdmin, what))).toEqual([403, 'yourself'])
  })
})

describe('removing', () => {
  it('is the district’s alone, and never of whom the feed knows', async () => {
    const person = await made('schoolAdmin', { role: 'teacher', schoolId: app.alpha.north })
    expect(codeOf(await act('schoolAdmin', person, 'removal'))).toEqual([403, 'forbidden'])
    expect(codeOf(await act('customerAdmin', person, 'removal'))).toEqual([403, 'forbidden'])
    expect(codeOf(await act('districtAdmin', app.alpha.people.teacher, 'removal'))).toEqual([409, 'feed_owns_person'])
  })

  it('takes roles, seat and links, keeps the work, and is undone as it was', async () => {
    const person = await made('districtAdmin', { role: 'coach', schoolId: app.alpha.north })
    await rows(
      `insert into interaction (district_id, coach_id, held_on, minutes, type, school_id)
       values ('alpha', $1, '2026-11-20', 20, 'meeting', $2)`,
      [person, app.alpha.north],
    )
    const token = app.bearerFor({ districtId: 'alpha', personId: person, customerId: null, roles: [] })
    const gone = await act('districtAdmin', person, 'removal')
    expect(gone.json).toMatchObject({ state: 'removed', roles: [], seats: [{ state: 'grace' }] })
    expect((await app.call('/api/v1/me', { token })).status).toBe(401)
    expect(await rows('select minutes from interaction where coach_id = $1', [person])).toEqual([{ minutes: 20 }])
    const listed = await app.call(`/api/v1/staff?state=removed&pageSize=100`, { token: tokenOf('districtAdmin') })
    expect(listed.text).toContain(`"id":"${person}"`)
    const back = await act('districtAdmin', person, 'return')
    expect(back.json).toMatchObject({ state: 'active', roles: [{ role: 'coach' }], seats: [{ state: 'assigned' }] })
    expect((await app.call('/api/v1/me', { token })).status).toBe(200)
  })
})

describe('a role of the whole district', () => {
  it('of the district’s administrator is given by any of them to any educator', async () => {
    const teacher = await made('districtAdmin', { role: 'teacher', schoolId: app.alpha.north })
    const first = await act('districtAdmin', teacher, 'roles', { role: 'district_admin', schoolId: null })
    expect(first.status).toBe(201)
    const token = app.bearerFor({ districtId: 'alpha', personId: teacher, customerId: null, roles: [] })
    const another = await made('districtAdmin', { role: 'teacher', schoolId: app.alpha.south })
    const second = await app.call(`/api/v1/staff/${another}/roles`, {
      token,
      body: { role: 'district_admin', schoolId: null },
    })
    expect(second.status).toBe(201)
    for (const id of [teacher, another]) expect((await take('districtAdmin', id, 'district_admin')).status).toBe(200)
  })
})

describe('one’s own account', () => {
  it('is all that a teacher sees and edits, and only what no feed owns', async () => {
    const { teacher, otherTeacher } = app.alpha.people
    const mine = await read('teacher', teacher)
    expect(mine).toMatchObject({ id: teacher, history: null, may: { activate: false, give: false, remove: false } })
    expect(codeOf(await app.call(`/api/v1/staff/${otherTeacher}`, { token: tokenOf('teacher') }))).toEqual([
      404,
      'not_found',
    ])
    const body = {
      givenName: 'T',
      familyName: 'T',
      preferredGivenName: null,
      preferredFamilyName: null,
      email: null,
      version: '0123456789abcdef',
    }
    const put = (id: string) => app.call(`/api/v1/staff/${id}`, { method: 'PUT', token: tokenOf('teacher'), body })
    expect(codeOf(await put(otherTeacher))).toEqual([404, 'not_found'])
    expect(codeOf(await put(teacher))).toEqual([409, 'feed_owns_field'])
    const hand = await made('districtAdmin', { role: 'teacher', schoolId: app.alpha.north })
    const token = app.bearerFor({ districtId: 'alpha', personId: hand, customerId: null, roles: [] })
    const edit = (version: string) =>
      app.call(`/api/v1/staff/${hand}`, { method: 'PUT', token, body: { ...body, email: 't@own.example', version } })
    expect(codeOf(await edit(body.version))).toEqual([409, 'details_stale'])
    const { version } = (await app.call(`/api/v1/staff/${hand}`, { token })).json as { version: string }
    const edited = await edit(version)
    expect(codeOf(await edit(version))).toEqual([409, 'details_stale'])
    expect(edited.json).toMatchObject({ givenName: 'T', email: 't@own.example', isOwn: true })
  })
})

describe('the last district administrator', () => {
  it('stays, also when two are demoted at the same moment, and so is told', async () => {
    const { json } = await app.call('/api/v1/staff?role=district_admin&pageSize=100', {
      token: tokenOf('customerAdmin'),
    })
    const others = (json as { items: { id: string }[] }).items
      .map(({ id }) => id)
      .filter((id) => id !== app.alpha.people.districtAdmin)
    const [keeper, ...rest] = others
    for (const id of rest) expect((await act('customerAdmin', id, 'deactivation')).status).toBe(200)
    // One by the feed, one by hand: each is the other's last.
    const answers = await Promise.all([
      act('customerAdmin', app.alpha.people.districtAdmin, 'deactivation'),
      act('customerAdmin', keeper ?? '', 'deactivation'),
    ])
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(answers.map(codeOf)).toContainEqual([409, 'last_district_admin'])
    for (const id of [app.alpha.people.districtAdmin, keeper ?? '']) await act('customerAdmin', id, 'activation')
  })
})

describe('what was done', () => {
  it('is on the audit log with who did it, and on the page of the person', async () => {
    const person = await made('districtAdmin', { role: 'coach', schoolId: app.alpha.north })
    await act('districtAdmin', person, 'deactivation')
    await act('districtAdmin', person, 'activation')
    const { history } = await read('districtAdmin', person)
    expect(history?.map(({ action, by }) => [action, by])).toEqual([
      ['account.activate', 'Dana Director'],
      ['account.deactivate', 'Dana Director'],
      ['role.grant', 'Dana Director'],
      ['account.create', 'Dana Director'],
    ])
  })

  it('is nowhere with a name or an address', async () => {
    const found = await rows("select count(*)::int as n from audit_entry where detail::text ~* 'person[0-9]|@'")
    expect(found).toEqual([{ n: 0 }])
  })
})
