/** Links by an e-mail address, where a district has switched them on: every condition, one test that it is missed. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLaunchDesk } from '../../src/signin/launch-desk.ts'
import type { Database } from '../../src/store/database.ts'
import { startTool } from '../lti/tool.ts'
import type { TestTool } from '../lti/tool.ts'
import { enter, rowsIn } from './launching.ts'
import type { Sent } from './launching.ts'
import { addPerson, change } from './roster.ts'
import type { PersonSeed } from './roster.ts'

let tool: TestTool
let sync: Database
let registrationId: string
let count = 0

beforeAll(async () => {
  tool = await startTool()
  sync = tool.database.open('sync')
  const { rows } = await tool.db.pool.query<{ id: string }>('select id from lti_registration')
  registrationId = rows[0]?.id ?? ''
  await change(
    sync,
    'd1',
    `insert into class (district_id, source_id, sourced_id, title, class_type, school_sourced_id)
     values ($1, 'sis', 'class-1', 'Algebra', 'scheduled', 'x'), ($1, 'sis', 'class-2', 'Biology', 'scheduled', 'x')`,
    ['d1'],
  )
})
afterAll(() => tool.stop())

const desk = () => openLaunchDesk({ db: tool.db, now: tool.now })
const choose = (enabled: boolean) => desk().setEmailLinks({ districtId: 'd1', registrationId, enabled })

interface Seeded {
  readonly id: string
  readonly sent: Sent
}

/** Somebody with an address, in class 1 unless it says otherwise, and the launch that the LMS sends of them. */
async function somebody(seed: Partial<PersonSeed> & { readonly inClass?: string | null } = {}): Promise<Seeded> {
  count += 1
  const email = `Some.Body${count}@d1.example`
  const { inClass = 'class-1', ...person } = seed
  const id = await addPerson(sync, 'd1', { sourcedId: `p-${count}`, email, roles: ['teacher'], ...person })
  if (inClass !== null) {
    await change(
      sync,
      'd1',
      `insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, role, is_primary)
       select $1, 'sis', $3, id, $4, 'teacher', true from class where district_id = $1 and sourced_id = $2`,
      ['d1', inClass, `e-${count}`, id],
    )
  }
  const sent = { sub: `lms-${count}`, email: email.toLowerCase(), course: 'course-1', classSourcedId: 'class-1' }
  return { id, sent }
}

const grant = (personId: string, role: string, origin: 'feed' | 'manual' = 'manual') =>
  change(
    sync,
    'd1',
    `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, source_id)
     values ($1, $2, $3, 'district', 0, $4, $5)`,
    ['d1', personId, role, origin, origin === 'feed' ? 'sis' : ''],
  )

const linkOf = (sub: string) =>
  rowsIn<{ linked_by: string; person_id: string }>(
    tool,
    'd1',
    `select linked_by, person_id from lti_user_link where sub = '${sub}'`,
  )

describe('with the switch on', () => {
  beforeAll(() => choose(true))
  afterAll(() => choose(false))

  it('a teacher is linked by their own address in the class they came from, and it is on the audit log', async () => {
    const { id, sent } = await somebody()
    expect((await enter(tool, sent))?.principal).toMatchObject({ personId: id })
    expect(await linkOf(sent.sub)).toEqual([{ linked_by: 'email', person_id: id }])
    const audit = await rowsIn<{ detail: unknown }>(
      tool,
      'd1',
      `select detail from audit_entry where action = 'lti.link' and object = 'person:${id}'`,
    )
    expect(audit).toEqual([{ detail: { registrationId, linkedBy: 'email' } }])
  })

  it('a class lead by the feed is a teacher like any other', async () => {
    const { id, sent } = await somebody()
    await grant(id, 'class_lead', 'feed')
    expect((await enter(tool, sent))?.principal).toMatchObject({ personId: id })
  })

  it.each([
    ['coach', 'manual'],
    ['principal', 'manual'],
    ['it_admin', 'manual'],
    ['district_admin', 'manual'],
    ['billing_only', 'manual'],
    ['guardian', 'feed'],
    ['class_lead', 'manual'],
  ] as const)('whoever is %s (%s) is never linked so', async (role, origin) => {
    const { id, sent } = await somebody()
    await grant(id, role, origin)
    expect((await enter(tool, sent))?.principal).toMatchObject({ personId: null, roles: [] })
    expect(await linkOf(sent.sub)).toEqual([])
  })

  it('nobody is linked from a class that they are not in, or from no class', async () => {
    const { sent } = await somebody()
    for (const elsewhere of [
      { ...sent, course: 'course-2', classSourcedId: 'class-2' },
      { sub: sent.sub, email: sent.email ?? '' },
    ])
      expect((await enter(tool, elsewhere))?.principal).toMatchObject({ personId: null })
  })

  it('nobody is linked by an address that somebody else has or had, however it is written', async () => {
    for (const status of ['active', 'retired']) {
      const { sent } = await somebody()
      const other = await addPerson(sync, 'd1', {
        sourcedId: `twin-${count}`,
        email: (sent.email ?? '').toUpperCase(),
      })
      await change(sync, 'd1', 'update person set status = $3 where district_id = $1 and id = $2', [
        'd1',
        other,
        status,
      ])
      expect((await enter(tool, sent))?.principal, status).toMatchObject({ personId: null })
    }
  })

  it('nobody is linked whose address only resembles it', async () => {
    const { sent } = await somebody()
    for (const email of [`x${sent.email}`, `${sent.email}.evil.example`, (sent.email ?? '').replace('@', '+a@')])
      expect((await enter(tool, { ...sent, email }))?.principal, email).toMatchObject({ personId: null })
  })

  it('an address counts for nothing where the LMS sends a number, even a wrong one', async () => {
    const { sent } = await somebody()
    const entered = await enter(tool, { ...sent, personId: 'no-such-number' })
    expect(entered?.principal).toMatchObject({ personId: null })
  })

  it('nobody is linked whom another account of the same LMS is already', async () => {
    const { id, sent } = await somebody()
    await enter(tool, sent)
    const second = await enter(tool, { ...sent, sub: `${sent.sub}-again` })
    expect(second?.principal).toMatchObject({ personId: null })
    expect(
      await rowsIn(tool, 'd1', `select proposed_person_id from lti_unmatched_launch where sub = '${sent.sub}-again'`),
    ).toEqual([{ proposed_person_id: id }])
  })

  it('nobody is linked again from whom somebody has unlinked them', async () => {
    const { sent } = await somebody()
    await enter(tool, sent)
    const [link] = await rowsIn<{ id: string }>(tool, 'd1', `select id from lti_user_link where sub = '${sent.sub}'`)
    await desk().unlink({ districtId: 'd1', linkId: link?.id ?? '' })
    expect((await enter(tool, sent))?.principal).toMatchObject({ personId: null })
  })

  it('a link by address opens nothing any more once its person holds more, until somebody confirms it', async () => {
    const { id, sent } = await somebody()
    const open = await enter(tool, sent)
    expect(open?.principal).toMatchObject({ personId: id })
    await grant(id, 'district_admin')
    // What is open ends, too, at the next request.
    expect(await tool.signIn.findPrincipal(open?.token ?? '')).toBeNull()
    expect((await enter(tool, sent))?.principal).toMatchObject({ personId: null, roles: [] })
    const [waiting] = await rowsIn<{ id: string; reason: string; proposed_person_id: string }>(
      tool,
      'd1',
      `select id, reason, proposed_person_id from lti_unmatched_launch where sub = '${sent.sub}' and status = 'open'`,
    )
    expect(waiting).toMatchObject({ reason: 'email_not_enough', proposed_person_id: id })
    await desk().link({ districtId: 'd1', launchId: waiting?.id ?? '', person: `id:${id}` })
    expect((await enter(tool, sent))?.principal).toMatchObject({ personId: id })
  })

  it('a number of the roster, once the LMS sends it, takes the place of the address', async () => {
    const { id, sent } = await somebody()
    await enter(tool, sent)
    await enter(tool, { ...sent, personId: `p-${count}` })
    // Sticky: a link that stands isn't asked again. Once the person holds more, the number is what counts.
    await grant(id, 'coach')
    expect((await enter(tool, { ...sent, personId: `p-${count}` }))?.principal).toMatchObject({ personId: id })
    expect(await linkOf(sent.sub)).toEqual([{ linked_by: 'sourcedId', person_id: id }])
  })

  it('it counts no more from the moment the registration serves another district, too', async () => {
    const { sent } = await somebody()
    await tool.register(tool.lms, 'deployment-of-d2', 'd2')
    try {
      expect((await enter(tool, sent))?.principal).toMatchObject({ personId: null })
      await expect(choose(true)).rejects.toMatchObject({ code: 'LTI_REGISTRATION_SHARED' })
    } finally {
      await tool.database
        .open('owner')
        .pool.query(`delete from lti_deployment where deployment_id = 'deployment-of-d2'`)
    }
    expect((await enter(tool, sent))?.principal.personId).not.toBeNull()
  })
})

describe('with the switch off', () => {
  it('an address proposes and no more', async () => {
    const { id, sent } = await somebody()
    expect((await enter(tool, sent))?.principal).toMatchObject({ personId: null })
    const waiting = await rowsIn(
      tool,
      'd1',
      `select reason, proposed_person_id from lti_unmatched_launch where sub = '${sent.sub}'`,
    )
    expect(waiting).toEqual([{ reason: 'no_person_id', proposed_person_id: id }])
  })

  it('a link that was made by address stays', async () => {
    await choose(true)
    const { id, sent } = await somebody()
    await enter(tool, sent)
    await choose(false)
    expect((await enter(tool, sent))?.principal).toMatchObject({ personId: id })
  })
})
