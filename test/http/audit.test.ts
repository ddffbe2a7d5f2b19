/** The audit log as people read it, and what of theirs it keeps. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import { Id } from '../../src/http/contract/shapes.ts'
import { recordOf, recordsOf } from '../../src/http/person-record.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
  const { people, classes, north, south } = app.alpha
  await write('person:1', 'field.edit', `person:${people.teacher}`)
  await write('person:1', 'field.edit', `person:${people.southTeacher}`)
  await write('person:1', 'field.edit', `class:${classes.algebra}`)
  await write('person:1', 'field.edit', `class:${classes.chemistry}`)
  await write('person:1', 'field.edit', `org:${north}`)
  await write('person:1', 'field.edit', `org:${south}`)
  await write('cli', 'setting.write', 'setting:guard')
  await write('system', 'lti.link', `person:${people.student}`)
  await write('system', 'run.order', `run:${app.alpha.run}`)
  await write(`person:${people.coach}`, 'interaction.log', 'interaction:77')
  await write('=cmd()', 'field.edit', '=HYPERLINK("x")')
})
afterAll(() => app.close())

function write(actor: string, action: string, object: string): Promise<unknown> {
  return inDistrict(app.world.database, { districtId: 'alpha', actor }, (client) =>
    client.query(
      "insert into audit_entry (district_id, actor, action, object) values ('alpha', current_setting('app.actor'), $1, $2)",
      [action, object],
    ),
  )
}

interface Listed {
  readonly total: number
  readonly items: readonly {
    readonly action: string
    readonly object: string
    readonly actor: string
    readonly actorName: string | null
    readonly objectName: string | null
    readonly detail: Readonly<Record<string, unknown>>
  }[]
}

async function read(name: PersonName, query = '', path = '/api/v1/audit'): Promise<Listed> {
  const { status, json } = await app.call(`${path}${query}`, { token: app.bearerOf(app.alpha, name) })
  expect(status).toBe(200)
  return json as Listed
}

describe('the audit log', () => {
  it('is read by a district administrator in full, the newest first, with names', async () => {
    const { items, total } = await read('districtAdmin', '?pageSize=100')
    expect(total).toBeGreaterThanOrEqual(11)
    expect(items[0]?.object).toBe('=HYPERLINK("x")')
    expect(items.find(({ action }) => action === 'interaction.log')?.actorName).toBe('Cora Coachman')
    expect(items.find(({ object }) => object === `person:${app.alpha.people.teacher}`)?.objectName).toBe('Tara Teacher')
  })

  it('shows a school administrator what was done to their school, and nothing of coaching or of other schools', async () => {
    const { items } = await read('schoolAdmin', '?pageSize=100')
    const { people, classes, north } = app.alpha
    expect(new Set(items.map(({ object }) => object))).toEqual(
      new Set([`person:${people.teacher}`, `person:${people.student}`, `class:${classes.algebra}`, `org:${north}`]),
    )
  })

  it('shows district IT what belongs to sync and LMS only', async () => {
    const { items } = await read('itAdmin', '?pageSize=100', '/api/v1/audit/sync')
    expect(new Set(items.map(({ action }) => action))).toEqual(new Set(['setting.write', 'lti.link', 'run.order']))
  })

  it('shows nobody an entry about a coaching record about themself', async () => {
    const body = {
      date: '2026-11-20',
      minutes: 20,
      typeId: 'meeting',
      schoolId: app.alpha.north,
      educatorIds: [app.alpha.people.teacher],
      notes: 'About Tara.',
    }
    const token = app.bearerOf(app.alpha, 'coach')
    const { json } = await app.call('/api/v1/coaching/interactions', { token, body })
    const object = `interaction:${(json as { id: string }).id}`
    const seen = async () => (await read('districtAdmin', `?object=${object}`)).total
    expect(await seen()).toBe(1)
    await inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, (client) =>
      client.query(
        "insert into interaction_educator (district_id, interaction_id, person_id) values ('alpha', $1, $2)",
        [object.slice('interaction:'.length), app.alpha.people.districtAdmin],
      ),
    )
    expect(await seen()).toBe(0)
  })

  it('is filtered by action, object, actor and time', async () => {
    expect((await read('districtAdmin', '?action=setting.')).items.map(({ action }) => action)).toEqual([
      'setting.write',
    ])
    expect((await read('districtAdmin', `?object=run:${app.alpha.run}`)).total).toBe(1)
    expect((await read('districtAdmin', '?actor=cli')).total).toBe(1)
    expect((await read('districtAdmin', '?until=2001-01-01T00:00:00Z')).total).toBe(0)
    expect((await read('districtAdmin', '?from=2001-01-01T00:00:00Z&pageSize=2')).items).toHaveLength(2)
  })

  it('is taken along as a file that no spreadsheet runs, and that is on it', async () => {
    const token = app.bearerOf(app.alpha, 'districtAdmin')
    const { status, text, headers } = await app.call('/api/v1/audit/export', { token })
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(text).toContain(`"'=HYPERLINK(""x"")"`)
    expect(text).toContain(`'=cmd()`)
    expect((await read('districtAdmin', '?action=audit.export')).items).toMatchObject([
      { actor: `person:${app.alpha.people.districtAdmin}`, actorName: 'Dana Director' },
    ])
  })
})

async function denied(object: string): Promise<Listed['items']> {
  return (await read('districtAdmin', `?action=access.denied&object=${object}`)).items
}

/** Names in a path of what is no record about one person; `recordId` is one where its kind says so. */
const NO_PERSON: ReadonlySet<string> = new Set([
  'accessId',
  'attachmentId',
  'classId',
  'communityId',
  // On no roster: what was tried on them is on the log by the route.
  'customerAdminId',
  'deploymentId',
  'districtId',
  'draftId',
  'field',
  'filterId',
  'caseloadId',
  'handoverId',
  'invoiceId',
  'grantId',
  'groupId',
  'invitationId',
  // Whoever is on no roster has no record.
  'joinerId',
  'kind',
  'launchId',
  'linkId',
  'list',
  'logImportId',
  'mergeId',
  'name',
  'noticeId',
  // Of a role map that was saved.
  'number',
  'pageId',
  'pathwayId',
  // Of the ledger of points.
  'entryId',
  'programmeId',
  'placementId',
  'product',
  'proposalId',
  'recordId',
  'registrationId',
  'rosterImportId',
  'requestId',
  'rule',
  'ruleId',
  'setName',
  'runId',
  'schoolId',
  'sessionId',
  'sourceId',
  'surveyId',
  'tagId',
  'uploadId',
])

/** Names in a query or a body of what is no record about one person either: tags, questions, schools, classes, cards. */
const NO_PERSON_INSIDE: ReadonlySet<string> = new Set(
  'add remove id cardIds schools otherSchoolIds fromSchoolId toSchoolId fromClassId toClassId'.split(' '),
)

/** The names of what is a number of ours, in a query or a body, however deep. */
function idsIn(schema: unknown, name = ''): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { pattern, properties, items, anyOf } = schema as {
    readonly pattern?: string
    readonly properties?: Readonly<Record<string, unknown>>
    readonly items?: unknown
    readonly anyOf?: readonly unknown[]
  }
  if (pattern === Id.pattern) return [name]
  const inside = Object.entries(properties ?? {}).flatMap(([each, of]) => idsIn(of, each))
  return [...inside, ...idsIn(items, name), ...(anyOf ?? []).flatMap((each) => idsIn(each, name))]
}

const countDenied = async (id: string) => (await denied(`person:${id}`)).length

/** Asks, is refused, and is on the log once more for each of them. */
const triedInVain = async (ids: readonly string[], ask: () => Promise<{ readonly status: number }>) => {
  const before = await Promise.all(ids.map(countDenied))
  expect([403, 404]).toContain((await ask()).status)
  expect(await Promise.all(ids.map(countDenied))).toEqual(before.map((each) => each + 1))
}

describe('a denied attempt on a person’s record', () => {
  it('is told by the log, and not by the history on their page', async () => {
    const { otherTeacher: teacher } = app.alpha.people
    await app.call(`/api/v1/staff/${teacher}/deletion`, { token: app.bearerOf(app.alpha, 'schoolAdmin') })
    expect((await denied(`person:${teacher}`)).length).toBeGreaterThan(0)
    const { json } = await app.call(`/api/v1/staff/${teacher}`, { token: app.bearerOf(app.alpha, 'districtAdmin') })
    const { history } = json as { readonly history: readonly { readonly action: string }[] }
    expect(history.filter(({ action }) => action === 'access.denied')).toEqual([])
  })

  it('is on the log, with who and what was tried, where no role gives it', async () => {
    const { people } = app.alpha
    const token = app.bearerOf(app.alpha, 'student')
    expect((await app.call(`/api/v1/people/${people.teacher}/why`, { token })).status).toBe(403)
    expect(await denied(`person:${people.teacher}`)).toMatchObject([
      {
        actor: `person:${people.student}`,
        detail: { route: 'get /api/v1/people/:personId/why', code: 'forbidden' },
      },
    ])
  })

  it('is on the log where a role gives it, but not there', async () => {
    const { people } = app.alpha
    const token = app.bearerOf(app.alpha, 'schoolAdmin')
    for (const path of [`/api/v1/people/${people.southTeacher}/why`, `/api/v1/roster/people/${people.southTeacher}`])
      expect((await app.call(path, { token })).status).toBe(404)
    const found = await denied(`person:${people.southTeacher}`)
    expect(found.map(({ detail }) => detail['code'])).toEqual(['not_found', 'not_found'])
  })

  it('is on the log of whoever tried, where the person is another district’s', async () => {
    const token = app.bearerOf(app.alpha, 'districtAdmin')
    const foreign = app.beta.people.teacher
    expect((await app.call(`/api/v1/people/${foreign}/why`, { token })).status).toBe(404)
    const own = await denied(`person:${foreign}`)
    expect(own).toHaveLength(1)
    expect(own[0]?.objectName).toBeNull()
  })

  it('of a coaching record is on the log, and its answer tells nothing more than that of one that is not there', async () => {
    const token = app.bearerOf(app.alpha, 'southCoach')
    const { status, text } = await app.call('/api/v1/coaching/interactions/999999999', { token })
    expect(status).toBe(404)
    expect(text).toBe((await app.call('/api/v1/nothing', { token })).text)
    expect(await denied('interaction:999999999')).toHaveLength(1)
  })

  it('of an educator’s time line and of a coaching cycle is on the log, too', async () => {
    const token = app.bearerOf(app.alpha, 'student')
    const { teacher } = app.alpha.people
    const before = (await denied(`person:${teacher}`)).length
    for (const path of [`time-lines/${teacher}`, 'cycles/999999998', 'cycles/999999998/loose-interactions'])
      expect((await app.call(`/api/v1/coaching/${path}`, { token })).status, path).toBe(403)
    expect(await denied(`person:${teacher}`)).toHaveLength(before + 1)
    expect(await denied('coaching_cycle:999999998')).toHaveLength(2)
  })

  it('is known by every name that a path has for one', () => {
    const names = app.table.routes.flatMap(({ path }) =>
      [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name = '']) => name),
    )
    const unnamed = [...new Set(names)].filter((name) => recordOf({ [name]: '17' }) === null)
    expect(unnamed.filter((name) => !NO_PERSON.has(name))).toEqual([])
    expect(recordOf({ kind: 'people', recordId: '17' })).toBe('person:17')
  })

  it('is known by every name that a query or a body has for one', () => {
    const names = app.table.routes.flatMap(({ query, body }) => [...idsIn(query), ...idsIn(body)])
    expect(names.length).toBeGreaterThan(50)
    const unnamed = [...new Set(names)].filter((name) => recordsOf({ params: {}, body: { [name]: '17' } }).length === 0)
    expect(unnamed.filter((name) => !NO_PERSON.has(name.replace(/s$/, '')) && !NO_PERSON_INSIDE.has(name))).toEqual([])
    const body = { personIds: ['17', '18', '17', 'x', 4], rows: [{ educatorId: '19' }], schoolId: '20' }
    expect(recordsOf({ params: { personId: '16' }, query: { coachId: '15' }, body })).toEqual(
      ['16', '15', '17', '18', '19'].map((id) => `person:${id}`),
    )
  })

  it('is on the log where the person stands in the query or in the body, each of several', async () => {
    const { people, classes } = app.alpha
    const token = app.bearerOf(app.alpha, 'student')
    const { teacher, otherTeacher, student, coach, guardian } = people
    await triedInVain([teacher, otherTeacher], () =>
      app.call(`/api/v1/educator-merges/preview?stays=${teacher}&goes=${otherTeacher}`, { token }),
    )
    await triedInVain([coach], () => app.call(`/api/v1/coaching/caseloads?coachId=${coach}`, { token }))
    const outsider = app.bearerOf(app.alpha, 'southTeacher')
    await triedInVain([student, guardian], () =>
      app.call(`/api/v1/start-cards/classes/${classes.algebra}/print`, {
        token: outsider,
        body: { studentIds: [student, guardian] },
      }),
    )
  })

  it('of more people than fifty by one request is on the log for fifty, and says how many more', async () => {
    const token = app.bearerOf(app.alpha, 'student')
    const ids = Array.from({ length: 120 }, (_, at) => String(800_000_000 + at))
    const before = (await read('districtAdmin', '?action=access.denied')).total
    expect((await app.call('/api/v1/students/state', { token, body: { studentIds: ids, active: false } })).status).toBe(
      403,
    )
    const { total, items } = await read('districtAdmin', '?action=access.denied')
    expect(total).toBe(before + 50)
    expect(items[0]).toMatchObject({ object: 'person:800000049', detail: { code: 'forbidden', more: 70 } })
  })

  it('that is no attempt is not on it: a list that is empty, a body that is no good', async () => {
    const before = (await read('districtAdmin', '?action=access.denied')).total
    const token = app.bearerOf(app.alpha, 'schoolAdmin')
    await app.call('/api/v1/people?q=nobody', { token })
    await app.call(`/api/v1/people/${app.alpha.people.teacher}/why`, { token })
    expect((await read('districtAdmin', '?action=access.denied')).total).toBe(before)
  })
})
