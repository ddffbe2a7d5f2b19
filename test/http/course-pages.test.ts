/** Course pages and classes: proposed by both rosters, linked by a person, compared on demand; nothing else changes. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { openCoursePageDesk } from '../../src/signin/course-page-desk.ts'
import { ensureSigningKey } from '../../src/signin/signing-key.ts'
import { memberDeskOf } from '../fakes/lms/names-and-roles.ts'
import { tokenDeskOf } from '../fakes/lms/service-tokens.ts'
import { ALL_SCOPES } from '../lti/services.ts'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'
import { enter, rowsIn } from '../signin/launching.ts'
import { addPerson, change } from '../signin/roster.ts'

const LEARNER = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'
const INSTRUCTOR = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'

let tool: ServedTool
let sync: Database
const people: Record<string, string> = {}
const classes: Record<string, string> = {}

beforeAll(async () => {
  tool = await startServedTool()
  sync = tool.database.open('sync')
  await ensureSigningKey(tool.signingKeys)
  for (const installed of tool.lms.platform.tools.values()) installed.scopes = ALL_SCOPES
  for (const [name, role] of [
    ['admin', 'district_admin'],
    ['it', 'it_admin'],
    ['lead', 'teacher'],
    ['other-lead', 'teacher'],
    ['pupil-1', 'student'],
    ['pupil-2', 'student'],
    ['pupil-3', 'student'],
    ['elsewhere', 'student'],
  ] as const)
    people[name] = await addPerson(sync, 'd1', {
      sourcedId: name,
      givenName: name,
      familyName: 'Rostered',
      email: `${name}@d1.example`,
      roles: [role],
    })
  for (const name of ['algebra', 'biology']) {
    await change(
      sync,
      'd1',
      `insert into class (district_id, source_id, sourced_id, title, class_type, school_sourced_id)
       values ($1, 'sis', $2, $2, 'scheduled', 'x')`,
      ['d1', name],
    )
    const [row] = await rowsIn<{ id: string }>(tool, 'd1', `select id from class where sourced_id = '${name}'`)
    classes[name] = row?.id ?? ''
  }
  for (const [className, name, role] of [
    ['algebra', 'lead', 'teacher'],
    ['algebra', 'pupil-1', 'student'],
    ['algebra', 'pupil-2', 'student'],
    ['algebra', 'pupil-3', 'student'],
    ['biology', 'other-lead', 'teacher'],
    ['biology', 'pupil-1', 'student'],
    ['biology', 'pupil-2', 'student'],
    ['biology', 'elsewhere', 'student'],
  ] as const) {
    await change(
      sync,
      'd1',
      `insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, role, is_primary)
       values ($1, 'sis', $2, $3, $4, $5, true)`,
      ['d1', `${name}-${className}`, classes[className], people[name], role],
    )
    if (role === 'teacher')
      await change(
        sync,
        'd1',
        `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, source_id)
         values ($1, $2, 'class_lead', 'class', $3, 'feed', 'sis')`,
        ['d1', people[name], classes[className]],
      )
  }
})
afterAll(() => tool.stop())
beforeEach(() => {
  Object.assign(memberDeskOf(tool.lms.platform), { instead: null, people: COURSE, pageSize: 3 })
})

const listed = (sub: string, sourcedId: string | null, more: object = {}) => ({
  key: sub,
  sub,
  name: `LMS ${sub}`,
  email: `${sub}@lms.example`,
  sourcedId,
  roles: [LEARNER],
  about: '',
  ...more,
})

/** Algebra as the LMS has it: one is missing, one too many, one unknown, one left, one by address, one in another role. */
const COURSE = [
  listed('m-lead', 'lead', { roles: [INSTRUCTOR, LEARNER] }),
  listed('m-1', 'pupil-1'),
  listed('m-2', null, { email: 'PUPIL-2@d1.example', roles: [INSTRUCTOR] }),
  listed('m-elsewhere', 'elsewhere'),
  listed('m-stranger', 'no-such-number', { name: 'Not Rostered' }),
  listed('m-3', 'pupil-3', { status: 'Inactive' }),
  listed('m-test', null, { roles: ['http://purl.imsglobal.org/vocab/lti/system/person#TestUser'] }),
]

async function tokenOf(name: string, course?: string): Promise<string> {
  const found = await enter(tool, { sub: `lms-${name}`, personId: name, ...(course === undefined ? {} : { course }) })
  return found?.token ?? ''
}

async function call(token: string, path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST') {
  const response = await fetch(`${tool.publicUrl}/api/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, text, json: (text === '' ? null : JSON.parse(text)) as never }
}
const post = (token: string, path: string) => call(token, path, undefined, 'POST')

interface Listed {
  readonly items: readonly { readonly id: string; readonly title: string; readonly proposals: readonly object[] }[]
}

/** The course page that a launch of the lead came from. */
async function pageFrom(course: string): Promise<string> {
  await tokenOf('lead', course)
  const [row] = await rowsIn<{ id: string }>(
    tool,
    'd1',
    `select id::text from lti_context_link where context_id = '${course}'`,
  )
  return row?.id ?? ''
}

describe('a course page that no class is known of', () => {
  it('is compared with the roster, proposes the classes of most of its people, and opens one that somebody links', async () => {
    const admin = await tokenOf('admin')
    // The service's address comes with a launch of the demo's own course.
    const page = await pageFrom('course-101')
    const opens = async () => (await call(await tokenOf('lead', 'course-101'), 'session/launch')).json
    expect(await opens()).toEqual({ unmatched: null, opens: null, class: null })
    expect((await post(admin, `lti/course-pages/${page}/comparison`)).status).toBe(200)
    const { json } = await call(admin, 'lti/course-pages')
    expect((json as Listed).items.find(({ id }) => id === page)).toMatchObject({
      canCompare: true,
      class: null,
      proposals: [
        { id: classes['algebra'], shared: 3, members: 4, enrolled: 4 },
        { id: classes['biology'], shared: 3, members: 4, enrolled: 4 },
      ],
    })
    // Proposing links nothing.
    expect(await opens()).toEqual({ unmatched: null, opens: null, class: null })
    expect((await call(admin, `lti/course-pages/${page}/link`, { classId: classes['algebra'] })).status).toBe(200)
    expect(await opens()).toMatchObject({ class: { id: classes['algebra'], page: 'led' } })
    const [entry] = await rowsIn(
      tool,
      'd1',
      `select actor, action, object, detail from audit_entry order by id desc limit 1`,
    )
    expect(entry).toEqual({
      actor: `person:${people['admin']}`,
      action: 'lti.class_link',
      object: `course_page:${page}`,
      detail: { class: classes['algebra'] },
    })
    expect((await post(admin, `lti/course-pages/${page}/dismissal`)).status).toBe(200)
    expect(await opens()).toEqual({ unmatched: null, opens: null, class: null })
    await call(admin, `lti/course-pages/${page}/link`, { classId: classes['algebra'] })
  })

  it('that somebody has put away stays without a class, whatever the LMS says', async () => {
    const admin = await tokenOf('admin')
    const page = await pageFrom('put-away')
    await post(admin, `lti/course-pages/${page}/dismissal`)
    const sent = { sub: 'lms-lead', personId: 'lead', course: 'put-away', classSourcedId: 'algebra' }
    const token = (await enter(tool, sent))?.token ?? ''
    expect((await call(token, 'session/launch')).json).toEqual({ unmatched: null, opens: null, class: null })
  })

  it('is not of another district, nor for a teacher to link; and a class has to be ours', async () => {
    const admin = await tokenOf('admin')
    const page = await pageFrom('course-101')
    expect((await call(admin, 'lti/course-pages/999999999/link', { classId: classes['algebra'] })).status).toBe(404)
    expect((await call(admin, `lti/course-pages/${page}/link`, { classId: '999999999' })).status).toBe(422)
    const lead = await tokenOf('lead')
    expect((await call(lead, `lti/course-pages/${page}/link`, { classId: classes['algebra'] })).status).toBe(403)
    expect((await call(await tokenOf('it'), 'lti/classes?q=alg')).json).toMatchObject({ items: [{ title: 'algebra' }] })
  })

  it('whose LMS answers wrongly says so and keeps what was proposed before', async () => {
    const admin = await tokenOf('admin')
    const page = await pageFrom('course-101')
    memberDeskOf(tool.lms.platform).instead = () => ({ status: 503, body: '' })
    const answer = await post(admin, `lti/course-pages/${page}/comparison`)
    expect(answer.status).toBe(502)
    expect(answer.json).toMatchObject({ error: { code: 'service_failing' } })
    const kept = await rowsIn(tool, 'd1', 'select class_id from lti_context_proposal')
    expect(kept).toHaveLength(2)
  })
})

describe('the commands', () => {
  it('list course pages and link one to a class, or to none', async () => {
    const desk = openCoursePageDesk({ db: tool.db, now: tool.now })
    const pageId = await pageFrom('by-command')
    const place = { districtId: 'd1', pageId }
    expect(await desk.set({ ...place, named: 'biology' })).toEqual({ classId: classes['biology'] })
    expect((await desk.list('d1', 'linked')).find(({ id }) => id === pageId)).toMatchObject({
      title: 'Course by-command',
      linkedBy: 'admin',
      class: { title: 'biology' },
    })
    expect(await desk.set({ ...place, named: null })).toEqual({ classId: null })
    expect((await desk.list('d1', 'dismissed')).map(({ id }) => id)).toContain(pageId)
    await expect(desk.set({ ...place, named: 'no-such' })).rejects.toMatchObject({ code: 'CLASS_UNKNOWN' })
    await expect(desk.set({ ...place, pageId: '999999', named: null })).rejects.toMatchObject({
      code: 'COURSE_PAGE_UNKNOWN',
    })
  })
})

const check = (token: string, path = `classes/led/${classes['algebra']}`) => post(token, `${path}/membership-check`)
const differenceOf = () => ({
  both: 3,
  inCourse: 5,
  inClass: 4,
  notInClass: [{ name: 'LMS m-elsewhere', role: 'student' }],
  unknown: [{ name: 'Not Rostered', role: 'student' }],
  notInCourse: [{ id: people['pupil-3'], givenName: 'pupil-3', familyName: 'Rostered', role: 'student' }],
  otherRole: [
    {
      person: { id: people['pupil-2'], givenName: 'pupil-2', familyName: 'Rostered', role: 'student' },
      inCourse: 'teacher',
    },
  ],
})

describe('the membership check', () => {
  it('says what both say differently, to whoever leads the class and whoever edits the roster, and changes nothing', async () => {
    const everything = `select (select count(*) from enrolment) as e, (select count(*) from person) as p,
      (select count(*) from role_grant) as g, (select count(*) from lti_unmatched_launch) as u`
    const [lead, admin] = [await tokenOf('lead'), await tokenOf('admin')]
    const before = await rowsIn(tool, 'd1', everything)
    for (const answer of [await check(lead), await check(admin, `classes/${classes['algebra']}`)]) {
      expect(answer.status).toBe(200)
      expect(answer.json).toMatchObject({
        pages: [{ title: 'Course course-101', problem: null, difference: differenceOf() }],
      })
    }
    expect(await rowsIn(tool, 'd1', everything)).toEqual(before)
  })

  it('is for nobody else: a lead of another class, a student, district IT', async () => {
    expect((await check(await tokenOf('other-lead'))).status).toBe(404)
    expect((await check(await tokenOf('pupil-1'))).status).toBe(403)
    expect((await check(await tokenOf('it'), `classes/${classes['algebra']}`)).status).toBe(403)
    expect((await check(await tokenOf('other-lead'), `classes/${classes['algebra']}`)).status).toBe(403)
  })

  it('says why it can’t be said, with what to do, and shows no list then', async () => {
    const lead = await tokenOf('lead')
    memberDeskOf(tool.lms.platform).instead = ({ page }) => page > 1 && { status: 200, body: '<html>' }
    expect((await check(lead)).json).toMatchObject({
      pages: [{ problem: { code: 'service_answer' }, difference: null }],
    })
    const other = await tokenOf('other-lead')
    expect((await check(other, `classes/led/${classes['biology']}`)).json).toEqual({ pages: [] })
  })

  it('leaves no token, no assertion and no name in the log', async () => {
    await check(await tokenOf('lead'))
    memberDeskOf(tool.lms.platform).instead = () => ({ status: 500, body: 'x' })
    await check(await tokenOf('lead'))
    const log = tool.logLines.join('\n')
    for (const token of tokenDeskOf(tool.lms.platform).tokens.keys()) expect(log).not.toContain(token)
    expect(log).not.toMatch(/eyJ|Rostered|lms\.example|client_assertion/)
    expect(log).toContain('membership-check')
  })
})
