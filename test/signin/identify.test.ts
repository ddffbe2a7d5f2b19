/** Who a launch is: by link and roster id within the district, never by e-mail, never across districts. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openLaunchDesk } from '../../src/signin/launch-desk.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import type { Principal } from '../../src/access/principal.ts'
import type { TokenDraft } from '../fakes/lms/token.ts'
import { startTool } from '../lti/tool.ts'
import type { TestTool } from '../lti/tool.ts'
import { addPerson, change } from './roster.ts'

const LIS = 'https://purl.imsglobal.org/spec/lti/claim/lis'
const CONTEXT = 'https://purl.imsglobal.org/spec/lti/claim/context'
const ROLES = 'https://purl.imsglobal.org/spec/lti/claim/roles'

let tool: TestTool
let sync: Database
let launches = 0

beforeAll(async () => {
  tool = await startTool()
  sync = tool.database.open('sync')
})
afterAll(() => tool.stop())
beforeEach(() => {
  launches += 1
})

/** A sub that no other test has. */
function sub(): string {
  return `sub-${launches}`
}

function claims(changes: Readonly<Record<string, unknown>>) {
  return (draft: TokenDraft): void => {
    Object.assign(draft.claims, { sub: sub() }, changes)
  }
}

function known(personId: string | null, more: Readonly<Record<string, unknown>> = {}) {
  return claims({ [LIS]: personId === null ? {} : { person_sourcedid: personId }, ...more })
}

function anonymous(draft: TokenDraft): void {
  delete draft.claims['sub']
  draft.claims[LIS] = {}
}

async function setField(field: string): Promise<void> {
  const statement = 'update lti_registration set person_id_field = $1 where client_id = $2'
  await tool.db.pool.query(statement, [field, 'client-1'])
}

/** Launches, exchanges the code, asks who it is. Null: not let in. */
async function enter(tamper: (draft: TokenDraft) => void): Promise<Principal | null> {
  const verdict = await tool.launch({ tamper })
  if (!verdict.ok) throw new Error(`The launch was refused: ${verdict.code}`)
  const admission = await tool.signIn.admitLaunch(verdict.value)
  if (!admission.admitted) return null
  const session = await tool.signIn.exchangeCode(admission.code)
  return session && tool.signIn.findPrincipal(session.token)
}

interface QueueRow {
  reason: string
  proposed_person_id: string | null
  status: string
  launches: number
}

async function queueOf(districtId: string, subject: string): Promise<readonly QueueRow[]> {
  return inDistrict(tool.db, { districtId, actor: 'test' }, async (client) => {
    const { rows } = await client.query<QueueRow>(
      'select reason, proposed_person_id, status, launches from lti_unmatched_launch where district_id = $1 and sub = $2',
      [districtId, subject],
    )
    return rows
  })
}

const unmatched = { districtId: 'd1', personId: null, customerId: null, roles: [] }

describe('a launch with the roster’s id', () => {
  it('is the person, with the roles of the roster and no other', async () => {
    const id = await addPerson(sync, 'd1', { sourcedId: 'teacher-1', roles: ['teacher'] })
    const administrator = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator'
    expect(await enter(known('teacher-1', { [ROLES]: [administrator] }))).toEqual({
      districtId: 'd1',
      personId: id,
      customerId: null,
      roles: [{ role: 'teacher', scopeType: 'district', scopeId: 'd1' }],
    })
  })

  it('sticks: the link holds when the platform later sends another id, or none', async () => {
    const id = await addPerson(sync, 'd1', { sourcedId: 'sticky' })
    await addPerson(sync, 'd1', { sourcedId: 'other' })
    expect(await enter(known('sticky'))).toMatchObject({ personId: id })
    expect(await enter(known('other'))).toMatchObject({ personId: id })
    expect(await enter(known(null))).toMatchObject({ personId: id })
  })

  it('is nobody where the id is of another district', async () => {
    await addPerson(sync, 'd2', { sourcedId: 'only-in-d2', email: 'two@d2.example' })
    expect(await enter(known('only-in-d2', { email: 'two@d2.example' }))).toEqual(unmatched)
    expect(await queueOf('d1', sub())).toMatchObject([{ reason: 'person_unknown', proposed_person_id: null }])
    expect(await queueOf('d2', sub())).toEqual([])
  })

  it('is nobody where two sources call different people so', async () => {
    await addPerson(sync, 'd1', { sourcedId: 'twice', source: 'sis' })
    await addPerson(sync, 'd1', { sourcedId: 'twice', source: 'second' })
    expect(await enter(known('twice'))).toEqual(unmatched)
    expect(await queueOf('d1', sub())).toMatchObject([{ reason: 'person_ambiguous' }])
  })

  it('does not let somebody in who has retired or was disabled, by id or by link', async () => {
    const retired = await addPerson(sync, 'd1', { sourcedId: 'gone' })
    expect(await enter(known('gone'))).not.toBeNull()
    await change(sync, 'd1', `update person set status = 'retired' where district_id = $1 and id = $2`, ['d1', retired])
    expect(await enter(known('gone'))).toBeNull()
    launches += 1
    expect(await enter(known('gone'))).toBeNull()
    const disabled = await addPerson(sync, 'd1', { sourcedId: 'off' })
    await change(sync, 'd1', 'update person set enabled = false where district_id = $1 and id = $2', ['d1', disabled])
    expect(await enter(known('off'))).toBeNull()
    // Said at the launch, not by a page that finds out later; with no link, no code and no place in the queue.
    for (const id of ['gone', 'off']) {
      launches += 1
      const verdict = await tool.launch({ tamper: known(id) })
      const admission = verdict.ok ? await tool.signIn.admitLaunch(verdict.value) : null
      expect(admission).toEqual({ admitted: false, reason: 'person_inactive', writeTo: [] })
      expect(await queueOf('d1', sub())).toEqual([])
    }
  })

  it('is nobody again once somebody has unlinked them, however often the platform sends the number', async () => {
    const person = await addPerson(sync, 'd1', { sourcedId: 'not-them' })
    expect(await enter(known('not-them'))).toMatchObject({ personId: person })
    const desk = openLaunchDesk({ db: tool.db, now: tool.now })
    const link = (await desk.links('d1')).find((one) => one.person.id === person)
    await desk.unlink({ districtId: 'd1', linkId: link?.id ?? '' })
    for (let time = 0; time < 2; time += 1) expect(await enter(known('not-them'))).toEqual(unmatched)
    expect(await queueOf('d1', sub())).toMatchObject([{ reason: 'unlinked' }])
  })

  it('is the person again when the district renumbers its roster', async () => {
    const old = await addPerson(sync, 'd1', { sourcedId: 'old-number' })
    expect(await enter(known('old-number'))).toMatchObject({ personId: old })
    await change(sync, 'd1', `update person set status = 'retired' where district_id = $1 and id = $2`, ['d1', old])
    const renumbered = await addPerson(sync, 'd1', { sourcedId: 'new-number' })
    expect(await enter(known('old-number'))).toBeNull()
    expect(await enter(known('new-number'))).toMatchObject({ personId: renumbered })
    expect(await enter(known(null))).toMatchObject({ personId: renumbered })
  })

  it('is the person whom another source still has, by the number of the one that withdrew', async () => {
    const id = await addPerson(sync, 'd1', { sourcedId: 'in-both' })
    const withdraw = `update person_source set status = 'retired' where district_id = $1 and sourced_id = $2`
    await change(sync, 'd1', withdraw, ['d1', 'in-both'])
    expect(await enter(known('in-both'))).toMatchObject({ personId: id })
  })

  it('takes the field that the registration names', async () => {
    const byNumber = await addPerson(sync, 'd1', { sourcedId: 'by-number', identifier: '004711' })
    const byLogin = await addPerson(sync, 'd1', {
      sourcedId: 'by-login',
      userIds: [{ type: 'LDAP', identifier: 'ldap-17' }],
    })
    await setField('identifier')
    expect(await enter(known('004711'))).toMatchObject({ personId: byNumber })
    launches += 1
    expect(await enter(known('by-number'))).toEqual(unmatched)
    await setField('userIds')
    launches += 1
    expect(await enter(known('ldap-17'))).toMatchObject({ personId: byLogin })
    await setField('sourcedId')
  })
})

describe('a launch without it', () => {
  it('is nobody, even with somebody’s e-mail address: that only proposes', async () => {
    const victim = await addPerson(sync, 'd1', { sourcedId: 'victim', email: 'Victim@d1.example', roles: ['coach'] })
    expect(await enter(known(null, { email: 'victim@D1.example' }))).toEqual(unmatched)
    expect(await enter(known(null, { email: 'victim@d1.example' }))).toEqual(unmatched)
    expect(await queueOf('d1', sub())).toEqual([
      { reason: 'no_person_id', proposed_person_id: victim, status: 'open', launches: 2 },
    ])
  })

  it('leaves the queue when the roster knows the person at last', async () => {
    expect(await enter(known('late'))).toEqual(unmatched)
    const id = await addPerson(sync, 'd1', { sourcedId: 'late' })
    expect(await enter(known('late'))).toMatchObject({ personId: id })
    expect(await queueOf('d1', sub())).toMatchObject([{ status: 'linked' }])
  })

  it('stands in no queue where nobody could be recognised again', async () => {
    expect(await enter(anonymous)).toEqual(unmatched)
    const testUser = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser'
    await addPerson(sync, 'd1', { sourcedId: 'test-student' })
    expect(await enter(known('test-student', { [ROLES]: [testUser] }))).toEqual(unmatched)
    expect(await queueOf('d1', sub())).toEqual([])
  })
})

describe('the class behind the course page', () => {
  it('is the one active class of the roster that the platform names', async () => {
    await addPerson(sync, 'd1', { sourcedId: 'class-teacher' })
    await change(
      sync,
      'd1',
      `insert into class (district_id, source_id, sourced_id, title, class_type, school_sourced_id)
       values ($1, 'sis', 'class-9', 'Algebra', 'scheduled', 'school-1')`,
      ['d1'],
    )
    const context = { [CONTEXT]: { id: 'course-9', title: 'Algebra' } }
    const lis = { [LIS]: { person_sourcedid: 'class-teacher', course_section_sourcedid: 'class-9' } }
    await enter(claims({ ...context, ...lis }))
    await enter(claims({ ...context, [LIS]: { person_sourcedid: 'class-teacher' } }))
    const { rows } = await inDistrict(tool.db, { districtId: 'd1', actor: 'test' }, (client) =>
      client.query(
        `select link.title, link.linked_by, class.sourced_id
         from lti_context_link link join class on class.district_id = link.district_id and class.id = link.class_id
         where link.district_id = 'd1' and link.context_id = 'course-9'`,
      ),
    )
    expect(rows).toEqual([{ title: 'Algebra', linked_by: 'sourcedId', sourced_id: 'class-9' }])
  })
})
