/** Ids of another district: at every route that takes one they are what doesn't exist, and nothing comes of them. */

import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { openNotice } from '../../src/store/notices.ts'
import { switchOffRowSecurity } from './row-security.ts'
import type { PersonName, SchoolDistrict } from './school-district.ts'
import { NOW, openTestApp, type TestApp } from './test-app.ts'

/** One thing of every kind that a route can name. */
interface Ids {
  readonly run: string
  readonly source: string
  readonly person: string
  readonly school: string
  readonly class: string
  readonly enrolment: string
  readonly proposal: string
  readonly notice: string
  readonly interaction: string
  readonly community: string
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
  /** Of a person's given name. */
  readonly version: string
  /** Of a licence. */
  readonly purchase: string
  /** Of the dates of a source. */
  readonly datesVersion: string
}
interface Request {
  readonly path: string
  readonly body?: unknown
}

const NOWHERE: Omit<Ids, 'version' | 'datesVersion'> = {
  run: '999999991',
  source: 'nowhere',
  person: '999999992',
  school: '999999993',
  class: '999999994',
  enrolment: 'sis/nowhere',
  proposal: '999999995',
  notice: '999999996',
  interaction: '999999997',
  community: '999999998',
  upload: '999999999',
  registration: '999999981',
  deployment: '999999982',
  link: '999999983',
  launch: '999999984',
  ltiLink: '999999985',
  coursePage: '999999986',
  session: '999999990',
  purchase: 'nowhere',
}
const ASKING = ['districtAdmin', 'itAdmin', 'schoolAdmin', 'coach', 'teacher'] as const satisfies readonly PersonName[]

let app: TestApp
let ours: Ids
let theirs: Ids

beforeAll(async () => {
  app = await openTestApp()
  ours = await plantThings(app.alpha)
  theirs = await plantThings(app.beta)
})
afterAll(() => app.close())

const LICENCE = '/api/v1/licences/coaching-seats'
const PURCHASE = { quantity: 9, startsOn: null, endsOn: null }
const LIST = {
  whole: false,
  content: Buffer.from('First name,Last name,E-mail\nAda,Teacher,ada@d.example\n').toString('base64'),
}

type Asked = (ids: Ids) => Request
const record = (kind: 'people' | 'classes' | 'orgs' | 'enrolments', of: Ids): string => {
  const id = { people: of.person, classes: of.class, orgs: of.school, enrolments: of.enrolment }[kind]
  return `/api/v1/roster/${kind}/${encodeURIComponent(id)}`
}
const KINDS = ['people', 'classes', 'orgs', 'enrolments'] as const
const FIELD = { people: 'givenName', classes: 'title', orgs: 'name', enrolments: 'member' } as const
const edit = (kind: (typeof KINDS)[number], ids: Ids): Request => ({
  path: `${record(kind, ids)}/fields/${FIELD[kind]}`,
  body: { value: kind === 'enrolments' ? false : 'Taken over', version: ids.version },
})
const giveBack = (kind: (typeof KINDS)[number], ids: Ids): Request => ({
  path: `${record(kind, ids)}/fields/${FIELD[kind]}/give-back`,
  body: { version: ids.version },
})
const interaction = (of: { readonly school: string; readonly person: string }): Request => ({
  path: '/api/v1/coaching/interactions',
  body: { date: '2026-11-20', minutes: 20, typeId: 'meeting', schoolId: of.school, educatorIds: [of.person] },
})

/** What to ask of each route, with the ids of some district: in the path, in the query and in the body. */
const ASKED: Readonly<Record<string, readonly Asked[]>> = {
  'get /api/v1/coaching/interactions/:interactionId': [
    (of) => ({ path: `/api/v1/coaching/interactions/${of.interaction}` }),
  ],
  'get /api/v1/coaching/educators': [(of) => ({ path: `/api/v1/coaching/educators?schoolId=${of.school}` })],
  'post /api/v1/coaching/interactions': [
    (of) => interaction({ school: ours.school, person: of.person }),
    (of) => interaction({ school: of.school, person: ours.person }),
  ],
  'post /api/v1/communities/:communityId/classes': [
    (of) => ({ path: `/api/v1/communities/${of.community}/classes`, body: { classId: ours.class } }),
    (of) => ({ path: `/api/v1/communities/${ours.community}/classes`, body: { classId: of.class } }),
  ],
  'get /api/v1/runs': [(of) => ({ path: `/api/v1/runs?sourceId=${of.source}` })],
  'get /api/v1/runs/:runId': [(of) => ({ path: `/api/v1/runs/${of.run}` })],
  'get /api/v1/runs/:runId/order': [(of) => ({ path: `/api/v1/runs/${of.run}/order` })],
  'get /api/v1/runs/:runId/changes': [(of) => ({ path: `/api/v1/runs/${of.run}/changes` })],
  'get /api/v1/runs/:runId/edits': [(of) => ({ path: `/api/v1/runs/${of.run}/edits` })],
  'get /api/v1/runs/:runId/quarantine': [(of) => ({ path: `/api/v1/runs/${of.run}/quarantine` })],
  'get /api/v1/runs/:runId/matches': [(of) => ({ path: `/api/v1/runs/${of.run}/matches` })],
  'post /api/v1/runs/:runId/retry': [(of) => ({ path: `/api/v1/runs/${of.run}/retry` })],
  'post /api/v1/runs/:runId/decision': (['approve', 'approve_additions', 'approve_match', 'discard'] as const).map(
    (decision) => (of: Ids) => ({ path: `/api/v1/runs/${of.run}/decision`, body: { decision } }),
  ),
  'post /api/v1/runs/:runId/undo': [true, false].map((preview) => (of: Ids) => ({
    path: `/api/v1/runs/${of.run}/undo`,
    body: { preview },
  })),
  'post /api/v1/sources/:sourceId/runs': [true, false].map((preview) => (of: Ids) => ({
    path: `/api/v1/sources/${of.source}/runs`,
    body: { preview },
  })),
  'get /api/v1/sources/:sourceId/order': [(of) => ({ path: `/api/v1/sources/${of.source}/order` })],
  'put /api/v1/sources/:sourceId/blackouts': [
    (of) => ({ path: `/api/v1/sources/${of.source}/blackouts`, body: { blackouts: [], version: of.datesVersion } }),
  ],
  'post /api/v1/educator-lists/:sourceId/uploads': [
    (of) => ({ path: `/api/v1/educator-lists/${of.source}/uploads`, body: LIST }),
  ],
  'get /api/v1/educator-uploads/:uploadId': [(of) => ({ path: `/api/v1/educator-uploads/${of.upload}` })],
  'post /api/v1/educator-uploads/:uploadId/confirmation': [
    (of) => ({ path: `/api/v1/educator-uploads/${of.upload}/confirmation` }),
  ],
  'delete /api/v1/educator-uploads/:uploadId': [(of) => ({ path: `/api/v1/educator-uploads/${of.upload}` })],
  'get /api/v1/people/:personId/why': [(of) => ({ path: `/api/v1/people/${of.person}/why` })],
  'get /api/v1/people/:personId/enrolments': [(of) => ({ path: `/api/v1/people/${of.person}/enrolments` })],
  'get /api/v1/schools/:schoolId/classes': [(of) => ({ path: `/api/v1/schools/${of.school}/classes` })],
  'get /api/v1/classes/:classId/enrolments': [(of) => ({ path: `/api/v1/classes/${of.class}/enrolments` })],
  'post /api/v1/classes/:classId/enrolments': [
    (of) => ({ path: `/api/v1/classes/${of.class}/enrolments`, body: { personId: ours.person, role: 'student' } }),
    (of) => ({ path: `/api/v1/classes/${ours.class}/enrolments`, body: { personId: of.person, role: 'student' } }),
  ],
  'get /api/v1/roster/:kind/:recordId': KINDS.map((kind) => (of: Ids) => ({ path: record(kind, of) })),
  'put /api/v1/roster/:kind/:recordId/fields/:field': KINDS.map((kind) => (of: Ids) => edit(kind, of)),
  'post /api/v1/roster/:kind/:recordId/fields/:field/give-back': KINDS.map((kind) => (of: Ids) => giveBack(kind, of)),
  'post /api/v1/match-proposals/:proposalId/link': [
    (of) => ({ path: `/api/v1/match-proposals/${of.proposal}/link`, body: { stays: of.person } }),
    (of) => ({ path: `/api/v1/match-proposals/${ours.proposal}/link`, body: { stays: of.person } }),
  ],
  'post /api/v1/match-proposals/:proposalId/dismissal': [
    (of) => ({ path: `/api/v1/match-proposals/${of.proposal}/dismissal` }),
  ],
  'put /api/v1/lti/registrations/:registrationId': [
    (of) => ({
      path: `/api/v1/lti/registrations/${of.registration}`,
      body: { personIdField: 'identifier', frameOrigins: ['https://lms.example'] },
    }),
  ],
  'post /api/v1/lti/registrations/:registrationId/deployments': [
    (of) => ({ path: `/api/v1/lti/registrations/${of.registration}/deployments`, body: { deploymentId: 'x' } }),
  ],
  'post /api/v1/lti/deployments/:deploymentId/binding': [
    (of) => ({ path: `/api/v1/lti/deployments/${of.deployment}/binding` }),
  ],
  'put /api/v1/lti/deployments/:deploymentId/state': [true, false].map((isOn) => (of: Ids) => ({
    path: `/api/v1/lti/deployments/${of.deployment}/state`,
    body: { isOn },
  })),
  'delete /api/v1/lti/registration-links/:linkId': [(of) => ({ path: `/api/v1/lti/registration-links/${of.link}` })],
  'delete /api/v1/sessions/:sessionId': [(of) => ({ path: `/api/v1/sessions/${of.session}` })],
  'delete /api/v1/district/sessions/:sessionId': [(of) => ({ path: `/api/v1/district/sessions/${of.session}` })],
  'get /api/v1/classes/led/:classId': [(of) => ({ path: `/api/v1/classes/led/${of.class}` })],
  'post /api/v1/classes/led/:classId/membership-check': [
    (of) => ({ path: `/api/v1/classes/led/${of.class}/membership-check` }),
  ],
  'post /api/v1/classes/:classId/membership-check': [
    (of) => ({ path: `/api/v1/classes/${of.class}/membership-check` }),
  ],
  'post /api/v1/lti/unmatched/:launchId/link': [
    (of) => ({ path: `/api/v1/lti/unmatched/${of.launch}/link`, body: { personId: ours.person } }),
    (of) => ({ path: `/api/v1/lti/unmatched/${ours.launch}/link`, body: { personId: of.person } }),
  ],
  'post /api/v1/lti/unmatched/:launchId/dismissal': [
    (of) => ({ path: `/api/v1/lti/unmatched/${of.launch}/dismissal` }),
  ],
  'delete /api/v1/lti/links/:linkId': [(of) => ({ path: `/api/v1/lti/links/${of.ltiLink}` })],
  'put /api/v1/lti/email-links/:registrationId': [
    (of) => ({ path: `/api/v1/lti/email-links/${of.registration}`, body: { enabled: true } }),
  ],
  'post /api/v1/lti/course-pages/:pageId/comparison': [
    (of) => ({ path: `/api/v1/lti/course-pages/${of.coursePage}/comparison` }),
  ],
  'post /api/v1/lti/course-pages/:pageId/link': [
    (of) => ({ path: `/api/v1/lti/course-pages/${of.coursePage}/link`, body: { classId: ours.class } }),
    (of) => ({ path: `/api/v1/lti/course-pages/${ours.coursePage}/link`, body: { classId: of.class } }),
  ],
  'post /api/v1/lti/course-pages/:pageId/dismissal': [
    (of) => ({ path: `/api/v1/lti/course-pages/${of.coursePage}/dismissal` }),
  ],
  // A kind is no id: it is the same in every district.
  'get /api/v1/licences/:kind': [() => ({ path: LICENCE })],
  'get /api/v1/licences/:kind/seats': [() => ({ path: `${LICENCE}/seats` })],
  'get /api/v1/licences/:kind/history': [() => ({ path: `${LICENCE}/history` })],
  'get /api/v1/licences/:kind/ledger': [() => ({ path: `${LICENCE}/ledger` })],
  'put /api/v1/licences/:kind/rules': [
    () => ({
      path: '/api/v1/licences/nothing/rules',
      body: { order: [], schools: [], graceDays: null, overDays: null },
    }),
  ],
  'put /api/v1/licences/:kind/purchases/:name': [
    () => ({ path: '/api/v1/licences/nothing/purchases/x', body: PURCHASE }),
  ],
  'post /api/v1/licences/:kind/purchases/:name/preview': [
    () => ({ path: '/api/v1/licences/nothing/purchases/x/preview', body: PURCHASE }),
  ],
  'delete /api/v1/licences/:kind/purchases/:name': [(of) => ({ path: `${LICENCE}/purchases/${of.purchase}` })],
  'put /api/v1/licences/:kind/reservations/:schoolId': [0, 1].map((quantity) => (of: Ids) => ({
    path: `${LICENCE}/reservations/${of.school}`,
    body: { quantity },
  })),
  'put /api/v1/licences/:kind/people/:personId/priority': [
    (of) => ({ path: `${LICENCE}/people/${of.person}/priority`, body: { priority: 1 } }),
  ],
  'post /api/v1/licences/:kind/people/:personId/yield': [(of) => ({ path: `${LICENCE}/people/${of.person}/yield` })],
  'post /api/v1/notices/:noticeId/dismissal': [(of) => ({ path: `/api/v1/notices/${of.notice}/dismissal` })],
}

describe('ids of another district', () => {
  it('are asked for here at every route that has one in its path', () => {
    const named = app.table.routes
      .filter(({ path }) => path.includes(':'))
      .map(({ method, path }) => `${method} ${path}`)
    expect(named.filter((name) => ASKED[name] === undefined)).toEqual([])
  })

  it('are something to those of that district: the routes do answer', { timeout: 120_000 }, async () => {
    const answered = new Set<string>()
    for (const [name, each] of Object.entries(ASKED)) {
      if (!name.startsWith('get ')) continue
      for (const asked of each)
        for (const person of ASKING)
          if ((await ask(app.beta, person, { name, request: asked(theirs) })).startsWith('200 ')) answered.add(name)
    }
    expect([...answered].toSorted()).toEqual(
      Object.keys(ASKED)
        .filter((name) => name.startsWith('get '))
        .toSorted(),
    )
  })

  it('are nothing, byte for byte, and nothing of that district changes', { timeout: 120_000 }, async () => {
    await expectNothing()
  })

  it('are nothing by the statements alone, with row-level security switched off', { timeout: 120_000 }, async () => {
    await switchOffRowSecurity(app.database.ownerUrl)
    await expectNothing()
  })
})

async function expectNothing(): Promise<void> {
  const before = await contentOf('beta')
  const wrong: string[] = []
  for (const [name, each] of Object.entries(ASKED)) {
    for (const asked of each) {
      for (const person of ASKING) {
        const foreign = await ask(app.alpha, person, { name, request: asked(theirs) })
        const none = await ask(app.alpha, person, { name, request: asked({ ...theirs, ...NOWHERE }) })
        if (foreign !== none) wrong.push(`${person} at ${name}: ${foreign} instead of ${none}`)
        if (mayNotBe(name).test(foreign)) wrong.push(`${person} at ${name}: ${foreign}`)
      }
    }
  }
  expect(wrong).toEqual([])
  expect(await contentOf('beta')).toEqual(before)
}

/** An order that was taken, a body that never got past its schema, a fault of ours. */
function mayNotBe(name: string): RegExp {
  // Dismissing says what is still open here, whatever was dismissed.
  const isList = name.startsWith('get ') || name === 'post /api/v1/notices/:noticeId/dismissal'
  return isList ? /^(400|5..) / : /^(2..|400|5..) /
}

async function ask(
  district: SchoolDistrict,
  person: PersonName,
  { name, request }: { readonly name: string; readonly request: Request },
): Promise<string> {
  const method = name.slice(0, name.indexOf(' ')).toUpperCase()
  const { path, ...rest } = request
  const { status, text } = await app.call(path, { method, token: app.bearerOf(district, person), ...rest })
  return `${status} ${text}`
}

/** Things that the planted district has not; their numbers, and the source's name, exist in this one only. */
async function plantThings(district: SchoolDistrict): Promise<Ids> {
  const { id, people, classes } = district
  const source = `only-${id}`
  const [enrolment, proposal, notice, session] = await inDistrict(
    app.database.open('owner'),
    { districtId: id, actor: 'test' },
    async (client) => {
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
      return [`sis/${source}`, proposed.rows[0]?.id ?? '', notices.rows[0]?.id ?? '', opened.rows[0]?.id ?? '']
    },
  )
  const logged = await make(district, 'coach', interaction({ school: district.north, person: people.teacher }))
  const community = await make(district, 'teacher', { path: '/api/v1/communities', body: { name: 'Readers' } })
  const token = app.bearerOf(district, 'districtAdmin')
  const given = await app.call(`/api/v1/educator-lists/${source}/uploads`, { token, body: LIST })
  expect(given.status).toBe(202)
  const platform = await plantPlatform(district)
  const lti = { ...platform, ...(await plantLaunches(district, platform.registration)) }
  const { json } = await app.call(`/api/v1/roster/people/${people.teacher}`, { token })
  const set = await app.call('/api/v1/settings', { token })
  const { fields } = json as { readonly fields: readonly { readonly field: string; readonly version: string }[] }
  return {
    run: district.run,
    source,
    person: people.teacher,
    school: district.north,
    class: classes.algebra,
    enrolment,
    proposal,
    notice,
    session,
    purchase: source,
    interaction: logged,
    community,
    upload: (given.json as { readonly uploadId: string }).uploadId,
    ...lti,
    version: fields.find(({ field }) => field === 'givenName')?.version ?? '',
    datesVersion: (set.json as DatesShown).sources.find(({ sourceId }) => sourceId === source)?.version ?? '',
  }
}

/** A platform that serves the district alone, with a deployment that waits, and an open link. */
async function plantPlatform({ id }: SchoolDistrict): Promise<Pick<Ids, 'registration' | 'deployment' | 'link'>> {
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

async function make(district: SchoolDistrict, name: PersonName, { path, body }: Request): Promise<string> {
  const answer = await app.call(path, { token: app.bearerOf(district, name), body })
  expect(answer.status).toBe(201)
  return (answer.json as { readonly id: string }).id
}

/** Every row of the district, table by table. */
async function contentOf(districtId: string): Promise<Readonly<Record<string, string>>> {
  const client = new Client({ connectionString: app.database.ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'district_id'
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`,
    )
    const found: Record<string, string> = {}
    await client.query("select set_config('app.district', $1, false)", [districtId])
    for (const { name } of rows) {
      const content = await client.query<{ all: string }>(
        `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) || ' ' || count(*) as all from "${name}" t where district_id = $1`,
        [districtId],
      )
      found[name] = content.rows[0]?.all ?? ''
    }
    return found
  } finally {
    await client.end()
  }
}
