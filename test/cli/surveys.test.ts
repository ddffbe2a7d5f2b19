/** Surveys by the command line: what a named person may plan and see, and what no command tells whoever runs the server. */

import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { tendSurveys } from '../../src/daemon/surveys.ts'
import { inDistrict } from '../../src/store/database.ts'
import { openSecretBox } from '../../src/store/secret.ts'
import { plantDistrict, type PersonName, type SchoolDistrict } from '../http/school-district.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { openBothRoles, useDatabase } from '../support/database.ts'
import { SETS } from '../support/question-sets.ts'
import { addAnswered, addCycle, answersOf } from '../support/survey-bench.ts'

const database = useDatabase()
const home = makeHome()
const SECRET = 'Nobody but leads reads this'
let staffroom: CommandLine
let alpha: SchoolDistrict
let readers: string
let running: string

/** The day so many days from today, on the district's clock. */
const day = (days: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago' }).format(new Date(Date.now() + days * 86_400_000))
const owner = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    return (await client.query<Record<string, unknown>>(statement, [...values])).rows
  })
const as = (name: PersonName) => ['--district', 'alpha', '--as', `id:${alpha.people[name]}`]
const survey = (...words: readonly string[]) => staffroom.json('survey', ...words)
const file = (name: string) => join(home, name)
const errorOf = ({ data }: { readonly data: unknown }) => (data as { error?: { code: string } }).error?.code
const cyclesOf = ({ data }: { readonly data: unknown }) =>
  (data as { cycles: readonly Record<string, unknown>[] }).cycles

beforeAll(async () => {
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: home })
  alpha = await plantDistrict(openBothRoles(database), 'alpha')
  const { classes, people } = alpha
  readers = await inDistrict(database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      "insert into community (district_id, name, created_by, created_at) values ('alpha', 'Readers', $1, now()) returning id::text",
      [people.teacher],
    )
    const id = rows[0]?.id ?? ''
    await client.query(
      `with lead as (insert into community_member (district_id, community_id, person_id, role, added_by)
         values ('alpha', $1, $2, 'lead', $2))
       insert into community_class (district_id, community_id, class_id, slot, added_by, added_at)
       select 'alpha', $1, unnest($3::bigint[]), 1, $2, now() - interval '60 days'`,
      [id, people.teacher, [classes.algebra, classes.biology]],
    )
    return id
  })
  const box = openSecretBox(randomBytes(32))
  await inDistrict(database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    for (const classId of [classes.algebra, classes.biology]) {
      const all = Array.from({ length: 12 }, (_, index) => answersOf(index, { 'one-thing': SECRET }))
      await addAnswered(client, { districtId: 'alpha', classId, box }, { startsOn: day(-20), endsOn: day(-10) }, all)
    }
    running = await addCycle(
      client,
      { districtId: 'alpha', classId: classes.biology },
      { startsOn: day(-2), endsOn: day(3) },
    )
  })
  const tending = { db: database.open('sync'), box, questionSets: SETS, now: () => new Date() }
  expect(await tendSurveys(tending, 'alpha')).toMatchObject({ closed: 2, reports: 1 })
})

// Commands run one after the other in one process.
describe('surveys by the command line', { timeout: 180_000 }, () => {
  test('know no command for a class’s report nor for who took part', async () => {
    const help = await staffroom.run('survey', '--help')
    const names = [...help.out.matchAll(/^ {2}([a-z-]+) /gm)].map(([, name]) => name)
    expect(names).toEqual([
      'list',
      'show',
      'add',
      'extend',
      'close',
      'remove',
      'code',
      'gradebook',
      'default',
      'extend-all',
      'report',
      'reports',
      'help',
    ])
  })

  test('refuse what is mistyped before a database is looked for', async () => {
    const to = ['--to', day(9)]
    for (const words of [
      ['show', 'algebra'],
      ['add', '1', '--from', 'tomorrow', ...to],
      ['add', '1', '--from', '2026-11-31', ...to],
      ['extend', '1'],
      ['default', '1', '--from', day(1)],
      ['default', '1', '--none', '--from', day(1), ...to],
      ['default', '1', '--cycles', '13'],
      ['default', '1', '--cycles', '6'],
      ['default', '1', '--late-days', '3'],
      ['default', '1', '--set', 'standard'],
      ['default', '1', '--none', '--cycles', '6'],
      ['code', '1', '--lock', '--unlock'],
      ['report', '1', '--format', 'csv'],
      ['report', '1', '--out', 'here.csv'],
    ])
      expect((await survey(...words, ...as('teacher'))).code, words.join(' ')).toBe(2)
    expect((await survey('show', alpha.classes.algebra, '--district', 'alpha')).code).toBe(2)
    expect((await survey('list', '--district', 'alpha', '--limit', '0')).code).toBe(2)
  })

  test('are closed to whoever leads nothing, and to a lead of another class', async () => {
    const { algebra, biology } = alpha.classes
    for (const words of [
      ['show', biology],
      ['close', running],
      ['code', biology],
      ['code', biology, '--lock'],
    ])
      expect(errorOf(await survey(...words, ...as('teacher'))), words.join(' ')).toMatch(/^SURVEY_(UNKNOWN|CLOSED)$/)
    for (const name of ['districtAdmin', 'itAdmin'] as const) {
      expect(errorOf(await survey('show', algebra, ...as(name))), name).toBe('SURVEY_CLOSED')
      expect(errorOf(await survey('report', readers, ...as(name))), name).toBe('SURVEY_CLOSED')
    }
    expect(errorOf(await survey('report', readers, ...as('southTeacher')))).toBe('SURVEY_UNKNOWN')
    expect(errorOf(await survey('default', readers, '--none', ...as('otherTeacher')))).toBe('SURVEY_CLOSED')
    expect(errorOf(await survey('show', algebra, ...as('retiredTeacher')))).toBe('PERSON_UNKNOWN')
    expect(await owner("select 1 from audit_entry where district_id = 'alpha' and actor = 'cli'")).toEqual([])
  })

  test('list when classes answer, without how many and who', async () => {
    const all = cyclesOf(await survey('list', '--district', 'alpha'))
    expect(all.map(({ state }) => state)).toEqual(['closed', 'closed', 'open'])
    expect(Object.keys(all[0] ?? {}).toSorted()).toEqual([
      'classId',
      'classTitle',
      'endsOn',
      'extendedTo',
      'id',
      'questionSet',
      'startsOn',
      'state',
    ])
    const open = cyclesOf(await survey('list', '--district', 'alpha', '--state', 'open', '--community', readers))
    expect(open.map(({ id }) => id)).toEqual([running])
    expect(cyclesOf(await survey('list', '--district', 'alpha', '--class', alpha.classes.chemistry))).toEqual([])
  })

  test('are planned, made longer, ended and taken out as a lead may, and the log says it was the command line', async () => {
    const { biology } = alpha.classes
    const other = as('otherTeacher')
    expect(errorOf(await survey('add', biology, '--from', day(1), '--to', day(9), ...other))).toBe('SCHEDULE_REFUSED')
    expect(errorOf(await survey('add', biology, '--from', day(9), '--to', day(8), ...other))).toBe('SCHEDULE_REFUSED')
    expect(errorOf(await survey('add', biology, '--from', day(20), '--to', day(30), '--set', 'none', ...other))).toBe(
      'SCHEDULE_REFUSED',
    )
    const planned = cyclesOf(
      await survey('add', biology, '--from', day(20), '--to', day(30), '--late-until', day(33), ...other),
    )
    expect(planned.at(-1)).toMatchObject({ startsOn: day(20), endsOn: day(30), extendedTo: day(33) })
    expect(planned).toHaveLength(3)
    expect(errorOf(await survey('extend', running, '--to', day(1), ...other))).toBe('SCHEDULE_REFUSED')
    expect(errorOf(await survey('remove', running, ...other))).toBe('SCHEDULE_REFUSED')
    const longer = cyclesOf(await survey('extend', running, '--late-until', day(5), ...other))
    expect(longer.find(({ id }) => id === running)).toMatchObject({ endsOn: day(3), extendedTo: day(5) })
    const fresh = String(planned.at(-1)?.['id'])
    expect(errorOf(await survey('close', fresh, ...other))).toBe('SCHEDULE_REFUSED')
    expect(cyclesOf(await survey('remove', fresh, ...other))).toHaveLength(2)
    const shown = (await survey('show', biology, ...other)).data
    expect(shown).toMatchObject({
      cycles: [
        { completed: 12, expected: 12 },
        { id: running, completed: 0 },
      ],
    })
    const log = await owner("select actor from audit_entry where district_id = 'alpha' and action = 'survey.schedule'")
    expect(log).toEqual([{ actor: 'cli' }, { actor: 'cli' }, { actor: 'cli' }])
  })

  test('of a community are extended class by class, after saying what that would do', async () => {
    const lead = as('teacher')
    const dry = await survey('extend-all', readers, '--late-until', day(7), '--dry-run', ...lead)
    expect(dry.data).toMatchObject({
      applied: false,
      classes: [
        { title: 'Class algebra', outcome: 'same' },
        { title: 'Class biology', outcome: 'changes' },
      ],
    })
    expect(cyclesOf(await survey('list', '--district', 'alpha', '--state', 'open'))[0]).toMatchObject({
      extendedTo: day(5),
    })
    expect((await survey('extend-all', readers, '--late-until', day(7), ...lead)).code).toBe(0)
    expect((await survey('extend-all', readers, '--to', day(1), ...lead)).code).toBe(3)
    expect(cyclesOf(await survey('list', '--district', 'alpha', '--state', 'open'))[0]).toMatchObject({
      endsOn: day(3),
      extendedTo: day(7),
    })
    expect(errorOf(await survey('extend-all', readers, '--to', day(9), ...as('otherTeacher')))).toBe('SURVEY_CLOSED')
    const ended = cyclesOf(await survey('close', running, ...as('otherTeacher')))
    expect(ended.find(({ id }) => id === running)).toMatchObject({ endsOn: day(0), extendedTo: null })
  })

  test('have a plan of a community, shown, set and taken away by its leads', async () => {
    const lead = as('teacher')
    expect((await survey('default', readers, ...lead)).data).toMatchObject({ name: 'Readers', plan: null, classes: 2 })
    expect(errorOf(await survey('default', readers, '--from', day(20), '--to', day(90), ...lead))).toBe(
      'SCHEDULE_REFUSED',
    )
    const days = ['--from', day(20), '--to', day(30), '--late-days', '3', '--every-weeks', '6', '--cycles', '2']
    expect((await survey('default', readers, ...days, ...lead)).data).toMatchObject({
      plan: { startsOn: day(20), endsOn: day(30), lateDays: 3, everyWeeks: 6, cycles: 2 },
    })
    expect((await survey('default', readers, '--none', ...lead)).data).toMatchObject({ plan: null })
  })

  test('have codes that a lead of the class makes, locks and opens', async () => {
    const { algebra } = alpha.classes
    const lead = as('teacher')
    expect((await survey('code', algebra, ...lead)).data).toMatchObject({ code: null })
    const { code } = (await survey('code', algebra, '--renew', '--lock', ...lead)).data as { code: string }
    expect((await survey('code', algebra, ...lead)).data).toMatchObject({ code, codeLocked: true })
    // Locked first: the fresh code was never open.
    const order = "select action from audit_entry where district_id = 'alpha' and action = any ($1) order by id"
    expect(await owner(order, [['class.renew_code', 'class.set_locks']])).toEqual([
      { action: 'class.set_locks' },
      { action: 'class.renew_code' },
    ])
    expect((await survey('code', algebra, '--unlock', ...lead)).data).toMatchObject({ code, codeLocked: false })
    expect(((await survey('code', algebra, '--renew', ...lead)).data as { code: string }).code).not.toBe(code)
  })

  test('are reported as a member sees them, to read and as a file, with a line in the audit log', async () => {
    const member = as('otherTeacher')
    const told = await survey('report', readers, ...member)
    expect(told.data).toMatchObject({ title: 'Readers', sets: [{ cycles: [{ classes: 2, completed: 24 }] }] })
    const words = await staffroom.run('survey', 'report', readers, ...member)
    expect(words.out).toContain('24 of 25 took part in 2 classes')
    for (const format of ['csv', 'pdf'] as const) {
      const out = ['--format', format, '--out', file(`one.${format}`)]
      expect((await survey('report', readers, ...out, ...member)).code).toBe(0)
      expect((await survey('report', readers, ...out, ...member)).code).toBe(2)
      expect(statSync(file(`one.${format}`)).mode & 0o077).toBe(0)
    }
    expect(readFileSync(file('one.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
    expect((await survey('reports', '--format', 'csv', '--out', file('all.csv'), ...member)).code).toBe(0)
    const csv = readFileSync(file('all.csv'), 'utf8')
    expect(csv).toContain('Readers')
    const closed = file('closed.csv')
    expect((await survey('report', readers, '--format', 'csv', '--out', closed, ...as('southTeacher'))).code).toBe(1)
    expect(existsSync(closed)).toBe(false)
    for (const text of [told.out, words.out, csv, readFileSync(file('one.csv'), 'utf8')]) {
      expect(text).not.toContain(SECRET)
      expect(text).not.toMatch(/algebra|biology/i)
    }
    const log = await owner(
      "select actor, object, detail from audit_entry where district_id = 'alpha' and action = 'survey.report_by_command'",
    )
    expect(log).toHaveLength(7)
    expect(log[0]).toEqual({
      actor: 'cli',
      object: `community:${readers}`,
      detail: { as: `person:${alpha.people.otherTeacher}` },
    })
  })
})
