/** What students have and do, as a file: who takes along whose, what stands in it, and that it is on record. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { plantBenchmarks } from './planted-benchmarks.ts'
import type { PersonName, SchoolDistrict } from './school-district.ts'
import { openTestApp, type TestApp } from './test-app.ts'

let app: TestApp
let bea: string
let sol: string

beforeAll(async () => {
  app = await openTestApp()
  const { north, south, classes, people } = app.alpha
  bea = await addStudent('Bea', '=2+5', { school: north, classId: classes.biology })
  sol = await addStudent('Sol', 'South', { school: south, classId: classes.chemistry })
  await owner("update person set grades = '{04}', identifier = '0042' where id = $1", [people.student])
  await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    plantBenchmarks(client, app.alpha),
  )
  await owner(
    "update benchmark_test set state = 'invalidated', invalidated_at = completed_at, score = null where person_id = $1 and test = 2",
    [people.student],
  )
  await owner(
    "insert into product (district_id, id, name, changed_at, changed_by) values ('alpha', 'maths', 'Maths Plus', now(), 'test')",
  )
  await owner("insert into licence (district_id, kind, bought) values ('alpha', 'product-seats:maths', 5)")
  await owner(
    "insert into seat (district_id, kind, person_id, state, since, place) values ('alpha', 'product-seats:maths', $1, 'assigned', now(), 1)",
    [people.student],
  )
  await plantPathway(people.student)
})
afterAll(() => app.close())

const owner = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query<Record<string, unknown>>(statement, [...values]),
  )

async function addStudent(
  given: string,
  family: string,
  { school, classId }: { readonly school: string; readonly classId: string },
): Promise<string> {
  const { rows } = await owner(
    "insert into person (district_id, given_name, family_name, grades) values ('alpha', $1, $2, '{05}') returning id",
    [given, family],
  )
  const id = String(rows[0]?.['id'])
  await owner(
    "insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin) values ('alpha', $1, 'student', 'school', $2, 'manual')",
    [id, school],
  )
  await owner(
    "insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type) values ('alpha', $2, $1, 'sis', 'student', 'primary')",
    [id, school],
  )
  await owner(
    `insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, person_sourced_id, role, is_primary)
     values ('alpha', 'sis', $3, $2, $1, $3, 'student', false)`,
    [id, classId, `new-${given}`],
  )
  return id
}

async function plantPathway(student: string): Promise<void> {
  const steps = ['1', '2'].map((id) => ({ id, title: `Step ${id}`, productId: null, address: null }))
  const { rows } = await owner(
    `insert into pathway (district_id, name, grade, steps, next_step, changed_at, changed_by)
     values ('alpha', 'Fractions', '04', $1, 3, now(), 'test') returning id`,
    [JSON.stringify(steps)],
  )
  await owner(
    `insert into pathway_student (district_id, person_id, pathway_id, enrolled_at, done)
     values ('alpha', $1, $2, now(), '{"2": "2026-11-01T00:00:00Z"}')`,
    [student, rows[0]?.['id']],
  )
}

const ask = (who: PersonName, query = '', district: SchoolDistrict = app.alpha) =>
  app.call(`/api/v1/students/report/export${query}`, { token: app.bearerOf(district, who) })
/** Family names in it; null: refused. */
async function familiesOf(who: PersonName, query = ''): Promise<readonly string[] | null> {
  const { status, text } = await ask(who, query)
  if (status === 403) return null
  expect(status).toBe(200)
  return linesOf(text)
    .slice(1)
    .map((line) => line.split(',')[1] ?? '')
}
const options = async (who: PersonName) =>
  (await app.call('/api/v1/students/options', { token: app.bearerOf(app.alpha, who) })).json
const linesOf = (text: string) => text.replace('\uFEFF', '').trimEnd().split('\r\n')

describe('a report of students', () => {
  it.each([
    ['districtAdmin', ["'=2+5", 'South', 'Student']],
    ['schoolAdmin', ["'=2+5", 'Student']],
    ['teacher', ['Student']],
    ['otherTeacher', ["'=2+5"]],
    ['southTeacher', ['South']],
    ['coach', null],
    ['principal', null],
    ['billing', null],
    ['itAdmin', null],
    ['student', null],
    ['guardian', null],
    ['roleless', null],
  ] as const)('“Export student report data”: %s takes along %j', async (who, families) => {
    expect(await familiesOf(who)).toEqual(families)
  })

  it('has of another district nobody', async () => {
    const { text } = await ask('districtAdmin', '', app.beta)
    expect(linesOf(text)).toHaveLength(2)
    expect(text).not.toContain('South')
  })

  it('says of each what they have, how their tests went and how far they are', async () => {
    const { text, headers } = await ask('teacher', '?year=2026')
    expect(headers.get('content-disposition')).toBe('attachment; filename="student-report-2026.csv"')
    expect(linesOf(text)).toEqual([
      'student number,family name,given name,grades,schools,classes,products,school year,test 1,test 1 completed,test 1 score,test 2,test 2 completed,test 2 score,test 3,test 3 completed,test 3 score,pathway,steps done,steps in all',
      // The second test counts for nothing any more, and nothing of it is told but that.
      '0042,Student,Stu,04,North School,Class algebra,Maths Plus,2026-2027,completed,2026-11-22,401,invalidated,,,,,,Fractions,1,2',
    ])
  })

  it('is of the school year asked for, else of the one of now', async () => {
    const [, before] = linesOf((await ask('teacher', '?year=2025')).text)
    expect(before).toBe('0042,Student,Stu,04,North School,Class algebra,Maths Plus,2025-2026,,,,,,,,,,Fractions,1,2')
    const now = linesOf((await ask('teacher')).text)
    expect(now).toEqual(linesOf((await ask('teacher', '?year=2026')).text))
  })

  it('is narrowed by school, class and grade, and never widened', async () => {
    const { north, south, classes } = app.alpha
    expect(await familiesOf('districtAdmin', `?schoolId=${south}`)).toEqual(['South'])
    expect(await familiesOf('districtAdmin', `?schoolId=${north}&grade=05`)).toEqual(["'=2+5"])
    expect(await familiesOf('districtAdmin', `?classId=${classes.algebra}`)).toEqual(['Student'])
    expect(await familiesOf('teacher', `?classId=${classes.biology}`)).toEqual([])
    expect(await familiesOf('teacher', `?schoolId=${south}`)).toEqual([])
    expect((await ask('teacher', '?year=1')).status).toBe(400)
  })

  it('names of a student’s classes those that whoever asks reaches, and nobody who isn’t here now', async () => {
    await owner(
      `insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, person_sourced_id, role, is_primary)
       values ('alpha', 'sis', 'both', $1, $2, 'both', 'student', false)`,
      [app.alpha.classes.biology, app.alpha.people.student],
    )
    expect((await ask('teacher')).text).not.toContain('biology')
    expect((await ask('schoolAdmin')).text).toContain('Class algebra; Class biology')
    await owner("update person set suspended_at = now(), suspended_by = 'test' where id = $1", [bea])
    await owner("update person set status = 'retired', retired_at = now() where id = $1", [sol])
    expect(await familiesOf('districtAdmin')).toEqual(['Student'])
  })

  it('is on the audit log: who took how many along, and by what they were narrowed; names are not', async () => {
    await ask('schoolAdmin', `?schoolId=${app.alpha.north}`)
    const { rows } = await owner(
      "select actor, object, detail from audit_entry where action = 'student_report.export' order by id desc limit 1",
    )
    expect(rows).toEqual([
      {
        actor: `person:${app.alpha.people.schoolAdmin}`,
        object: 'students',
        detail: { schoolId: app.alpha.north, year: 2026, students: 1 },
      },
    ])
    const refused = await owner("select count(*)::int as n from audit_entry where action = 'student_report.export'")
    expect(await familiesOf('principal')).toBeNull()
    const after = await owner("select count(*)::int as n from audit_entry where action = 'student_report.export'")
    expect(after.rows).toEqual(refused.rows)
  })

  it('offers its school years to those who may take it along', async () => {
    expect(await options('teacher')).toMatchObject({ reportYears: [2026] })
    await owner('update benchmark_test set school_year = 2024 where test = 2')
    expect(await options('districtAdmin')).toMatchObject({ reportYears: [2026, 2024] })
  })
})
