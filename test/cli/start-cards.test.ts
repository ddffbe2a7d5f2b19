/** Start cards by the command line: those in force are listed and ended; none is printed, and no code is told. */

import { beforeAll, describe, expect, test } from 'vitest'
import { openDatabase, inDistrict } from '../../src/store/database.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()
let staffroom: CommandLine
const DISTRICT = ['--district', 'east']
let card = ''

beforeAll(async () => {
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: makeHome() })
  await staffroom.run('district', 'create', '--id', 'east', '--name', 'East', '--timezone', 'America/Chicago')
  const owner = openDatabase({ url: database.ownerUrl, role: 'owner' })
  card = await inDistrict(owner, { districtId: 'east', actor: 'test' }, async (client) => {
    const one = async (statement: string, values: readonly unknown[] = []) =>
      ((await client.query<{ id: string }>(statement, [...values])).rows[0] as { id: string }).id
    const school = await one(
      "insert into org (district_id, source_id, sourced_id, name, type) values ('east', 'sis', 's1', 'North', 'school') returning id",
    )
    const person = async (given: string, role: string) => {
      const id = await one(
        "insert into person (district_id, given_name, family_name, email) values ('east', $1, 'Last', $1 || '@east.example') returning id",
        [given],
      )
      await client.query(
        "insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin) values ('east', $1, $2, 'school', $3, 'manual')",
        [id, role, school],
      )
      return id
    }
    const student = await person('ada', 'student')
    await person('tom', 'teacher')
    await client.query(
      "insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type) values ('east', $1, $2, 'sis', 'student', 'primary')",
      [school, student],
    )
    return one(
      `insert into start_card (district_id, person_id, school_id, code_mark, printed_at, printed_by, expires_at)
       values ('east', $1, $2, 'v1.x.secret-mark', now(), 'cli', now() + interval '1 day') returning id`,
      [student, school],
    )
  })
  await owner.close()
}, 60_000)

describe('staffroom student cards', () => {
  test('lists none where the district has no start cards, and says what switches them on', async () => {
    const { code, out } = await staffroom.run('student', 'cards', 'list', ...DISTRICT)
    expect([code, out]).toEqual([0, expect.stringContaining('--rule startCards')])
  })

  test('lists those in force, with nothing of a code', async () => {
    await staffroom.run('rules', 'set', ...DISTRICT, '--rule', 'startCards', '--value', 'true')
    const { data } = await staffroom.json('student', 'cards', 'list', ...DISTRICT)
    expect(data).toMatchObject({
      isOn: true,
      cards: [{ id: card, classTitle: null, schoolName: 'North', usedAt: null }],
    })
    expect(JSON.stringify(data)).not.toContain('secret-mark')
  })

  test('ends none for who prints none, and none that is not there', async () => {
    const teacher = await staffroom.run('student', 'cards', 'revoke', card, ...DISTRICT, '--as', 'tom@east.example')
    expect([teacher.code, teacher.err]).toEqual([1, expect.stringContaining('prints no start cards')])
    const missing = await staffroom.run('student', 'cards', 'revoke', '999999', ...DISTRICT)
    expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('None of these cards is in force')])
    expect((await staffroom.run('student', 'cards', 'revoke', 'x', ...DISTRICT)).code).toBe(2)
  })

  test('ends a card', async () => {
    const { code, out } = await staffroom.run('student', 'cards', 'revoke', card, ...DISTRICT)
    expect([code, out]).toEqual([0, expect.stringContaining('Start cards revoked: 1.')])
    const { data } = await staffroom.json('student', 'cards', 'list', ...DISTRICT)
    expect(data).toEqual({ isOn: true, cards: [] })
  })
})
