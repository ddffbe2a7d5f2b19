/** Coaching by the command line: lists as somebody of the district sees them, and hand-overs. */

import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { insertNoteOpeningDirect } from '../../src/store/coaching/note-opening.ts'
import { inDistrict } from '../../src/store/database.ts'
import { openSecretBox } from '../../src/store/secret.ts'
import { plantDistrict, type SchoolDistrict } from '../http/school-district.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { openBothRoles, useDatabase } from '../support/database.ts'

const database = useDatabase()
let staffroom: CommandLine
let alpha: SchoolDistrict

const KEY = randomBytes(32)

const owner = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query<Record<string, unknown>>(statement, [...values]),
  )

beforeAll(async () => {
  staffroom = openCommandLine({
    DATABASE_URL: database.ownerUrl,
    STAFFROOM_HOME: makeHome(),
    STAFFROOM_SECRET_KEY: KEY.toString('base64'),
  })
  alpha = await plantDistrict(openBothRoles(database), 'alpha')
  const { north, people } = alpha
  await owner(
    `insert into interaction (district_id, id, coach_id, held_on, minutes, type, school_id, notes_sealed)
     values ('alpha', 91, $1, '2026-09-02', 30, 'meeting', $2, 'canary-sealed')`,
    [people.coach, north],
  )
  await owner(
    `with met as (insert into interaction_educator (district_id, interaction_id, person_id) values ('alpha', 91, $2)),
       load as (insert into caseload (district_id, id, coach_id, name, changed_at) values ('alpha', 7, $1, 'Mine', now()))
     insert into caseload_member (district_id, caseload_id, person_id, is_in, since_on) values ('alpha', 7, $2, true, '2026-01-01')`,
    [people.coach, people.teacher],
  )
})

type Who = 'coach' | 'southCoach' | 'districtAdmin' | 'teacher'
const as = (name: Who) => ['--district', 'alpha', '--as', `id:${alpha.people[name]}`]
const run = (...words: readonly string[]) => staffroom.json(...words)
const errorOf = ({ data }: { readonly data: unknown }) => (data as { error?: { code: string } }).error?.code

// Commands run one after the other in one process.
const named = (name: Who) => `id:${alpha.people[name]}`
/** How many interactions a list has that is asked for so. */
async function countOf(who: Who, ...words: readonly string[]): Promise<number> {
  const { code, data } = await run('coaching', 'list', ...as(who), ...words)
  expect(code, words.join(' ')).toBe(0)
  return (data as { total: number }).total
}

describe('lists of coaching', { timeout: 120_000 }, () => {
  test('are closed to whoever has no such pages', async () => {
    for (const words of ['coaching list', 'coaching cycles', 'coaching educators', 'caseload list'])
      expect(errorOf(await run(...words.split(' '), ...as('teacher'))), words).toBe('LIST_CLOSED')
    expect(errorOf(await run('caseload', 'coaches', ...as('coach')))).toBe('LIST_CLOSED')
    expect(errorOf(await run('caseload', 'show', '7', ...as('southCoach')))).toBe('CASELOAD_UNKNOWN')
    expect(errorOf(await run('coaching', 'list', '--district', 'alpha', '--as', 'nobody'))).toBe('PERSON_UNKNOWN')
  })

  test('refuse a page that is none, before a database is looked for', async () => {
    for (const words of [
      ['coaching', 'list', '--limit', '0'],
      ['coaching', 'cycles', '--page', 'two'],
      ['coaching', 'educators', '--limit', '5000'],
      ['caseload', 'show', 'Mine'],
      ['handover', 'undo', 'last'],
    ]) {
      const place = words[0] === 'handover' ? ['--district', 'alpha'] : as('coach')
      expect((await run(...words, ...place)).code, words.join(' ')).toBe(2)
    }
  })

  test('have what the named person sees, never what was written', async () => {
    const all = await run('coaching', 'list', ...as('districtAdmin'))
    expect(all.data).toMatchObject({ total: 1, items: [{ id: '91', minutes: 30, educators: [{ givenName: 'Tara' }] }] })
    expect(JSON.stringify(all.data)).not.toContain('canary')
    expect((await run('coaching', 'list', ...as('southCoach'))).data).toMatchObject({ total: 0 })
    expect((await run('coaching', 'list', '--mine', ...as('districtAdmin'))).data).toMatchObject({ total: 0 })
    expect((await run('coaching', 'cycles', ...as('coach'))).data).toMatchObject({ total: 0 })
    const { out } = await staffroom.run('coaching', 'educators', ...as('coach'), '--name', 'tara')
    expect(out).toContain('Tara Teacher  North School  2026-09-02    no')
  })

  test('find interactions by day, coach, educator, kind, tag and school, as the named person sees them', async () => {
    await owner(
      `with tag as (insert into coaching_tag (district_id, id, name) values ('alpha', 6, 'Exit tickets'))
       insert into interaction_tag (district_id, interaction_id, tag_id) values ('alpha', 91, 6)`,
    )
    const every = [
      '--from',
      '2026-09-02',
      '--to',
      '2026-09-02',
      '--coach',
      named('coach'),
      '--educator',
      named('teacher'),
    ]
    const besides = ['--type', 'meeting', '--tag', 'exit tickets', '--school', 'North School']
    expect(await countOf('districtAdmin', ...every, ...besides)).toBe(1)
    expect(await countOf('southCoach', ...every, ...besides)).toBe(0)
    for (const other of [
      ['--from', '2026-09-03'],
      ['--to', '2026-09-01'],
      ['--coach', named('southCoach')],
      ['--educator', named('southCoach')],
      ['--type', 'observation'],
      ['--school', 'South School'],
    ])
      expect(await countOf('districtAdmin', ...other), other.join(' ')).toBe(0)
    const wrongly = ['coaching', 'list', ...as('coach')]
    expect(errorOf(await run(...wrongly, '--tag', 'None'))).toBe('TAG_UNKNOWN')
    expect(errorOf(await run(...wrongly, '--educator', 'nobody'))).toBe('PERSON_UNKNOWN')
    expect((await run(...wrongly, '--from', '2026-02-30')).code).toBe(2)
    expect((await run(...wrongly, '--from', '2026-09-03', '--to', '2026-09-02')).code).toBe(2)
  })

  test('find educators as the page does: by school, grade, tag, caseload and when they were last seen', async () => {
    const found = async (...words: readonly string[]) => {
      const { data } = await run('coaching', 'educators', ...as('coach'), ...words)
      return (data as { items: { givenName: string }[] }).items.map(({ givenName }) => givenName)
    }
    const all = await found()
    expect(all).toContain('Tara')
    expect(all.length).toBeGreaterThan(1)
    await owner(
      `with tag as (insert into coaching_tag (district_id, id, name) values ('alpha', 5, 'Routines'))
       insert into interaction_tag (district_id, interaction_id, tag_id) values ('alpha', 91, 5)`,
    )
    await owner("update class set grades = '{04}', subjects = '{Science}' where id = $1", [alpha.classes.algebra])
    expect(await found('--tag', 'routines')).toEqual(['Tara'])
    expect(await found('--caseload', '7')).toEqual(['Tara'])
    expect(await found('--caseload', 'mine')).toEqual(['Tara'])
    expect(await found('--not-seen', '9000')).not.toContain('Tara')
    expect(await found('--school', 'North School')).toContain('Tara')
    expect(await found('--cycle', 'open')).toEqual([])
    expect(await found('--grade', '4')).toEqual(await found('--subject', 'Science'))
    expect(await found('--grade', '4')).toContain('Tara')
    expect(await found('--grade', '11')).toEqual([])
    expect(errorOf(await run('coaching', 'educators', ...as('coach'), '--group', 'None'))).toBe('SCHOOL_GROUP_UNKNOWN')
    expect(errorOf(await run('coaching', 'educators', ...as('coach'), '--caseload', 'none'))).toBe('LIST_CLOSED')
    expect((await run('coaching', 'educators', ...as('coach'), '--caseload', 'ours')).code).toBe(2)
    expect((await run('coaching', 'educators', ...as('coach'), '--not-seen', 'long')).code).toBe(2)
  })

  test('of who opened what somebody wrote are theirs alone, with the reason', async () => {
    const box = openSecretBox(KEY)
    const opening = {
      districtId: 'alpha',
      interactionId: '91',
      cycleId: null,
      by: `person:${alpha.people.districtAdmin}`,
    }
    await inDistrict(database.open('web'), { districtId: 'alpha', actor: opening.by }, (client) =>
      insertNoteOpeningDirect(client, box, { ...opening, reason: 'A complaint', at: new Date('2026-09-03T10:00:00Z') }),
    )
    const { out } = await staffroom.run('coaching', 'note-openings', ...as('coach'))
    expect(out).toMatch(/2026-09-03T10:00:00.*Dana Director +interaction 91 +2026-09-02 +A complaint/)
    expect(out).not.toContain('canary')
    expect((await run('coaching', 'note-openings', ...as('southCoach'))).data).toMatchObject({ total: 0 })
    expect(errorOf(await run('coaching', 'note-openings', ...as('teacher')))).toBe('LIST_CLOSED')
  })

  test('of caseloads, their own or of a coach, with who is in one and why', async () => {
    expect((await run('caseload', 'list', ...as('coach'))).data).toMatchObject({
      caseloads: [{ id: '7', educators: 1 }],
    })
    expect((await run('caseload', 'list', ...as('southCoach'))).data).toEqual({ caseloads: [] })
    const coach = ['--coach', 'coach@alpha.example']
    expect((await run('caseload', 'list', ...as('districtAdmin'), ...coach)).data).toMatchObject({
      caseloads: [{ name: 'Mine' }],
    })
    expect(errorOf(await run('caseload', 'list', ...as('southCoach'), ...coach))).toBe('CASELOAD_UNKNOWN')
    const { out } = await staffroom.run('caseload', 'show', '7', ...as('coach'))
    expect(out).toContain('Mine: 1 educators today')
    expect(out).toContain('by hand')
    expect((await run('caseload', 'coaches', ...as('districtAdmin'))).data).toMatchObject({
      inNone: expect.any(Number) as number,
    })
  })
})

describe('hand-overs', { timeout: 120_000 }, () => {
  test('are listed, given, taken back and left, in the name of the command line', async () => {
    const place = ['--district', 'alpha']
    expect((await staffroom.run('handover', 'list', ...place)).out).toContain('Nobody is to be handed over.')
    const give = [
      'handover',
      'give',
      'sis-teacher',
      ...place,
      '--from',
      'sis-coach',
      '--to',
      'southCoach@alpha.example',
    ]
    expect(errorOf(await run(...give))).toBe('HANDOVER_REFUSED')
    await owner('update affiliation set org_id = $1 where person_id = $2', [alpha.south, alpha.people.teacher])
    const { out } = await staffroom.run('handover', 'list', ...place)
    expect(out).toContain('Tara Teacher')
    expect(out).toContain('0 cycles, 0 next steps, 1 caseloads')
    expect((await run('handover', 'list', ...place, '--page', '2')).data).toMatchObject({ items: [], total: 1 })
    expect((await run('handover', 'list', ...place, '--search', 'nobody')).data).toMatchObject({ total: 0 })
    expect((await run('handover', 'list', ...place, '--page', '0')).code).toBe(2)
    const given = await run(...give)
    const decided = await staffroom.run('handover', 'decided', ...place, '--search', 'tara south')
    expect(decided.out).toContain('Tara Teacher')
    expect((await run('handover', 'decided', ...place, '--search', 'nobody')).data).toMatchObject({ total: 0 })
    const decision = (given.data as { decision: string }).decision
    expect(given).toMatchObject({ code: 0 })
    expect(errorOf(await run('handover', 'leave', 'sis-teacher', ...place, '--from', 'sis-coach'))).toBe(
      'HANDOVER_REFUSED',
    )
    expect((await run('handover', 'undo', decision, ...place)).code).toBe(0)
    expect(errorOf(await run('handover', 'undo', decision, ...place))).toBe('HANDOVER_REFUSED')
    expect((await run('handover', 'leave', 'sis-teacher', ...place, '--from', 'sis-coach')).code).toBe(0)
    const { rows } = await owner("select actor, action from audit_entry where action like 'educator.%' order by id")
    expect(rows).toEqual(
      ['hand_over', 'undo_hand_over', 'leave_with_coach'].map((action) => ({
        actor: 'cli',
        action: `educator.${action}`,
      })),
    )
  })
})
