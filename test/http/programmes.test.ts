/** Programmes, points, avatars and the hours at which they rest, at the API (P002-31, P002-34). */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type {
  AvatarHours,
  OwnAvatar,
  PointEntries,
  Programmes,
  ProgrammeStudents,
} from '../../src/http/contract/programmes.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import { openTestApp, type TestApp } from './test-app.ts'

let app: TestApp
/** In algebra at the north school; the teacher's. */
let stu: string
/** In algebra, too. */
let peer: string
let algebra: string
let biology: string
let programme: string

beforeAll(async () => {
  app = await openTestApp()
  const { people, classes } = app.alpha
  stu = people.student
  algebra = classes.algebra
  biology = classes.biology
  const { rows } = await owner(
    "insert into person (district_id, given_name, family_name) values ('alpha', 'Pia', 'Peer') returning id::text as id",
  )
  peer = String(rows[0]?.['id'])
  await enrolIn(algebra, peer, 'peer-algebra')
})
afterAll(() => app.close())
beforeEach(async () => {
  for (const table of ['point_entry', 'programme_reason', 'programme', 'avatar_hours', 'student_avatar'])
    await owner(`delete from ${table} where district_id = 'alpha'`)
  await owner("delete from enrolment where sourced_id = 'stu-biology'")
  programme = await begin()
})

const owner = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query<Record<string, unknown>>(statement, [...values]),
  )
const enrolIn = (classId: string, personId: string, sourcedId: string) =>
  owner(
    `insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, role, is_primary)
     values ('alpha', 'sis', $1, $2, $3, 'student', true)`,
    [sourcedId, classId, personId],
  )

interface Sent {
  readonly method?: string
  readonly body?: unknown
}
const ask = (who: PersonName, path: string, sent: Sent = {}) =>
  app.call(`/api/v1${path}`, { token: app.bearerOf(app.alpha, who), ...sent })
async function answer(who: PersonName, path: string, sent: Sent = {}): Promise<readonly [number, string | null]> {
  const { status, json } = await ask(who, path, sent)
  return [status, (json as { error?: { code: string } } | null)?.error?.code ?? null]
}

/** The clock of the tests stands in this time. */
const REASONS = [
  { words: 'A book read', points: 5 },
  { words: 'Homework', points: 30 },
]
const terms = (over: object = {}) => ({
  name: 'Readers',
  startsOn: '2026-11-01',
  endsOn: '2027-06-15',
  reasons: REASONS,
  ...over,
})
async function begin(over: object = {}): Promise<string> {
  const { status, json, text } = await ask('teacher', `/classes/${algebra}/programmes`, { body: terms(over) })
  expect([status, status === 201 ? '' : text]).toEqual([201, ''])
  return (json as { id: string }).id
}
const give = (who: PersonName, body: object, id = programme) => answer(who, `/programmes/${id}/points`, { body })
const giveByKey = (key: string) =>
  app.call(`/api/v1/programmes/${programme}/points`, {
    token: app.bearerOf(app.alpha, 'teacher'),
    body: HOMEWORK,
    headers: { 'idempotency-key': key },
  })
const HOMEWORK = { reason: 'Homework' }
const balances = async () => {
  const { students } = (await ask('teacher', `/programmes/${programme}/students`)).json as ProgrammeStudents
  return students.map(({ familyName, balance, week }) => [familyName, balance, week])
}
const entries = async (query = '') =>
  (await ask('teacher', `/programmes/${programme}/points${query}`)).json as PointEntries
const avatar = async () => (await ask('student', '/student/avatar')).json as OwnAvatar
const build = (parts: readonly string[]) => ask('student', '/student/avatar', { method: 'PUT', body: { parts } })
const buy = (partId: string, programmeId = programme) =>
  answer('student', '/student/avatar/purchases', { body: { partId, programmeId } })
const rest = (hours: readonly object[], who: PersonName = 'teacher', classId = algebra) =>
  answer(who, `/classes/${classId}/avatar-hours`, { method: 'PUT', body: { hours } })
const WHOLE_WEEK = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }))
const count = async (table: string) => (await owner(`select 1 from ${table} where district_id = 'alpha'`)).rowCount
const audited = async (action: string) =>
  (await owner('select object, detail from audit_entry where action = $1 order by id desc limit 1', [action])).rows[0]

describe('a programme of a class (P002-34)', () => {
  it('is run by its teachers and by nobody else, administrators included', async () => {
    const entry = { entryId: '1' }
    for (const who of ['districtAdmin', 'schoolAdmin', 'principal', 'coach', 'itAdmin', 'student', 'roleless'] as const)
      for (const [path, sent] of [
        [`/classes/${algebra}/programmes`, {}],
        [`/classes/${algebra}/programmes`, { body: terms() }],
        [`/programmes/${programme}`, {}],
        [`/programmes/${programme}`, { method: 'PUT', body: terms() }],
        [`/programmes/${programme}/students`, {}],
        [`/programmes/${programme}/points`, {}],
        [`/programmes/${programme}/points`, { body: HOMEWORK }],
        [`/programmes/${programme}/taken-back`, { body: entry }],
      ] as const)
        expect([who, path, ...(await answer(who, path, sent))]).toEqual([who, path, 403, 'forbidden'])
    for (const who of ['otherTeacher', 'southTeacher'] as const)
      for (const [path, sent] of [
        [`/classes/${algebra}/programmes`, {}],
        [`/classes/${algebra}/programmes`, { body: terms() }],
        [`/programmes/${programme}`, { method: 'PUT', body: terms({ name: 'Mine' }) }],
        [`/programmes/${programme}/points`, { body: HOMEWORK }],
        [`/programmes/${programme}/points`, {}],
        [`/programmes/${programme}/students`, {}],
      ] as const)
        expect([who, path, ...(await answer(who, path, sent))]).toEqual([who, path, 404, 'not_found'])
    expect([await count('programme'), await count('point_entry')]).toEqual([1, 0])
    const theirs = app.bearerOf(app.beta, 'teacher')
    expect((await app.call(`/api/v1/programmes/${programme}`, { token: theirs })).status).toBe(404)
  })

  it('is refused with all that is wrong with it, and changes nothing then', async () => {
    const wrong = terms({ name: ' ', endsOn: '2026-10-01', reasons: [REASONS[0], REASONS[0]] })
    for (const path of [`/classes/${algebra}/programmes`, `/programmes/${programme}`]) {
      const method = path.startsWith('/programmes') ? { method: 'PUT' } : {}
      const { status, json } = await ask('teacher', path, { ...method, body: wrong })
      const { fields } = (json as { error: { fields: { field: string; code: string }[] } }).error
      expect([status, fields.map(({ field, code }) => `${field} ${code}`)]).toEqual([
        422,
        ['name name_missing', 'endsOn ends_before_start', 'reasons/1/words words_twice'],
      ])
    }
    const { programmes } = (await ask('teacher', `/classes/${algebra}/programmes`)).json as Programmes
    expect(programmes).toEqual([
      { id: programme, ...terms(), state: 'running', classId: algebra, className: 'Class algebra' },
    ])
  })

  it('is changed, keeps what was given under the words of then, and is on the audit log without its words', async () => {
    await give('teacher', { ...HOMEWORK, studentIds: [stu] })
    const changed = terms({ name: 'Writers', reasons: [{ words: 'A poem', points: 2 }] })
    expect((await ask('teacher', `/programmes/${programme}`, { method: 'PUT', body: changed })).status).toBe(200)
    expect((await ask('teacher', `/programmes/${programme}`)).json).toMatchObject(changed)
    expect((await entries()).items).toMatchObject([{ kind: 'given', words: 'Homework', points: 30 }])
    expect(await give('teacher', { ...HOMEWORK, studentIds: [stu] })).toEqual([422, 'reason_unknown'])
    expect(await audited('programme.change')).toEqual({
      object: `class:${algebra}`,
      detail: { programme, startsOn: '2026-11-01', endsOn: '2027-06-15', reasons: 1 },
    })
  })

  it('is read on the audit log by its school, with the points given in it, and by no other', async () => {
    await ask('teacher', `/programmes/${programme}`, { method: 'PUT', body: terms({ name: 'Writers' }) })
    await give('teacher', HOMEWORK)
    const read = async (who: PersonName) => {
      const { status, json } = await ask(who, `/audit?object=class:${algebra}&pageSize=100`)
      expect(status).toBe(200)
      const { items } = json as { readonly items: readonly { readonly action: string }[] }
      return new Set(items.map(({ action }) => action).filter((action) => /^(programme|points)\./.test(action)))
    }
    const all = new Set(['programme.make', 'programme.change', 'points.give'])
    expect(await read('schoolAdmin')).toEqual(all)
    expect(await read('districtAdmin')).toEqual(all)
    // Hers is another one's now.
    await owner('update class set school_id = $2 where id = $1', [algebra, app.alpha.south])
    const moved = await read('schoolAdmin')
    await owner('update class set school_id = $2 where id = $1', [algebra, app.alpha.north])
    expect(moved).toEqual(new Set())
  })

  it('is refused over what somebody else has changed since it was seen', async () => {
    const { headers } = await ask('teacher', `/programmes/${programme}`)
    const seen = headers.get('etag') ?? ''
    const put = (name: string) =>
      app.call(`/api/v1/programmes/${programme}`, {
        token: app.bearerOf(app.alpha, 'teacher'),
        method: 'PUT',
        body: terms({ name }),
        headers: { 'if-match': seen },
      })
    expect((await put('First')).status).toBe(200)
    expect((await put('Second')).status).toBe(412)
    expect((await ask('teacher', `/programmes/${programme}`)).json).toMatchObject({ name: 'First' })
  })

  it('of a class that has ended is there no more', async () => {
    await owner("update class set status = 'retired' where id = $1", [algebra])
    const after = [
      await answer('teacher', `/programmes/${programme}`),
      await give('teacher', HOMEWORK),
      (await avatar()).programmes,
    ]
    await owner("update class set status = 'active' where id = $1", [algebra])
    expect(after).toEqual([[404, 'not_found'], [404, 'not_found'], []])
  })
})

describe('points', () => {
  it('are given to one, to several or to everybody in the class, for one of the reasons', async () => {
    expect(await give('teacher', { reason: 'A book read', studentIds: [stu] })).toEqual([201, null])
    expect(await balances()).toEqual([
      ['Peer', 0, 0],
      ['Student', 5, 5],
    ])
    expect(await give('teacher', HOMEWORK)).toEqual([201, null])
    expect(await balances()).toEqual([
      ['Peer', 30, 30],
      ['Student', 35, 35],
    ])
    expect(await audited('points.give')).toEqual({
      object: `class:${algebra}`,
      detail: { programme, points: 30, students: 2, everybody: true },
    })
    expect((await entries(`?studentId=${peer}`)).items.map(({ student }) => student.familyName)).toEqual(['Peer'])
  })

  it('are given to all who were named or to nobody', async () => {
    for (const stranger of [app.alpha.people.guardian, app.beta.people.student, '999999999'])
      expect(await give('teacher', { ...HOMEWORK, studentIds: [stu, stranger] })).toEqual([404, 'not_found'])
    expect(await give('teacher', { reason: 'Nothing of it', studentIds: [stu] })).toEqual([422, 'reason_unknown'])
    expect(await count('point_entry')).toBe(0)
  })

  it('are given from the first day to the last, on the district’s clock', async () => {
    for (const days of [
      { startsOn: '2027-01-01', endsOn: '2027-06-15' },
      { startsOn: '2026-09-01', endsOn: '2026-10-31' },
    ])
      expect(await give('teacher', HOMEWORK, await begin(days))).toEqual([409, 'not_running'])
    expect(await count('point_entry')).toBe(0)
  })

  it('are taken back once, while they are there; the ledger keeps both', async () => {
    await give('teacher', { ...HOMEWORK, studentIds: [stu] })
    const entryId = (await entries()).items[0]?.id ?? ''
    const back = (who: PersonName = 'teacher', id = entryId) =>
      answer(who, `/programmes/${programme}/taken-back`, { body: { entryId: id } })
    expect(await back('otherTeacher')).toEqual([404, 'not_found'])
    expect(await back('teacher', '999999999')).toEqual([404, 'not_found'])
    expect(await back()).toEqual([200, null])
    expect(await back()).toEqual([409, 'taken_back_before'])
    expect(await balances()).toEqual([
      ['Peer', 0, 0],
      ['Student', 0, 0],
    ])
    expect((await entries()).items.map(({ kind, points, isTakenBack }) => [kind, points, isTakenBack])).toEqual([
      ['taken_back', -30, false],
      ['given', 30, true],
    ])
    expect(await audited('points.take-back')).toEqual({
      object: `person:${stu}`,
      detail: { programme, points: 30 },
    })
  })

  it('that were spent are taken back no more', async () => {
    await give('teacher', { ...HOMEWORK, studentIds: [stu] })
    expect(await buy('hat-cap')).toEqual([201, null])
    const entryId = (await entries()).items.find(({ kind }) => kind === 'given')?.id
    expect(await answer('teacher', `/programmes/${programme}/taken-back`, { body: { entryId } })).toEqual([
      409,
      'points_short',
    ])
    expect((await entries()).items[0]).toMatchObject({ kind: 'accessory', words: 'Cap', points: -10 })
  })

  it('given once by one click: the same key again gives nothing', async () => {
    expect([(await giveByKey('one-click-1')).status, (await giveByKey('one-click-1')).status]).toEqual([201, 201])
    expect(await count('point_entry')).toBe(2)
  })
})

describe('an avatar', () => {
  it('is a student’s own, and nobody else’s to see or change', async () => {
    for (const who of ['teacher', 'districtAdmin', 'schoolAdmin', 'guardian', 'coach'] as const) {
      expect(await answer(who, '/student/avatar')).toEqual([403, 'forbidden'])
      const put = { method: 'PUT', body: { parts: ['body-cat'] } }
      expect(await answer(who, '/student/avatar', put)).toEqual([403, 'forbidden'])
      const bought = { body: { partId: 'hat-cap', programmeId: programme } }
      expect(await answer(who, '/student/avatar/purchases', bought)).toEqual([403, 'forbidden'])
    }
  })

  it('is plain at first, then as it was built of what is free and what was bought', async () => {
    const { look } = await avatar()
    expect((await build([...look, 'hat-cap'])).json).toMatchObject({ error: { code: 'part_not_bought' } })
    for (const [code, parts] of [
      ['part_unknown', [...look, 'hat-nothing']],
      ['slot_twice', [...look, 'body-cat']],
      ['part_missing', look.slice(1)],
    ] as const)
      expect([code, (await build(parts)).json]).toMatchObject([code, { error: { code } }])
    expect((await avatar()).look).toEqual(look)
    await give('teacher', { ...HOMEWORK, studentIds: [stu] })
    expect(await buy('hat-cap')).toEqual([201, null])
    expect((await build([...look, 'hat-cap'])).status).toBe(200)
    const now = await avatar()
    expect(now.look).toEqual([...look, 'hat-cap'])
    expect(now.programmes).toMatchObject([{ id: programme, name: 'Readers', className: 'Class algebra', balance: 20 }])
    expect(await audited('points.spend')).toEqual({
      object: `person:${stu}`,
      detail: { programme, part: 'hat-cap', points: 10 },
    })
  })

  it('gets nothing that is free, unknown, bought before, or more than there are points for', async () => {
    expect(await buy('hat-cap')).toEqual([409, 'points_short'])
    await give('teacher', { ...HOMEWORK, studentIds: [stu] })
    expect(await buy('body-cat')).toEqual([422, 'part_free'])
    expect(await buy('hat-nothing')).toEqual([422, 'part_unknown'])
    expect(await buy('hat-cap')).toEqual([201, null])
    expect(await buy('hat-cap')).toEqual([409, 'bought_before'])
    expect(await buy('hat-crown')).toEqual([409, 'points_short'])
    expect((await avatar()).programmes[0]?.balance).toBe(20)
  })

  it('is not paid with points of a programme that is over, of another class, or of somebody else', async () => {
    await give('teacher', HOMEWORK)
    const past = await begin({ startsOn: '2026-09-01', endsOn: '2026-10-31' })
    const { rows } = await owner(
      `insert into programme (district_id, class_id, name, starts_on, ends_on, created_by, created_at)
       values ('alpha', $1, 'Others', '2026-09-01', '2027-06-15', 'test', now()) returning id::text as id`,
      [biology],
    )
    for (const id of [past, String(rows[0]?.['id']), '999999999'])
      expect(await buy('hat-cap', id)).toEqual([422, 'programme_unknown'])
    expect((await avatar()).programmes.map(({ id }) => id)).toEqual([programme])
  })
})

describe('hours at which avatars rest (P002-31)', () => {
  it('are set by teachers of the class and administrators over it, and by nobody else', async () => {
    for (const who of ['teacher', 'schoolAdmin', 'districtAdmin'] as const)
      expect([who, ...(await rest([{ weekday: 1, from: '08:00', to: '09:30' }], who))]).toEqual([who, 200, null])
    for (const who of ['otherTeacher', 'southTeacher'] as const)
      expect([who, ...(await rest([], who))]).toEqual([who, 404, 'not_found'])
    for (const who of ['principal', 'coach', 'itAdmin', 'student', 'billing'] as const)
      expect([who, ...(await rest([], who))]).toEqual([who, 403, 'forbidden'])
    expect(await rest([], 'schoolAdmin', app.alpha.classes.chemistry)).toEqual([404, 'not_found'])
    expect(await rest([], 'districtAdmin', app.beta.classes.algebra)).toEqual([404, 'not_found'])
    const seen = (await ask('schoolAdmin', `/classes/${algebra}/avatar-hours`)).json as AvatarHours
    expect([seen.hours, seen.mayRunProgrammes]).toEqual([[{ weekday: 1, from: '08:00', to: '09:30' }], false])
    expect((await ask('teacher', `/classes/${algebra}/avatar-hours`)).json).toMatchObject({ mayRunProgrammes: true })
    expect(await audited('avatar-hours.set')).toEqual({
      object: `class:${algebra}`,
      detail: { hours: ['1 08:00-09:30'] },
    })
  })

  it('are refused where they can’t be, and stay as they were', async () => {
    await rest([{ weekday: 1, from: '08:00', to: '09:30' }])
    expect(await rest([{ weekday: 1, from: '10:00', to: '10:00' }])).toEqual([422, 'ends_before_start'])
    const two = [
      { weekday: 1, from: '08:00', to: '09:00' },
      { weekday: 1, from: '08:59', to: '10:00' },
    ]
    expect(await rest(two)).toEqual([422, 'hours_overlap'])
    expect((await rest([{ weekday: 1, from: '8:00', to: '9:00' }]))[0]).toBe(400)
    const { hours } = (await ask('teacher', `/classes/${algebra}/avatar-hours`)).json as AvatarHours
    expect(hours).toEqual([{ weekday: 1, from: '08:00', to: '09:30' }])
  })

  it('close building and buying, say until when, and change nothing of what is there', async () => {
    await give('teacher', HOMEWORK)
    const { look } = await avatar()
    expect((await avatar()).closed).toBeNull()
    await rest(WHOLE_WEEK.filter(({ weekday }) => weekday !== 3))
    const closed = await avatar()
    // Wednesday, at the district's midnight.
    expect(closed.closed?.until).toMatch(/T06:00:00\.000Z$/)
    const refused = await build([...look.slice(0, -1), 'eyes-happy'])
    expect([refused.status, refused.json]).toMatchObject([
      409,
      { error: { code: 'avatars_closed', message: 'Avatars are closed now. They open again on Wednesday 12:00 AM.' } },
    ])
    expect(await buy('hat-cap')).toEqual([409, 'avatars_closed'])
    expect([(await avatar()).look, (await avatar()).programmes[0]?.balance]).toEqual([look, 30])
    await rest(WHOLE_WEEK)
    expect((await avatar()).closed).toEqual({ until: null })
    await rest([])
    expect(await buy('hat-cap')).toEqual([201, null])
  })

  it('follow the student into other classes, and no other student', async () => {
    await give('teacher', HOMEWORK)
    await rest(WHOLE_WEEK, 'otherTeacher', biology)
    expect(await buy('hat-cap')).toEqual([201, null])
    await enrolIn(biology, stu, 'stu-biology')
    // Paid with the points of algebra, closed by biology.
    expect(await buy('hat-flower')).toEqual([409, 'avatars_closed'])
    await owner("update enrolment set status = 'retired' where sourced_id = 'stu-biology'")
    expect(await buy('hat-flower')).toEqual([201, null])
  })
})
