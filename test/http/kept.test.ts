/** What is kept of one person, through the API: seen, taken along, held, erased. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { inDistrict } from '../../src/store/database.ts'
import { LEFT_OUT, NAMING_COLUMNS, RECORD_SECTIONS } from '../../src/store/people/person-record.ts'
import { readRows } from '../support/catalogue.ts'
import type { Caller } from './callers.ts'
import { callersOf, codeOf } from './callers.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp
let tokenOf: (who: Caller) => string
let owner: Database
let count = 0

beforeAll(async () => {
  app = await openTestApp()
  tokenOf = callersOf(app)
  owner = app.database.open('owner')
})
afterAll(() => app.close())

const EVERYBODY_ELSE = ['schoolAdmin', 'coach', 'principal', 'billing', 'teacher', 'itAdmin', 'student'] as const

const ask = (who: Caller, personId: string, what: string, send: { method?: string; body?: unknown } = {}) =>
  app.call(`/api/v1/people/${personId}/${what}`, { token: tokenOf(who), ...send })
const erase = (who: Caller, personId: string, word: string): Promise<Answer> =>
  ask(who, personId, 'erasure', { method: 'POST', body: { word } })
const hold = (personId: string, reason = 'Case 17', who: Caller = 'districtAdmin'): Promise<Answer> =>
  ask(who, personId, 'hold', { method: 'POST', body: { reason } })
const lift = (personId: string, who: Caller = 'districtAdmin') => ask(who, personId, 'hold', { method: 'DELETE' })

const searched = (who: Caller, q: string) => app.call(`/api/v1/kept-people?q=${q}`, { token: tokenOf(who) })

const rows = (statement: string, values: readonly unknown[] = [], district = 'alpha') =>
  inDistrict(owner, { districtId: district, actor: 'system' }, async (client) => {
    const found = await client.query<Record<string, unknown>>(statement, [...values])
    return found.rows
  })

/** Somebody whom no feed has; of a class where they are a student. */
async function byHand(classId: string | null = null): Promise<{ readonly id: string; readonly word: string }> {
  count += 1
  const [made] = await rows(
    `insert into person (district_id, given_name, family_name, email)
     values ('alpha', 'Ada', $1, lower($1) || '@alpha.example') returning id::text`,
    [`Byhand${count}`],
  )
  const id = String(made?.['id'])
  if (classId !== null) {
    await rows(
      `insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, role, is_primary)
       values ('alpha', '', 'by-hand-' || $1, $2, $1::bigint, 'student', false)`,
      [id, classId],
    )
    await rows(
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
       values ('alpha', $1, 'student', 'school', $2, 'manual')`,
      [id, app.alpha.north],
    )
  }
  return { id, word: `ada byhand${count}` }
}

async function logged(coach: string, about: readonly string[], notes: string): Promise<string> {
  const body = {
    date: '2026-11-20',
    minutes: 25,
    typeId: 'observation',
    schoolId: app.alpha.north,
    educatorIds: about,
    notes,
  }
  const person = coach === app.alpha.people.coach ? 'coach' : 'southCoach'
  const { status, json, text } = await app.call('/api/v1/coaching/interactions', { token: tokenOf(person), body })
  expect(status, text).toBe(201)
  return (json as { id: string }).id
}

const entriesOf = (file: unknown, name: string) =>
  (file as { sections: { section: string; entries: unknown[] }[] }).sections.find(({ section }) => section === name)
    ?.entries

describe('the file of what is kept of somebody', () => {
  it('is made by administrators of the district and its customer alone, of nobody elsewhere', async () => {
    const { teacher } = app.alpha.people
    for (const who of EVERYBODY_ELSE)
      for (const what of ['kept', 'record'])
        expect(codeOf(await ask(who, teacher, what)), who).toEqual([403, 'forbidden'])
    for (const who of ['districtAdmin', 'customerAdmin'] as const)
      for (const what of ['kept', 'record']) {
        expect((await ask(who, teacher, what)).status).toBe(200)
        expect(codeOf(await ask(who, app.beta.people.teacher, what))).toEqual([404, 'not_found'])
      }
  })

  it('has what is theirs from every part, and nothing that coaches wrote about them or they about others', async () => {
    const { teacher, coach, student } = app.alpha.people
    await logged(coach, [teacher], 'CANARY-NOTE about Tara')
    const { headers, text, json } = await ask('districtAdmin', teacher, 'record')
    expect(headers.get('content-disposition')).toContain(`record-${teacher}.json`)
    expect(entriesOf(json, 'person')).toMatchObject([{ givenName: 'Tara', email: 'teacher@alpha.example' }])
    expect(entriesOf(json, 'sources')).toMatchObject([{ source: 'sis', sourcedId: 'sis-teacher' }])
    expect(entriesOf(json, 'roles')).toEqual(
      expect.arrayContaining([expect.objectContaining({ role: 'teacher', where: 'North School' })]),
    )
    expect(entriesOf(json, 'interactionsLogged')).toEqual([])
    expect(text).not.toContain('CANARY-NOTE')
    expect(text).not.toContain('Coachman')
    expect(Object.keys(RECORD_SECTIONS)).toEqual(
      (json as { sections: { section: string }[] }).sections.map(({ section }) => section),
    )
    const own = await ask('districtAdmin', coach, 'record')
    expect(entriesOf(own.json, 'interactionsLogged')).toMatchObject([{ minutes: 25, educators: 1 }])
    expect(own.text).not.toContain('CANARY-NOTE')
    expect(own.text).not.toContain('Teacher"')
    expect((await ask('districtAdmin', student, 'record')).text).toContain('Class ')
  })

  it('is asked for by name, also of who has left', async () => {
    expect((await searched('customerAdmin', 'retired+rita')).json).toMatchObject({
      total: 1,
      items: [{ givenName: 'Rita', isActive: false, isHeld: false }],
    })
    expect((await searched('districtAdmin', 'nobody')).json).toMatchObject({ total: 0, items: [] })
    for (const who of EVERYBODY_ELSE) expect(codeOf(await searched(who, 'rita')), who).toEqual([403, 'forbidden'])
  })

  it('tells nobody in which surveys a student took part or has begun: that is for the leads of the class', async () => {
    const { id } = await byHand(app.alpha.classes.algebra)
    await rows(
      `with made as (
         insert into survey_cycle (district_id, class_id, question_set, starts_on, ends_on, made_by, made_at)
         select 'alpha', $1, 'x', day, day, 'test', now() from (values ('2026-09-01'::date), ('2026-09-08')) days (day)
         returning id, starts_on),
       done as (
         insert into survey_participation (district_id, cycle_id, person_id, completed_on, is_late)
         select 'alpha', id, $2, '2026-09-01', false from made where starts_on = '2026-09-01')
       insert into survey_draft (district_id, cycle_id, person_id, draft_sealed, keep_until)
       select 'alpha', id, $2, 'x', '2026-09-08' from made where starts_on = '2026-09-08'`,
      [app.alpha.classes.algebra, id],
    )
    await rows(
      "update person set suspended_at = now(), suspended_by = 'test' where district_id = 'alpha' and id = $1",
      [id],
    )
    for (const who of ['districtAdmin', 'customerAdmin'] as const) {
      const answers = await Promise.all(['kept', 'record', 'erasure'].map((what) => ask(who, id, what)))
      for (const { text } of answers) {
        expect(text).not.toContain('2026-09-0')
        expect(text).not.toMatch(/"section":"survey|participations|"drafts":[1-9]/)
      }
      const [kept, record] = answers
      const says = LEFT_OUT.participation
      expect(kept?.json).toMatchObject({ leftOut: expect.arrayContaining([says]) as unknown })
      expect(record?.json).toMatchObject({ notInThisFile: expect.arrayContaining([says]) as unknown })
    }
    for (const who of ['districtAdmin', 'schoolAdmin', 'teacher'] as const) {
      const { json } = await app.call(`/api/v1/students/${id}/deletion`, { token: tokenOf(who) })
      expect(json).toHaveProperty('classes', 1)
      expect(Object.keys(json as object).filter((key) => /partic|draft|survey/.test(key))).toEqual([])
    }
  })

  it('is told before it is made, and on the audit log once it was', async () => {
    const { southTeacher } = app.alpha.people
    const { json } = await ask('districtAdmin', southTeacher, 'kept')
    expect(json).toMatchObject({ person: { givenName: 'Ute', isFed: true, isActive: true } })
    const noted = () =>
      rows("select from audit_entry where action = 'person_record.export' and object = $1", [`person:${southTeacher}`])
    expect(await noted()).toHaveLength(0)
    await ask('customerAdmin', southTeacher, 'record')
    expect(await noted()).toHaveLength(1)
  })

  it('knows every column that names a person: it is in a part of the file, or left out for a reason', async () => {
    const found = await readRows<{ name: string; isKey: boolean }>(
      app.database.ownerUrl,
      `select c.relname || '.' || a.attname as name, exists (
         select from pg_constraint f where f.contype = 'f' and f.conrelid = c.oid and f.confrelid = 'person'::regclass
           and a.attnum = any (f.conkey) and a.attname <> 'district_id') as "isKey"
       from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
         and c.relname not like 'customer%' order by 1`,
    )
    const names = new Set(found.map(({ name }) => name))
    const naming = found
      .filter(
        ({ name, isKey }) =>
          isKey ||
          (/\.(\w*person_id|\w*coach_id|recipient|\w*email|sub|\w*sourced_id)$/.test(name) &&
            // Of a school, a class, a course or a term; of the office of a school; of whoever asks for an account.
            !/^(class|course|org|term|school_information|parent_registration|run_match)\./.test(name)),
      )
      .map(({ name }) => name)
    expect(naming.length).toBeGreaterThan(50)
    // Another one? Put it into a part of the file, or say in NAMING_COLUMNS why it is in none.
    expect(naming.filter((name) => !(name in NAMING_COLUMNS) && name !== 'enrolment.sourced_id')).toEqual([])
    expect(Object.keys(NAMING_COLUMNS).filter((name) => !names.has(name))).toEqual([])
    const said = Object.values(NAMING_COLUMNS)
    for (const place of said) expect('in' in place ? place.in in RECORD_SECTIONS : place.out in LEFT_OUT).toBe(true)
    // Every part has a place that it comes from.
    const filled = new Set(said.flatMap((place) => ('in' in place ? [place.in] : [])))
    expect(Object.keys(RECORD_SECTIONS).filter((section) => !filled.has(section as 'person'))).toEqual([])
  })
})

describe('a legal hold', () => {
  it('is set and lifted by a district administrator alone, with a reason, once, and says who and since when', async () => {
    const { id } = await byHand()
    for (const who of [...EVERYBODY_ELSE, 'customerAdmin'] as const) {
      expect(codeOf(await hold(id, 'x', who)), who).toEqual([403, 'forbidden'])
      expect(codeOf(await ask(who, id, 'hold')), who).toEqual([403, 'forbidden'])
    }
    expect(codeOf(await hold(app.beta.people.teacher))).toEqual([404, 'not_found'])
    expect(codeOf(await hold(id, '   '))).toEqual([422, 'reason_needed'])
    expect(codeOf(await lift(id))).toEqual([409, 'already_so'])
    expect((await hold(id, ' Case 17 ')).json).toMatchObject({
      isHeld: true,
      holds: [{ reason: 'Case 17', setByName: 'Dana Director', liftedAt: null }],
    })
    expect(codeOf(await hold(id))).toEqual([409, 'already_so'])
    const listed = await app.call('/api/v1/legal-holds', { token: tokenOf('districtAdmin') })
    expect(listed.json).toMatchObject({ total: 1, items: [{ personId: id, givenName: 'Ada', reason: 'Case 17' }] })
    expect((await lift(id)).json).toMatchObject({ isHeld: false, holds: [{ liftedByName: 'Dana Director' }] })
    const log = await rows(
      "select action, detail from audit_entry where object = $1 and action like 'legal_hold.%' order by id",
      [`person:${id}`],
    )
    expect(log).toEqual([
      { action: 'legal_hold.set', detail: {} },
      { action: 'legal_hold.lift', detail: {} },
    ])
  })

  it('keeps a person from being erased or deleted, by page and by the database itself', async () => {
    const { id, word } = await byHand()
    await rows("update person set status = 'retired' where id = $1", [id])
    await hold(id)
    const preview = await ask('districtAdmin', id, 'erasure')
    expect(preview.json).toMatchObject({ isHeld: true })
    expect(codeOf(await erase('districtAdmin', id, word))).toEqual([409, 'under_hold'])
    const deletion = await app.call(`/api/v1/staff/${id}/deletion`, { token: tokenOf('districtAdmin'), body: { word } })
    expect(codeOf(deletion)).toEqual([409, 'under_hold'])
    for (const statement of [
      "select erase_person('alpha', $1::bigint, now())",
      "select erase_person_traces('alpha', $1::bigint, now())",
      'update person set erased_at = now() where id = $1::bigint',
      'delete from person where id = $1::bigint',
    ])
      await expect(rows(statement, [id]), statement).rejects.toThrow('legal hold')
    expect((await lift(id)).status).toBe(200)
    expect((await erase('districtAdmin', id, word)).status).toBe(204)
    // What was said of them goes, too.
    expect(await rows('select from legal_hold where person_id = $1', [id])).toEqual([])
  })

  it('keeps what coaches wrote of and about them, whoever deletes it, and whoever else is erased', async () => {
    const { coach, teacher } = app.alpha.people
    const interaction = await logged(coach, [teacher], 'Kept')
    await hold(teacher)
    const seen = await app.call(`/api/v1/coaching/interactions/${interaction}`, { token: tokenOf('coach') })
    const { version } = seen.json as { version: string }
    const gone = await app.call(`/api/v1/coaching/interactions/${interaction}/deletion`, {
      token: tokenOf('coach'),
      body: { version },
    })
    expect(codeOf(gone)).toEqual([409, 'under_hold'])
    // A coach who has left and wrote about them takes nothing along.
    const other = await byHand()
    await rows(
      `insert into interaction (district_id, coach_id, held_on, minutes, type, school_id)
       values ('alpha', $1, '2026-11-20', 20, 'meeting', $2)`,
      [other.id, app.alpha.north],
    )
    await rows(
      `insert into interaction_educator (district_id, interaction_id, person_id)
       select 'alpha', id, $2 from interaction where coach_id = $1`,
      [other.id, teacher],
    )
    expect(codeOf(await erase('districtAdmin', other.id, other.word))).toEqual([409, 'under_hold'])
    expect(await rows('select from interaction where coach_id = $1', [other.id])).toHaveLength(1)
    expect(await rows("select from person where id = $1 and status = 'active'", [other.id])).toHaveLength(1)
    await lift(teacher)
    expect((await erase('districtAdmin', other.id, other.word)).status).toBe(204)
  })

  it('follows somebody who was found to be another, and comes to an end for both', async () => {
    const stays = await byHand()
    const goes = await byHand()
    await hold(goes.id)
    await rows("update person set merged_into = $2, status = 'retired' where id = $1", [goes.id, stays.id])
    expect((await ask('districtAdmin', stays.id, 'hold')).json).toMatchObject({ isHeld: true })
    expect(codeOf(await erase('districtAdmin', stays.id, stays.word))).toEqual([409, 'under_hold'])
    expect((await app.call('/api/v1/legal-holds', { token: tokenOf('districtAdmin') })).json).toMatchObject({
      items: [{ personId: stays.id }],
    })
    expect((await lift(stays.id)).json).toMatchObject({ isHeld: false })
    expect((await erase('districtAdmin', stays.id, stays.word)).status).toBe(204)
  })
})

describe('erasing somebody', () => {
  it('is a district administrator’s alone, with the name typed, and never oneself', async () => {
    const { id, word } = await byHand()
    for (const who of [...EVERYBODY_ELSE, 'customerAdmin'] as const) {
      expect(codeOf(await erase(who, id, word)), who).toEqual([403, 'forbidden'])
      expect(codeOf(await ask(who, id, 'erasure')), who).toEqual([403, 'forbidden'])
    }
    expect(codeOf(await erase('districtAdmin', app.beta.people.teacher, 'Tara Teacher'))).toEqual([404, 'not_found'])
    expect(codeOf(await erase('districtAdmin', id, 'Ada'))).toEqual([422, 'word_wrong'])
    const { districtAdmin } = app.alpha.people
    await rows("update person_source set status = 'retired' where person_id = $1", [districtAdmin])
    expect(codeOf(await erase('districtAdmin', districtAdmin, 'Dana Director'))).toEqual([403, 'yourself'])
    await rows("update person_source set status = 'active' where person_id = $1", [districtAdmin])
  })

  it('waits until no feed has them: the next sync would bring them back', async () => {
    const { student } = app.alpha.people
    expect((await ask('districtAdmin', student, 'erasure')).json).toMatchObject({ isFed: true })
    expect(codeOf(await erase('districtAdmin', student, 'Stu Student'))).toEqual([409, 'in_feed'])
    expect(await rows("select from person where id = $1 and status = 'active'", [student])).toHaveLength(1)
  })

  it('takes a student with classes, places and products, and leaves class and ledger', async () => {
    const { id, word } = await byHand(app.alpha.classes.algebra)
    const preview = await ask('districtAdmin', id, 'erasure')
    expect(preview.json).toMatchObject({
      isFed: false,
      isHeld: false,
      rest: [
        { section: 'roles', entries: 1 },
        { section: 'enrolments', entries: 1 },
      ],
    })
    expect((await erase('districtAdmin', id, ` ${word.toUpperCase()} `)).status).toBe(204)
    expect(await rows('select given_name, email, status from person where id = $1', [id])).toEqual([
      { given_name: '', email: null, status: 'retired' },
    ])
    for (const table of ['enrolment', 'role_grant', 'affiliation'])
      expect(await rows(`select from ${table} where person_id = $1`, [id]), table).toEqual([])
    expect(await rows('select from class where id = $1', [app.alpha.classes.algebra])).toHaveLength(1)
    expect(codeOf(await ask('districtAdmin', id, 'kept'))).toEqual([404, 'not_found'])
    expect(codeOf(await erase('districtAdmin', id, word))).toEqual([404, 'not_found'])
  })
})
