/** One thing of every kind that a route can name, in a planted district; and all of a district's rows, to see that nothing changed. */

import { plantInvoice } from './planted-invoice.ts'
import { plantBenchmarks } from './planted-benchmarks.ts'
import { plantRosterImport } from './planted-roster-import.ts'
import { plantHandover } from './planted-handover.ts'
import { plantPeer } from './planted-customer-admin.ts'
import { plantPathway } from './planted-pathway.ts'
import { plantQuestionSet } from './planted-question-set.ts'
import { plantProgramme } from './planted-programme.ts'
import { GROUP_AT } from './foreign-accounts.ts'
import type { ClientBase } from 'pg'
import { inDistrict } from '../../src/store/database.ts'
import { openNotice } from '../../src/store/notices/notices.ts'
import type { PersonName, SchoolDistrict } from './school-district.ts'
import { plantRoleMap } from './planted-role-map.ts'
import type { TestApp } from './test-app.ts'
import { NOW } from './test-app.ts'

/** One thing of every kind that a route can name. */
export interface Ids {
  readonly run: string
  readonly roleMap: string
  readonly source: string
  readonly person: string
  readonly student: string
  readonly school: string
  readonly otherSchool: string
  readonly grant: string
  readonly group: string
  readonly support: string
  readonly customerAdmin: string
  readonly class: string
  readonly enrolment: string
  /** The student is in it. */
  readonly pathway: string
  readonly programme: string
  readonly proposal: string
  /** Of two educators; done. */
  readonly merge: string
  /** Another person. */
  readonly otherPerson: string
  readonly notice: string
  readonly interaction: string
  readonly cycle: string
  /** Of an older log of the coach's. */
  readonly logImport: string
  /** Of students, by the district's administrator. */
  readonly rosterImport: string
  /** A file of the interaction. */
  readonly attachment: string
  readonly tag: string
  /** Of the coach's reports. */
  readonly filter: string
  /** Of the coach of the interaction. */
  readonly draft: string
  /** Of the coach. */
  readonly caseload: string
  /** What was decided about an educator and a coach. */
  readonly handover: string
  readonly invoice: string
  readonly community: string
  /** Makes communities of the school's classes. */
  readonly communityRule: string
  /** One of the district's own. */
  readonly questionSet: string
  /** An invitation to it that is open. */
  readonly communityInvitation: string
  /** Somebody is asked to lead a class. */
  readonly leadRequest: string
  /** Joined the class by its code. */
  readonly lateJoiner: string
  /** A survey of the class. */
  readonly survey: string
  readonly upload: string
  readonly registration: string
  /** That waits. */
  readonly deployment: string
  readonly link: string
  /** Of somebody whom the roster doesn't know; of a person who is linked; a course page. */
  readonly launch: string
  readonly ltiLink: string
  readonly coursePage: string
  readonly session: string
  readonly invitation: string
  /** Of a person's given name. */
  readonly version: string
  /** Of a licence. */
  readonly purchase: string
  /** Of the dates of a source. */
  readonly datesVersion: string
}
export interface Request {
  readonly path: string
  readonly body?: unknown
}

/** Numbers that nothing has. */
export const NOWHERE: Omit<Ids, 'version' | 'datesVersion'> = {
  run: '999999991',
  roleMap: '999999901',
  source: 'nowhere',
  person: '999999992',
  student: '999999943',
  school: '999999993',
  otherSchool: '999999971',
  grant: '999999972',
  group: '999999973',
  support: '999999961',
  customerAdmin: '999999962',
  class: '999999994',
  enrolment: 'sis/nowhere',
  pathway: '999999941',
  programme: '999999951',
  proposal: '999999995',
  merge: '999999945',
  otherPerson: '999999944',
  notice: '999999996',
  interaction: '999999997',
  cycle: '999999970',
  logImport: '999999945',
  rosterImport: '999999931',
  attachment: '999999968',
  tag: '999999969',
  filter: '999999946',
  draft: 'draft-of-nobody',
  caseload: '999999945',
  handover: '999999943',
  invoice: '999999942',
  community: '999999998',
  communityRule: '999999970',
  questionSet: 'set-of-nobody',
  communityInvitation: '999999970',
  leadRequest: '999999969',
  lateJoiner: '999999968',
  survey: '999999969',
  upload: '999999999',
  registration: '999999981',
  deployment: '999999982',
  link: '999999983',
  launch: '999999984',
  ltiLink: '999999985',
  coursePage: '999999986',
  session: '999999990',
  invitation: '999999970',
  purchase: 'nowhere',
}
/** An educator list, as it is sent. */
export const LIST = {
  whole: false,
  content: Buffer.from('First name,Last name,E-mail\nAda,Teacher,ada@d.example\n').toString('base64'),
}

/** An older log of one line, as it is sent. */
export const OLD_LOG = {
  content: Buffer.from('Date,Minutes,Type,School,Educators\n2024-10-31,30,Meeting,North School,sis-teacher\n').toString(
    'base64',
  ),
}

async function importLog(app: TestApp, district: SchoolDistrict): Promise<string> {
  const { status, text, json } = await app.call('/api/v1/coaching/log-imports', {
    token: app.bearerOf(district, 'coach'),
    body: OLD_LOG,
  })
  if (status !== 201) throw new Error(`The log was not taken: ${text}`)
  return (json as { readonly importId: string }).importId
}

export const interaction = (of: { readonly school: string; readonly person: string }): Request => ({
  path: '/api/v1/coaching/interactions',
  body: { date: '2026-11-20', minutes: 20, typeId: 'meeting', schoolId: of.school, educatorIds: [of.person] },
})

const NO_FILTER = { whose: 'mine', from: null, to: null, schoolId: null, typeId: null, tagId: null } as const
export const fileOf = (of: { readonly interaction: string }): Request => ({
  path: `/api/v1/coaching/interactions/${of.interaction}/attachments`,
  body: { name: 'plan.txt', content: 'UGxhbg==' },
})

export const cycleOf = (of: { readonly person: string }): Request => ({
  path: '/api/v1/coaching/cycles',
  body: {
    educators: [{ id: of.person, ratingStart: null, ratingEnd: null }],
    focusId: null,
    scaleId: null,
    focus: null,
    goal: 'A goal',
    stays: [{ phaseId: 'phase-plan', from: '2026-11-20' }],
  },
})

/** Things that the planted district has not; their numbers, and the source's name, exist in this one only. */
export async function plantThings(app: TestApp, district: SchoolDistrict): Promise<Ids> {
  const { id, people, classes } = district
  const source = `only-${id}`
  const [proposal = '', notice = '', session = '', grant = '', group = '', support = '', invitation = ''] =
    await inDistrict(app.database.open('owner'), { districtId: id, actor: 'test' }, async (client) => {
      await client.query("insert into source_schedule (district_id, source_id, cron) values ($1, $2, '0 2 * * *')", [
        id,
        source,
      ])
      await client.query(
        "insert into source (district_id, id, connector, config) values ($1, $2, 'educator-csv', '{}')",
        [id, source],
      )
      await client.query(
        `insert into licence_purchase (district_id, kind, name, quantity, entered_at, entered_by)
         values ($1, 'coaching-seats', $2, 0, now(), 'test')`,
        [id, source],
      )
      await client.query(
        `insert into product (district_id, id, name, changed_at, changed_by)
         values ($1, 'reading', 'Reading', now(), 'test')`,
        [id],
      )
      await plantBenchmarks(client, district)
      await client.query('update run set source_id = $2 where district_id = $1', [id, source])
      await client.query(
        `insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, role, is_primary)
         values ($1, 'sis', $2, $3, $4, 'student', true)`,
        [id, source, classes.biology, people.student],
      )
      const proposed = await client.query<{ id: string }>(
        `insert into person_match_proposal (district_id, person_id, other_id, because)
         values ($1, $2, $3, 'identifier') returning id::text`,
        [id, people.teacher, people.otherTeacher],
      )
      await openNotice(client, {
        districtId: id,
        kind: 'source_stale',
        key: 'sis',
        sourceId: 'sis',
        runId: null,
        detail: {},
        now: NOW,
      })
      const notices = await client.query<{ id: string }>('select id::text from notice where district_id = $1', [id])
      const opened = await client.query<{ id: string }>(
        `insert into session (token_hash, kind, district_id, person_id, idle_expires_at, expires_at)
         values ($1, 'password', $1, $2, '2999-01-01', '2999-01-01') returning id::text`,
        [id, people.teacher],
      )
      const grouped = await client.query<{ id: string }>(
        'insert into school_group (district_id, name, changed_at) values ($1, $1, $2) returning id::text',
        [id, GROUP_AT],
      )
      const granted = await client.query<{ id: string }>(
        "select min(id)::text as id from role_grant where district_id = $1 and person_id = $2 and origin = 'feed'",
        [id, people.teacher],
      )
      await client.query(
        `insert into sso_link (district_id, issuer, sub, person_id, created_at, seen_at)
         values ($1, 'https://login.example', $1, $2, now(), now())`,
        [id, people.teacher],
      )
      const supported = await client.query<{ id: string }>(
        `insert into support_access (district_id, reason, who, opened_by, opened_at, expires_at, link_hash, link_expires_at)
         values ($1, 'To look at a sync', 'Somebody', 'cli', '2020-01-01', '2999-01-01', $1, '2999-01-01')
         returning id::text`,
        [id],
      )
      const invited = await client.query<{ id: string }>(
        `insert into invitation (district_id, token_hash, email, role, scope_type, scope_id, invited_by, expires_at)
         values ($1, $1, 'waits@' || $1 || '.example', 'teacher', 'school', $2, 'test', '2999-01-01') returning id::text`,
        [id, district.north],
      )
      return [proposed, notices, opened, granted, grouped, supported, invited].map(({ rows }) => rows[0]?.id ?? '')
    })
  const survey = await plantSurvey(app, district)
  const logged = await make(app, district, 'coach', interaction({ school: district.north, person: people.teacher }))
  const attachment = await make(app, district, 'coach', fileOf({ interaction: logged }))
  const logImport = await importLog(app, district)
  const rosterImport = await plantRosterImport(app, district)
  const cycle = await make(app, district, 'coach', cycleOf({ person: people.teacher }))
  const tag = await make(app, district, 'districtAdmin', { path: '/api/v1/coaching/tags', body: { name: 'Themes' } })
  const filter = await make(app, district, 'coach', {
    path: '/api/v1/coaching/report-filters',
    body: { name: 'Autumn', isShared: false, asked: NO_FILTER },
  })
  const caseload = await make(app, district, 'coach', {
    path: '/api/v1/coaching/caseloads',
    body: { coachId: null, name: 'New teachers', rules: [] },
  })
  const draft = `draft-of-${id}`
  const kept = { method: 'PUT', token: app.bearerOf(district, 'coach'), body: { id: draft, draft: {} } }
  await app.call('/api/v1/coaching/drafts', kept)
  const community = await make(app, district, 'teacher', { path: '/api/v1/communities', body: { name: 'Readers' } })
  const owner = app.database.open('owner')
  const at = { districtId: id, actor: 'test' }
  const communityInvitation = await inDistrict(owner, at, (client) =>
    inviteSomebody(client, { districtId: id, community, by: people.teacher }),
  )
  const leadRequest = await inDistrict(owner, at, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into class_lead_request (district_id, class_id, person_id, asked_by, state, asked_at, expires_at)
       values ($1, $2, $3, $4, 'waiting_for_person', now(), '2999-01-01') returning id::text`,
      [id, classes.algebra, people.coach, people.teacher],
    )
    return rows[0]?.id ?? ''
  })
  const lateJoiner = await inDistrict(owner, at, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'insert into late_joiner (district_id, class_id, name, joined_at) values ($1, $2, $3, now()) returning id::text',
      [id, classes.algebra, 'Lena'],
    )
    return rows[0]?.id ?? ''
  })
  const token = app.bearerOf(district, 'districtAdmin')
  const given = await app.call(`/api/v1/educator-lists/${source}/uploads`, { token, body: LIST })
  if (given.status !== 202) throw new Error(`The list was not taken: ${given.text}`)
  const platform = await plantPlatform(app, district)
  const lti = { ...platform, ...(await plantLaunches(app, district, platform.registration)) }
  const { json } = await app.call(`/api/v1/roster/people/${people.teacher}`, { token })
  const set = await app.call('/api/v1/settings', { token })
  const { fields } = json as { readonly fields: readonly { readonly field: string; readonly version: string }[] }
  return {
    run: district.run,
    roleMap: await plantRoleMap(app, district),
    source,
    logImport,
    rosterImport,
    person: people.teacher,
    student: people.student,
    otherPerson: people.otherTeacher,
    school: district.north,
    otherSchool: district.south,
    grant,
    group,
    support,
    customerAdmin: await plantPeer(app, district),
    class: classes.algebra,
    enrolment: `sis/${source}`,
    proposal,
    notice,
    session,
    invitation,
    purchase: source,
    interaction: logged,
    cycle,
    attachment,
    tag,
    filter,
    draft,
    caseload,
    pathway: await plantPathway(owner, district),
    programme: await plantProgramme(owner, district),
    handover: await plantHandover(owner, district),
    invoice: await plantInvoice(owner, district.id),
    survey,
    community,
    communityRule: await plantRule(app, district),
    questionSet: await plantQuestionSet(app, district.id),
    communityInvitation,
    leadRequest,
    lateJoiner,
    merge: await plantMerge(app, district),
    upload: (given.json as { readonly uploadId: string }).uploadId,
    ...lti,
    version: fields.find(({ field }) => field === 'givenName')?.version ?? '',
    datesVersion: (set.json as DatesShown).sources.find(({ sourceId }) => sourceId === source)?.version ?? '',
  }
}

async function plantRule(app: TestApp, { id, north, people }: SchoolDistrict): Promise<string> {
  return inDistrict(app.database.open('owner'), { districtId: id, actor: 'test' }, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into community_rule (district_id, same_course, same_grade, same_school, school_ids, led_by, made_at)
       values ($1, true, false, false, array[$2::bigint], $3, now()) returning id::text`,
      [id, north, people.schoolAdmin],
    )
    return rows[0]?.id ?? ''
  })
}

async function plantMerge(app: TestApp, { id, people }: SchoolDistrict): Promise<string> {
  return inDistrict(app.database.open('owner'), { districtId: id, actor: 'test' }, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into person_merge (district_id, stays_id, goes_id, state, asked_by, asked_at, merged_at)
       values ($1, $2, $3, 'merged', 'test', now(), now()) returning id::text`,
      [id, people.southTeacher, people.otherTeacher],
    )
    return rows[0]?.id ?? ''
  })
}

/** Somebody is invited to the community whom nobody knows. */
async function inviteSomebody(
  client: ClientBase,
  o: { readonly districtId: string; readonly community: string; readonly by: string },
): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `insert into community_invitation (district_id, community_id, kind, email, invited_by, created_at, expires_at)
     values ($1, $2, 'mail', 'ada@else.example', $3, now(), '2999-01-01') returning id::text`,
    [o.districtId, o.community, o.by],
  )
  return rows[0]?.id ?? ''
}

/** A cycle of a class's survey that is under way. */
async function plantSurvey(app: TestApp, { id, classes }: SchoolDistrict): Promise<string> {
  return inDistrict(app.database.open('owner'), { districtId: id, actor: 'test' }, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into survey_cycle (district_id, class_id, question_set, starts_on, ends_on, made_by, made_at)
       values ($1, $2, 'learning-conditions', '2026-11-16', '2026-11-27', 'test', $3) returning id::text`,
      [id, classes.algebra, NOW],
    )
    return rows[0]?.id ?? ''
  })
}

/** A platform that serves the district alone, with a deployment that waits, and an open link. */
async function plantPlatform(
  app: TestApp,
  { id }: SchoolDistrict,
): Promise<Pick<Ids, 'registration' | 'deployment' | 'link'>> {
  return inDistrict(app.database.open('owner'), { districtId: id, actor: 'test' }, async (client) => {
    const registered = await client.query<{ id: string }>(
      `insert into lti_registration (issuer, client_id, auth_url, token_url, jwks_url, frame_origins, only_district_id)
       values ('https://lms.example', $1::text, 'x', 'x', 'x', '{https://lms.example}', $1::text) returning id::text`,
      [id],
    )
    const registration = registered.rows[0]?.id ?? ''
    const waiting = await client.query<{ id: string }>(
      "insert into lti_deployment (registration_id, deployment_id) values ($1, 'waiting') returning id::text",
      [registration],
    )
    const link = await client.query<{ id: string }>(
      `insert into lti_registration_link (district_id, token_hash, created_by, created_at, expires_at)
       values ($1, 'x', 'test', now(), now() + interval '1 day') returning id::text`,
      [id],
    )
    return { registration, deployment: waiting.rows[0]?.id ?? '', link: link.rows[0]?.id ?? '' }
  })
}

interface DatesShown {
  readonly sources: readonly { readonly sourceId: string; readonly version: string }[]
}

/** Somebody who waits, somebody who is linked, and the course page they came from. */
async function plantLaunches(
  app: TestApp,
  { id, people }: SchoolDistrict,
  registration: string,
): Promise<Pick<Ids, 'launch' | 'ltiLink' | 'coursePage'>> {
  return inDistrict(app.database.open('owner'), { districtId: id, actor: 'test' }, async (client) => {
    const values = [id, registration]
    const waiting = await client.query<{ id: string }>(
      `insert into lti_unmatched_launch (district_id, registration_id, sub, reason)
       values ($1, $2, 'waits', 'no_person_id') returning id::text`,
      values,
    )
    const linked = await client.query<{ id: string }>(
      `insert into lti_user_link (district_id, registration_id, sub, person_id, linked_by)
       values ($1, $2, 'linked', $3, 'sourcedId') returning id::text`,
      [...values, people.student],
    )
    const page = await client.query<{ id: string }>(
      `insert into lti_context_link (district_id, registration_id, context_id) values ($1, $2, 'course')
       returning id::text`,
      values,
    )
    return {
      launch: waiting.rows[0]?.id ?? '',
      ltiLink: linked.rows[0]?.id ?? '',
      coursePage: page.rows[0]?.id ?? '',
    }
  })
}

async function make(
  app: TestApp,
  district: SchoolDistrict,
  name: PersonName,
  { path, body }: Request,
): Promise<string> {
  const answer = await app.call(path, { token: app.bearerOf(district, name), body })
  if (answer.status !== 201) throw new Error(`${path} made nothing: ${answer.text}`)
  return (answer.json as { readonly id: string }).id
}
