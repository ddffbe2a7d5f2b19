/** What a coach does, by the command line in their name: with their reach, by the rules of their pages, and as `cli` on the audit log. */

import { randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { plantDistrict, type SchoolDistrict } from '../http/school-district.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { openBothRoles, useDatabase } from '../support/database.ts'

const database = useDatabase()
const NOTE = 'canary-note-5150'
let staffroom: CommandLine
let alpha: SchoolDistrict
let notes: string

const owner = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(statement, [...values])
    return rows
  })

beforeAll(async () => {
  staffroom = openCommandLine({
    DATABASE_URL: database.ownerUrl,
    STAFFROOM_HOME: makeHome(),
    STAFFROOM_SECRET_KEY: randomBytes(32).toString('base64'),
  })
  alpha = await plantDistrict(openBothRoles(database), 'alpha')
  notes = join(mkdtempSync(join(tmpdir(), 'notes-')), 'notes.txt')
  writeFileSync(notes, `${NOTE}\n`)
  await owner(
    "insert into district_setting (district_id, key, value) values ('alpha', 'coaching.interactionTypes', $1)",
    [JSON.stringify([{ id: 'meeting', name: 'Meeting' }])],
  )
  await owner("insert into coaching_tag (district_id, id, name) values ('alpha', 6, 'Exit tickets')")
})

type Who = 'coach' | 'southCoach' | 'districtAdmin' | 'teacher' | 'principal'
const named = (name: Who | 'otherTeacher') => `id:${alpha.people[name]}`
const as = (name: Who) => ['--district', 'alpha', '--as', named(name)]
const errorOf = ({ data }: { readonly data: unknown }) => (data as { error?: { code: string } }).error?.code
/** Its code, and everything that is wrong. */
const refusalOf = ({ data }: { readonly data: unknown }) => {
  const { code, message } = (data as { error?: { code: string; message: string } }).error ?? {}
  return `${code} ${message}`
}
const idOf = ({ data }: { readonly data: unknown }) => (data as { id?: string }).id ?? ''
const coaching = (...words: readonly string[]) => staffroom.json('coaching', ...words)
const TALK = '--date 2026-09-02 --minutes 25 --type meeting --educator'.split(' ')
const log = (who: Who, ...more: readonly string[]) =>
  coaching('log', ...as(who), ...TALK, named('teacher'), named('otherTeacher'), '--school', 'North School', ...more)
const start = (who: Who, ...more: readonly string[]) =>
  coaching(
    'cycle',
    'start',
    ...as(who),
    '--educator',
    named('teacher'),
    '--phase',
    'phase-plan',
    '--from',
    '2026-08-03',
    ...more,
  )
const audited = () =>
  owner(
    "select actor, action, object, detail::text from audit_entry where action ~ '^(interaction|coaching_cycle)[.]' order by id",
  )

describe('logging in the name of a coach', { timeout: 180_000 }, () => {
  test('is refused to whoever is no coach, for what is not theirs, and with words that mean nothing', async () => {
    for (const who of ['districtAdmin', 'teacher', 'principal'] as const) {
      expect(errorOf(await log(who)), who).toBe('COACHING_CLOSED')
      expect(errorOf(await start(who)), who).toBe('COACHING_CLOSED')
    }
    expect(refusalOf(await log('southCoach'))).toMatch(/^INTERACTION_REFUSED schoolId: .*\neducatorIds/)
    expect(refusalOf(await start('southCoach'))).toMatch(/^CYCLE_REFUSED educators/)
    expect(refusalOf(await log('coach', '--educator', named('coach')))).toMatch(/^INTERACTION_REFUSED educatorIds/)
    expect(errorOf(await log('coach', '--educator', 'nobody'))).toBe('PERSON_UNKNOWN')
    expect(errorOf(await log('coach', '--tag', 'None'))).toBe('TAG_UNKNOWN')
    expect(refusalOf(await log('coach', '--cycle', '77'))).toMatch(/^INTERACTION_REFUSED cycle/)
    expect(refusalOf(await log('coach', '--date', '2031-01-01'))).toMatch(/^INTERACTION_REFUSED date: /)
    expect(refusalOf(await log('coach', '--type', 'dance'))).toMatch(/^INTERACTION_REFUSED typeId: /)
    for (const wrong of [
      ['--date', '2026-02-30'],
      ['--minutes', 'long'],
      ['--cycle', 'mine'],
      ['--notes-file', 'nowhere.txt'],
    ])
      expect((await log('coach', ...wrong)).code, wrong.join(' ')).toBe(2)
    expect(await owner('select from interaction')).toHaveLength(0)
    expect(await owner('select from coaching_cycle')).toHaveLength(0)
  })

  test('makes what a page would: sealed notes, tags, the cycle’s phase, no mail; the audit log says cli', async () => {
    const cycle = idOf(await start('coach', '--goal-file', notes))
    const made = await log('coach', '--tag', 'exit tickets', '--notes-file', notes, '--cycle', cycle)
    expect(made.code, JSON.stringify(made.data)).toBe(0)
    expect(JSON.stringify(made.data)).not.toContain(NOTE)
    const [row] = await owner('select coach_id::text, minutes, notes_sealed from interaction where id = $1', [
      idOf(made),
    ])
    expect(row).toMatchObject({ coach_id: alpha.people.coach, minutes: 25 })
    expect(String(row?.['notes_sealed'])).not.toContain(NOTE)
    expect(await owner('select from interaction_educator')).toHaveLength(2)
    expect(await owner('select from interaction_tag')).toHaveLength(1)
    expect(await owner('select from outbox')).toHaveLength(0)
    expect((await coaching('list', '--mine', ...as('coach'))).data).toMatchObject({
      total: 1,
      items: [{ minutes: 25 }],
    })
    const entries = await audited()
    expect(entries.map(({ actor, action }) => [actor, action])).toEqual(
      ['coaching_cycle.start', 'interaction.log', 'coaching_cycle.place'].map((action) => ['cli', action]),
    )
    expect(JSON.stringify(entries)).not.toContain(NOTE)
  })

  test('moves, ends and reopens a cycle of theirs, and nobody else’s', async () => {
    const [{ id } = {}] = await owner('select id::text from coaching_cycle')
    const cycle = String(id)
    const move = (who: Who, from: string) =>
      coaching('cycle', 'move', cycle, ...as(who), '--phase', 'phase-practise', '--from', from)
    expect(errorOf(await move('southCoach', '2026-09-01'))).toBe('CYCLE_UNKNOWN')
    expect(errorOf(await move('coach', '2026-07-01'))).toBe('CYCLE_REFUSED')
    expect((await move('coach', '2026-09-01')).code).toBe(0)
    expect((await coaching('cycles', ...as('coach'))).data).toMatchObject({ items: [{ phase: { name: 'Practise' } }] })
    const end = (who: Who, on: string) => coaching('cycle', 'end', cycle, ...as(who), '--on', on)
    expect(errorOf(await end('southCoach', '2026-09-30'))).toBe('CYCLE_UNKNOWN')
    expect(errorOf(await end('coach', '2026-07-01'))).toBe('CYCLE_REFUSED')
    expect((await end('coach', '2026-02-30')).code).toBe(2)
    expect((await end('coach', '2026-09-30')).code).toBe(0)
    expect(errorOf(await move('coach', '2026-09-15'))).toBe('CYCLE_REFUSED')
    const [ended] = await owner('select ended_on::text, texts_sealed is not null as "hasGoal" from coaching_cycle')
    expect(ended).toEqual({ ended_on: '2026-09-30', hasGoal: true })
    expect((await coaching('cycle', 'reopen', cycle, ...as('coach'))).code).toBe(0)
    expect((await audited()).slice(-3).map(({ actor, action }) => [actor, action])).toEqual(
      ['coaching_cycle.move', 'coaching_cycle.end', 'coaching_cycle.reopen'].map((action) => ['cli', action]),
    )
  })
})
