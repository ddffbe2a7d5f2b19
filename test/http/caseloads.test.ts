/** Caseloads: whose they are, who is in one by hand and by a rule, and that none opens anybody. */

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CASELOADS_MAX } from '../../src/coaching/caseload.ts'
import type { CaseloadCoaches, CaseloadDetail, Caseloads } from '../../src/http/contract/caseloads.ts'
import type { EducatorDatabasePage } from '../../src/http/contract/educator-database.ts'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { isInCaseload, rosters, type Roster, TODAY, YEAR_START } from './caseload-rosters.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const PATH = '/api/v1/coaching/caseloads'
let app: TestApp
let owners: Database

beforeAll(async () => {
  app = await openTestApp()
  owners = app.database.open('owner')
})
afterAll(() => app.close())

const call = (who: PersonName, method: string, path = '', body?: unknown): Promise<Answer> =>
  app.call(PATH + path, { method, token: app.bearerOf(app.alpha, who), ...(body === undefined ? {} : { body }) })
const codeOf = ({ status, json }: Answer) => [status, (json as { error?: { code: string } } | null)?.error?.code]
const owner = <T>(statement: string, values: readonly unknown[] = []) =>
  inDistrict(owners, { districtId: 'alpha', actor: 'test' }, async (client) => {
    const { rows } = await client.query(statement, [...values])
    return rows as T[]
  })

const ANY = { schoolId: null, grade: null, subject: null, feedRole: null, isFirstYear: false } as const
async function make(who: PersonName, name: string, rules: readonly object[] = [], coachId: string | null = null) {
  const { status, json, text } = await call(who, 'POST', '', { coachId, name, rules })
  expect(status, text).toBe(201)
  return json as CaseloadDetail
}
const namesIn = async (who: PersonName, id: string) =>
  ((await call(who, 'GET', `/${id}`)).json as CaseloadDetail).people.map(
    ({ givenName, origin, isHere }) => `${givenName} ${origin}${isHere ? '' : ' away'}`,
  )
const place = (who: PersonName, caseload: CaseloadDetail, change: object): Promise<Answer> =>
  call(who, 'PUT', `/${caseload.id}/educators`, { version: caseload.version, ...change })
const known = async (who: PersonName, query: string) => {
  const path = `/api/v1/coaching/educator-database?${query}`
  const answer = await app.call(path, { token: app.bearerOf(app.alpha, who) })
  const page = answer.json as Partial<EducatorDatabasePage>
  return page.items?.map(({ givenName }) => givenName) ?? answer.status
}

describe('a caseload is refused', () => {
  it('to everybody but coaches and administrators of the district', async () => {
    for (const who of ['teacher', 'principal', 'schoolAdmin', 'billing', 'student', 'itAdmin'] as const) {
      expect((await call(who, 'GET')).status, who).toBe(403)
      expect((await call(who, 'POST', '', { coachId: null, name: 'X', rules: [] })).status, who).toBe(403)
    }
    const token = app.bearerOf(app.alpha, 'coach')
    expect((await app.call('/api/v1/coaching/caseload-coaches', { token })).status).toBe(403)
  })

  it('of another coach to a coach, who isn’t told that there is one', async () => {
    const mine = await make('coach', 'Not yours')
    const change = { name: 'Taken', rules: [], isArchived: true, version: '1' }
    expect((await call('southCoach', 'GET', `/${mine.id}`)).status).toBe(404)
    expect((await call('southCoach', 'PUT', `/${mine.id}`, change)).status).toBe(404)
    expect(
      (await place('southCoach', mine, { educatorIds: [app.alpha.people.southTeacher], place: 'in' })).status,
    ).toBe(404)
    expect((await call('southCoach', 'GET', `?coachId=${app.alpha.people.coach}`)).status).toBe(404)
    const other = { coachId: app.alpha.people.coach, name: 'For you', rules: [] }
    expect((await call('southCoach', 'POST', '', other)).status).toBe(404)
    expect(await owner("select id from caseload where name = 'For you'")).toEqual([])
    expect(await known('southCoach', `caseload=${mine.id}`)).toEqual([])
    expect(await known('southCoach', 'caseload=none')).toBe(403)
  })

  it('without a name, with a name twice, with a rule that says nothing or names a school of others', async () => {
    const { south, people } = app.alpha
    await make('coach', 'Twice')
    expect(codeOf(await call('coach', 'POST', '', { coachId: null, name: 'TWICE', rules: [] }))).toEqual([
      422,
      'name_taken',
    ])
    const bad = await call('coach', 'POST', '', { coachId: null, name: ' ', rules: [ANY, { ...ANY, schoolId: south }] })
    expect(bad.json).toMatchObject({
      error: { fields: [{ code: 'name_empty' }, { code: 'rule_empty' }, { code: 'school_unknown' }] },
    })
    const nobody = { coachId: people.teacher, name: 'Of a teacher', rules: [] }
    expect(codeOf(await call('districtAdmin', 'POST', '', nobody))).toEqual([422, 'coach_unknown'])
  })

  it('an educator of schools that aren’t the coach’s, the coach, a student, and days that run backwards', async () => {
    const { people } = app.alpha
    const mine = await make('coach', 'Refusals')
    for (const id of [people.southTeacher, people.coach, people.student, people.retiredTeacher, '999999991'])
      expect(codeOf(await place('coach', mine, { educatorIds: [people.teacher, id], place: 'in' })), id).toEqual([
        422,
        'educator_unknown',
      ])
    expect(codeOf(await place('coach', mine, { educatorIds: ['999999991'], place: 'out' }))[0]).toBe(422)
    const backwards = { educatorIds: [people.teacher], place: 'in', from: '2026-12-01', until: '2026-12-01' }
    expect(codeOf(await place('coach', mine, backwards))).toEqual([422, 'dates_invalid'])
    expect(await namesIn('coach', mine.id)).toEqual([])
  })
})

describe('a caseload', () => {
  it('holds whom hands put in, for as long as they said, and keeps out whom they keep out, whatever its rules say', async () => {
    const { people, north } = app.alpha
    const first = await make('coach', 'North', [{ ...ANY, schoolId: north }])
    expect(await namesIn('coach', first.id)).toEqual(['Otto rule', 'Tara rule'])
    const out = await place('coach', first, { educatorIds: [people.teacher], place: 'out' })
    expect((out.json as CaseloadDetail).version).toBe('2')
    expect(await namesIn('coach', first.id)).toEqual(['Otto rule', 'Tara out away'])
    expect(codeOf(await place('coach', first, { educatorIds: [people.teacher], place: 'rules' }))).toEqual([
      409,
      'version_stale',
    ])
    const now = out.json as CaseloadDetail
    expect((await place('coach', now, { educatorIds: [people.teacher], place: 'rules' })).status).toBe(200)
    expect(await namesIn('coach', first.id)).toEqual(['Otto rule', 'Tara rule'])
    const byHand = await make('coach', 'By hand')
    await place('coach', byHand, {
      educatorIds: [people.teacher],
      place: 'in',
      from: '2027-01-04',
      until: '2027-02-01',
    })
    expect(await namesIn('coach', byHand.id)).toEqual(['Tara hand away'])

    const { caseloads } = (await call('coach', 'GET')).json as Caseloads
    expect(caseloads.find(({ id }) => id === byHand.id)?.educators).toBe(0)
    expect(caseloads.find(({ id }) => id === first.id)?.educators).toBe(2)
    const archived = { name: 'North', rules: [], isArchived: true, version: '3' }
    expect((await call('coach', 'PUT', `/${first.id}`, archived)).json).toMatchObject({
      isArchived: true,
      educators: 0,
    })
  })

  it('orders the work and opens nobody: whoever leaves the coach’s schools is in no list of theirs', async () => {
    const { people, north, south } = app.alpha
    const mine = await make('coach', 'Moving')
    await place('coach', mine, { educatorIds: [people.teacher, people.otherTeacher], place: 'in' })
    expect(await known('coach', 'caseload=mine')).toEqual(['Otto', 'Tara'])
    expect(await known('coach', `caseload=${mine.id}`)).toEqual(['Otto', 'Tara'])
    await owner('update affiliation set org_id = $1 where org_id = $2 and person_id = $3', [
      south,
      north,
      people.teacher,
    ])
    expect(await namesIn('coach', mine.id)).toEqual(['Otto hand'])
    expect(await known('coach', 'caseload=mine')).toEqual(['Otto'])
    expect(await namesIn('districtAdmin', mine.id)).toEqual(['Otto hand', 'Tara hand'])
    await owner('update affiliation set org_id = $1 where org_id = $2 and person_id = $3', [
      north,
      south,
      people.teacher,
    ])
    expect(await known('coach', '')).toContain('Tara')
  })

  it('is made and changed for any coach by an administrator, who sees who is in nobody’s; all on the audit log', async () => {
    const { people, south } = app.alpha
    const before = await known('districtAdmin', 'caseload=none')
    expect(before).toContain('Ute')
    const made = await make('districtAdmin', 'South', [{ ...ANY, schoolId: south }], people.southCoach)
    expect(await namesIn('southCoach', made.id)).toEqual(['Otto rule', 'Ute rule'])
    expect(await known('districtAdmin', 'caseload=none')).not.toContain('Ute')
    const path = '/api/v1/coaching/caseload-coaches'
    const { json } = await app.call(path, { token: app.bearerOf(app.alpha, 'districtAdmin') })
    const { coaches, inNone } = json as CaseloadCoaches
    expect(coaches.find(({ id }) => id === people.southCoach)).toMatchObject({ caseloads: 1, educators: 2 })
    expect(inNone).toBe(((await known('districtAdmin', 'caseload=none')) as readonly string[]).length)
    const entries = await owner<{ action: string }>('select action from audit_entry where object = $1 order by id', [
      `caseload:${made.id}`,
    ])
    expect(entries).toEqual([{ action: 'caseload.add' }])
  })

  it('is one of so many, counted without those put away, whose names are free again', async () => {
    const { southCoach } = app.alpha.people
    const asked = { coachId: null, name: 'One too many', rules: [] }
    const full = async () => codeOf(await call('southCoach', 'POST', '', asked))
    const used = (await owner('select id from caseload where coach_id = $1 and archived_at is null', [southCoach]))
      .length
    await owner(
      `insert into caseload (district_id, coach_id, name, changed_at)
       select 'alpha', $1, 'Group ' || n, now() from generate_series(1, $2::int) n`,
      [southCoach, CASELOADS_MAX - 1 - used],
    )
    const last = await make('southCoach', 'The last')
    expect(await full()).toEqual([422, 'caseloads_too_many'])
    const away = { name: 'The last', rules: [], isArchived: true, version: last.version }
    expect((await call('southCoach', 'PUT', `/${last.id}`, away)).status).toBe(200)
    expect((await make('southCoach', 'The last')).id).not.toBe(last.id)
    expect(await full()).toEqual([422, 'caseloads_too_many'])
    await owner("delete from caseload where coach_id = $1 and (name like 'Group %' or name = 'The last')", [southCoach])
  })

  it('tells on the audit log how many were placed, and is no road to put oneself into', async () => {
    const { people, north } = app.alpha
    await owner(
      `insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
       values ('alpha', $1, $2, 'sis', 'teacher', 'primary')`,
      [north, people.districtAdmin],
    )
    const mine = await make('coach', 'Placed')
    const self = { educatorIds: [people.teacher, people.districtAdmin], place: 'in' }
    expect(codeOf(await place('districtAdmin', mine, self))).toEqual([422, 'educator_unknown'])
    expect(
      (await place('coach', mine, { educatorIds: [people.teacher, people.otherTeacher], place: 'in' })).status,
    ).toBe(200)
    expect(
      await owner("select action, detail from audit_entry where object = $1 and action = 'caseload.place'", [
        `caseload:${mine.id}`,
      ]),
    ).toEqual([
      { action: 'caseload.place', detail: { place: 'in', educatorIds: [people.teacher, people.otherTeacher] } },
    ])
    await owner('delete from affiliation where person_id = $1', [people.districtAdmin])
  })

  it('narrows what today says was not seen lately to whom it holds', async () => {
    const { people, north } = app.alpha
    await owner('update caseload set archived_at = now()')
    const today = async () =>
      (await app.call('/api/v1/coaching/today', { token: app.bearerOf(app.alpha, 'coach') })).json as {
        unseen: readonly { givenName: string; lastSeenOn: string | null }[]
        unseenOfCaseload: boolean
      }
    for (const [at, person] of [people.teacher, people.otherTeacher].entries())
      await owner(
        `with logged as (insert into interaction (district_id, id, coach_id, held_on, minutes, type, school_id)
           values ('alpha', $1, $2, '2026-06-01', 30, 'meeting', $3))
         insert into interaction_educator (district_id, interaction_id, person_id) values ('alpha', $1, $4)`,
        [9100 + at, people.coach, north, person],
      )
    const names = ({ unseen }: Awaited<ReturnType<typeof today>>) => unseen.map(({ givenName }) => givenName).toSorted()
    const wide = await today()
    expect([names(wide), wide.unseenOfCaseload]).toEqual([['Otto', 'Tara'], false])
    const mine = await make('coach', 'Today')
    await place('coach', mine, { educatorIds: [people.teacher], place: 'in' })
    const narrow = await today()
    expect([names(narrow), narrow.unseenOfCaseload]).toEqual([['Tara'], true])
    // Whom the coach has never met is in nobody's log, and waits the longest.
    await owner("delete from interaction_educator where person_id = $1 and district_id = 'alpha'", [
      people.otherTeacher,
    ])
    expect(names(await today())).toEqual(['Tara'])
    const unmet = await make('coach', 'Not yet met')
    await place('coach', unmet, { educatorIds: [people.otherTeacher], place: 'in' })
    expect((await today()).unseen.map(({ givenName, lastSeenOn }) => [givenName, lastSeenOn])).toEqual([
      ['Otto', null],
      ['Tara', '2026-06-01'],
    ])
  })
})

/** The roster of these people as it is given, and nothing else of them. */
async function plant(id: string, staff: readonly string[], { places, classes, rules, words }: Roster): Promise<void> {
  await owner('delete from affiliation where person_id = any($1)', [staff])
  await owner('delete from enrolment where person_id = any($1)', [staff])
  await owner('delete from caseload_rule')
  await owner('delete from caseload_member')
  for (const { who, at, role, begin } of places)
    await owner(
      `insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type, begin_date)
       values ('alpha', $1, $2, 'sis', $3, 'primary', $4)`,
      [at, who, role, begin],
    )
  for (const { who, at, grades, subjects } of classes)
    await owner(
      `with k as (
         insert into class (district_id, source_id, sourced_id, title, class_type, school_sourced_id, school_id, grades, subjects)
         values ('alpha', 'sis', gen_random_uuid()::text, 'X', 'scheduled', 'x', $1, $2, $3) returning id)
       insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, role, is_primary)
       select 'alpha', 'sis', gen_random_uuid()::text, k.id, $4, 'teacher', true from k`,
      [at, grades, subjects, who],
    )
  for (const [index, one] of rules.entries())
    await owner(
      `insert into caseload_rule (district_id, caseload_id, position, school_id, grade, subject, feed_role, is_first_year)
       values ('alpha', $1, $2, $3, $4, $5, $6, $7)`,
      [id, index + 1, one.schoolId, one.grade, one.subject, one.feedRole, one.isFirstYear],
    )
  for (const { who, isIn, since, ends } of words)
    await owner("insert into caseload_member values ('alpha', $1, $2, $3, $4, $5)", [id, who, isIn, since, ends])
}

it('rules find whom a plain reading of the roster finds, on random rosters, rules and words by hand', async () => {
  const { people, north, south } = app.alpha
  await owner('update caseload set archived_at = now()')
  await owner(
    `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
     values ('alpha', $1, 'coach', 'school', $2, 'manual')`,
    [people.coach, south],
  )
  const staff = [people.teacher, people.otherTeacher, people.southTeacher, people.roleless]
  const { id } = await make('coach', 'Random')
  let found = 0
  await fc.assert(
    fc.asyncProperty(rosters(staff, [north, south]), async (roster) => {
      await plant(id, staff, roster)
      const rows = await owner<{ id: string }>(
        "select person_id::text as id from caseload_people('alpha', null, $1, $2, $3)",
        [id, TODAY, YEAR_START],
      )
      const expected = staff.filter((who) => isInCaseload(who, roster))
      found += expected.length
      expect(rows.map((row) => row.id).toSorted()).toEqual(expected.toSorted())
    }),
    { numRuns: 60 },
  )
  expect(found).toBeGreaterThan(20)
})
