/** One LMS, two districts: a token for one never opens anything of the other, and what it says of roles gives none. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'
import { enter, rowsIn } from '../signin/launching.ts'
import type { Entered, Sent } from '../signin/launching.ts'
import { addPerson, change } from '../signin/roster.ts'

let tool: ServedTool
let sync: Database
const people: Record<string, string> = {}
const classes: Record<string, string> = {}

beforeAll(async () => {
  tool = await startServedTool()
  sync = tool.database.open('sync')
  await tool.register(tool.lms, 'deployment-2', 'd2')
  for (const district of ['d1', 'd2']) {
    // The same numbers and addresses in both: districts choose them without asking each other.
    for (const [name, role] of [
      ['admin', 'district_admin'],
      ['lead', 'teacher'],
      ['pupil', 'student'],
    ] as const) {
      people[`${district} ${name}`] = await addPerson(sync, district, {
        sourcedId: name,
        email: `${name}@shared.example`,
        givenName: `${name}-of-${district}`,
        roles: [role],
      })
    }
    await change(
      sync,
      district,
      `insert into class (district_id, source_id, sourced_id, title, class_type, school_sourced_id)
       values ($1, 'sis', 'class-1', $2, 'scheduled', 'x')`,
      [district, `Algebra of ${district}`],
    )
    const [made] = await rowsIn<{ id: string }>(tool, district, `select id from class`)
    classes[district] = made?.id ?? ''
    for (const name of ['lead', 'pupil'])
      await change(
        sync,
        district,
        `insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, role, is_primary)
         values ($1, 'sis', $2, $3, $4, $5, true)`,
        [district, `e-${name}`, made?.id, people[`${district} ${name}`], name === 'lead' ? 'teacher' : 'student'],
      )
    await change(
      sync,
      district,
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, source_id)
       values ($1, $2, 'class_lead', 'class', $3, 'feed', 'sis')`,
      [district, people[`${district} lead`], made?.id],
    )
  }
})
afterAll(() => tool.stop())

async function entered(sent: Sent): Promise<Entered> {
  const found = await enter(tool, sent)
  if (found === null) throw new Error('Nobody was let in.')
  return found
}

const get = async (path: string, token: string) => {
  const response = await fetch(`${tool.publicUrl}/api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } })
  return { status: response.status, text: await response.text() }
}
const json = async (path: string, token: string): Promise<unknown> => JSON.parse((await get(path, token)).text)

describe('a token for one district', () => {
  it('is the person of that district, whoever has the same number in the other', async () => {
    for (const [district, deploymentId] of [
      ['d1', 'deployment-1'],
      ['d2', 'deployment-2'],
    ] as const) {
      const { principal } = await entered({ sub: 'one-account', personId: 'admin', deploymentId })
      expect(principal).toMatchObject({ districtId: district, personId: people[`${district} admin`] })
    }
  })

  it('opens no record of the other, even for an administrator, and says of it what it says of none', async () => {
    const { token } = await entered({ sub: 'admin-1', personId: 'admin', deploymentId: 'deployment-1' })
    expect((await get(`roster/people/${people['d1 pupil']}`, token)).status).toBe(200)
    for (const path of [
      `roster/people/${people['d2 pupil']}`,
      `roster/classes/${classes['d2']}`,
      `people/${people['d2 pupil']}/why`,
      `classes/${classes['d2']}/enrolments`,
    ]) {
      const [theirs, none] = [await get(path, token), await get(path.replace(/\d+/, '999999999'), token)]
      expect(theirs, path).toEqual(none)
      expect(theirs.status, path).toBe(404)
    }
    for (const path of ['people', 'lti/people', 'lti/unmatched', 'lti/links', 'match-proposals'])
      expect((await get(path, token)).text, path).not.toContain('of-d2')
  })

  it('links in that district alone', async () => {
    await entered({ sub: 'sticky', personId: 'lead', deploymentId: 'deployment-1' })
    const { principal } = await entered({ sub: 'sticky', deploymentId: 'deployment-2' })
    expect(principal).toMatchObject({ districtId: 'd2', personId: null, roles: [] })
  })

  it('with the e-mail address of somebody, here or there, is nobody', async () => {
    for (const deploymentId of ['deployment-1', 'deployment-2']) {
      const { principal, token } = await entered({ sub: 'thief', email: 'admin@shared.example', deploymentId })
      expect(principal).toMatchObject({ personId: null, roles: [] })
      expect(await json('me', token)).toMatchObject({ person: null, home: 'unmatched', may: [] })
      const launch = await get('session/launch', token)
      expect(launch.text).toBe('{"unmatched":"no_person_id","opens":null,"class":null}')
      expect((await get('people', token)).status).toBe(403)
    }
  })
})

describe('roles in the token', () => {
  it('give a student nothing, however grand', async () => {
    const grand = [
      'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator',
      'http://purl.imsglobal.org/vocab/lis/v2/system/person#SysAdmin',
      'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor',
      'http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant',
      'Administrator',
      'district_admin',
    ]
    const plain = await entered({
      sub: 'pupil',
      personId: 'pupil',
      roles: [],
      course: 'c-1',
      classSourcedId: 'class-1',
    })
    const decked = await entered({
      sub: 'pupil',
      personId: 'pupil',
      roles: grand,
      course: 'c-1',
      classSourcedId: 'class-1',
    })
    expect(decked.principal).toEqual(plain.principal)
    expect(decked.principal.roles).toEqual([{ role: 'student', scopeType: 'district', scopeId: 'd1' }])
    expect(await json('me', decked.token)).toEqual(await json('me', plain.token))
    expect((await get(`classes/led/${classes['d1']}`, decked.token)).status).toBe(403)
  })
})

describe('a launch from a class', () => {
  const from = { course: 'course-1', classSourcedId: 'class-1' }

  it('opens it for whoever leads it and for whoever may edit it, and for nobody else', async () => {
    const title = 'Algebra of d1'
    const lead = await entered({ sub: 'lead', personId: 'lead', ...from })
    expect(await json('session/launch', lead.token)).toEqual({
      unmatched: null,
      opens: null,
      class: { id: classes['d1'], title, page: 'led' },
    })
    expect(await json(`classes/led/${classes['d1']}`, lead.token)).toMatchObject({
      title,
      people: [
        { id: people['d1 lead'], role: 'teacher' },
        { id: people['d1 pupil'], role: 'student' },
      ],
    })
    const admin = await entered({ sub: 'admin-1', personId: 'admin', ...from })
    expect(await json('session/launch', admin.token)).toMatchObject({ class: { id: classes['d1'], page: 'record' } })
    const pupil = await entered({ sub: 'pupil', personId: 'pupil', ...from })
    expect(await json('session/launch', pupil.token)).toEqual({ unmatched: null, opens: null, class: null })
    const nobody = await entered({ sub: 'nobody', personId: 'no-such', ...from })
    expect(await json('session/launch', nobody.token)).toEqual({
      unmatched: 'person_unknown',
      opens: null,
      class: null,
    })
  })

  it('where the page serves several classes opens the person’s own', async () => {
    await change(
      sync,
      'd1',
      `insert into class (district_id, source_id, sourced_id, title, class_type, school_sourced_id)
       values ($1, 'sis', 'class-2', 'Second', 'scheduled', 'x')`,
      ['d1'],
    )
    const merged = { course: 'merged', sections: 'class-1, class-2,unknown' }
    const lead = await entered({ sub: 'lead', personId: 'lead', ...merged })
    expect(await json('session/launch', lead.token)).toMatchObject({ class: { id: classes['d1'] } })
    const admin = await entered({ sub: 'admin-1', personId: 'admin', ...merged })
    expect(await json('session/launch', admin.token)).toMatchObject({ class: null })
  })

  it('whose class has left the roster opens nothing, and then the next that the LMS names', async () => {
    const sent = { sub: 'lead', personId: 'lead', course: 'old-course' }
    await change(
      sync,
      'd1',
      `insert into class (district_id, source_id, sourced_id, title, class_type, school_sourced_id)
       values ($1, 'sis', 'last-year', 'Last year', 'scheduled', 'x')`,
      ['d1'],
    )
    await entered({ ...sent, classSourcedId: 'last-year' })
    await change(
      sync,
      'd1',
      `update class set status = 'retired' where district_id = $1 and sourced_id = 'last-year'`,
      ['d1'],
    )
    const gone = await entered({ ...sent, classSourcedId: 'last-year' })
    expect(await json('session/launch', gone.token)).toEqual({ unmatched: null, opens: null, class: null })
    const renewed = await entered({ ...sent, classSourcedId: 'class-1' })
    expect(await json('session/launch', renewed.token)).toMatchObject({ class: { id: classes['d1'] } })
  })
})
