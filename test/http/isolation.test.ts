import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorise } from '../../src/access/authorise.ts'
import type { Principal } from '../../src/access/principal.ts'
import { listInteractions } from '../../src/store/coaching/coaching.ts'
import { listCommunities, listLedClasses } from '../../src/store/community/community.ts'
import { inDistrict, inDistrictPrisma } from '../../src/store/database.ts'
import { findTaggableEducators, listEducators, listSchoolsInScope } from '../../src/store/coaching/educators.ts'
import { findPersonOfPrincipal } from '../../src/store/people/person.ts'
import { listLicences, listRuns, listSources } from '../../src/store/sync/run-status.ts'
import { listStudentClasses } from '../../src/store/people/student.ts'
import { switchOffRowSecurity } from './row-security.ts'
import type { SchoolDistrict } from './school-district.ts'
import { PERSON_NAMES } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
  for (const [number, district] of [app.alpha, app.beta].entries()) {
    await workIn(district)
    await markAudit(number, district)
  }
})
afterAll(() => app.close())

describe('row-level security alone', () => {
  it('keeps every statement of one district blind in a transaction of another', async () => {
    const { beta } = app
    const everything = principalOf(beta)
    const place = { page: 1, pageSize: 100 }
    const found = await inDistrictPrisma(app.world.database, { districtId: 'alpha', actor: 'system' }, async (tx) => ({
      educators: await listEducators(tx, authorise(everything, 'use:educator_database'), {
        ...place,
        words: [],
        schoolId: null,
      }),
      taggable: await findTaggableEducators(
        tx,
        authorise(everything, 'use:educator_database'),
        Object.values(beta.people),
      ),
      schools: await listSchoolsInScope(tx, authorise(everything, 'use:educator_database')),
      interactions: await listInteractions(tx, authorise(everything, 'view:interaction'), { ...place, coachId: null }),
      communities: await listCommunities(tx, authorise(everything, 'list:community')),
      led: await listLedClasses(tx, authorise(everything, 'control:all_class_settings')),
      student: await listStudentClasses(tx, authorise(everything, 'answer:survey')),
      runs: await listRuns(tx, authorise(everything, 'view:run_report'), { ...place, sourceId: null }),
      sources: await listSources(tx, authorise(everything, 'view:source')),
      licences: await listLicences(tx, authorise(everything, 'view:licence_state')),
      person: await findPersonOfPrincipal(tx, { districtId: 'beta', personId: beta.people.coach }),
    }))
    const nothing = { items: [], total: 0 }
    expect(found).toEqual({
      educators: nothing,
      taggable: new Set(),
      schools: [],
      interactions: nothing,
      communities: [],
      led: [],
      student: [],
      runs: nothing,
      sources: [],
      licences: [],
      person: null,
    })
  })
})

describe('the policy alone', () => {
  it('gives everybody the very same answers with row-level security switched off', async () => {
    const guarded = await readEverything()
    expect(guarded.filter((answer) => answer.includes(' 200 ')).length).toBeGreaterThan(40)
    expect(guarded).toContain('districtAdmin /api/v1/audit 200 alpha')
    await switchOffRowSecurity(app.database.ownerUrl)
    const bare = await readEverything()
    expect(bare).toEqual(guarded)
  }, 300_000)
})

/** What every person of alpha gets of every route that reads, and of single things of both districts. */
async function readEverything(): Promise<readonly string[]> {
  const reading = app.table.routes.filter((route) => route.method === 'get' && route.access.capability !== undefined)
  const paths = reading.flatMap(({ path }) =>
    path.includes(':') ? [app.alpha.run, app.beta.run].map((id) => path.replace(/:[A-Za-z]+/, id)) : [path],
  )
  const extra = [
    '/api/v1/me',
    '/api/v1/coaching/interactions?by=all&pageSize=100',
    `/api/v1/coaching/educators?schoolId=${app.beta.north}`,
  ]
  const answers: string[] = []
  for (const name of PERSON_NAMES.filter((each) => each !== 'retiredTeacher')) {
    const token = app.bearerOf(app.alpha, name)
    for (const path of [...paths, ...extra]) {
      const { status, text } = await app.call(path, { token })
      answers.push(`${name} ${path} ${status} ${withoutTrail(path, text)}`)
    }
  }
  return answers
}

/**
 * The audit log grows by being asked, and so does what is told of it on a person's page: of the log only whose mark is in
 * it, which is the newest entry of each district.
 */
function withoutTrail(path: string, text: string): string {
  if (path.startsWith('/api/v1/audit')) return marksIn(text)
  if (/\/(kept|record)$/.test(path) && text.startsWith('{"')) return withoutDone(text)
  return path.startsWith('/api/v1/staff/') ? text.replace(/"history":\[[^\]]*\]/, '"history":[]') : text
}

function marksIn(text: string): string {
  return [app.alpha, app.beta]
    .filter(({ id }) => text.includes(`mark.${id}`))
    .map(({ id }) => id)
    .join(' and ')
}

async function markAudit(number: number, { id }: SchoolDistrict): Promise<void> {
  await inDistrict(app.database.open('sync'), { districtId: id, actor: 'system' }, (client) =>
    client.query(
      "insert into audit_entry (district_id, id, actor, action, object) values ($1, $2, 'system', 'mark.' || $1, 'mark:1')",
      [id, 1_000_000_000 + number],
    ),
  )
}

async function workIn(district: SchoolDistrict): Promise<void> {
  const body = {
    date: '2026-11-20',
    minutes: 20,
    typeId: 'meeting',
    schoolId: district.north,
    educatorIds: [district.people.teacher],
    notes: 'Kept apart.',
  }
  const logged = await app.call('/api/v1/coaching/interactions', { token: app.bearerOf(district, 'coach'), body })
  expect(logged.status).toBe(201)
  const token = app.bearerOf(district, 'teacher')
  const made = await app.call('/api/v1/communities', { token, body: { name: `Community of ${district.id}` } })
  const { id } = made.json as { id: string }
  const added = await app.call(`/api/v1/communities/${id}/classes`, {
    token,
    body: { classId: district.classes.algebra },
  })
  expect(added.status).toBe(201)
}

/** Somebody with every role of the district: whatever is read is read as widely as can be. */
function principalOf(district: SchoolDistrict): Principal {
  const { id } = district
  return {
    districtId: id,
    personId: district.people.student,
    customerId: null,
    roles: [
      { role: 'district_admin', scopeType: 'district', scopeId: id },
      { role: 'student', scopeType: 'district', scopeId: id },
      { role: 'class_lead', scopeType: 'class', scopeId: district.classes.algebra },
    ],
  }
}

/** What is kept of one person, without the parts that the audit log makes. */
function withoutDone(text: string): string {
  const { sections = [], ...rest } = JSON.parse(text) as { readonly sections?: readonly { readonly section: string }[] }
  return JSON.stringify({ ...rest, sections: sections.filter(({ section }) => !section.startsWith('done')) })
}
