/** What students have and do, taken along by the command line, as an administrator or as a named person. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { inDistrict, openDatabase } from '../../src/store/database.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()
const home = makeHome()
const DISTRICT = ['--district', 'east']
const file = join(home, 'report.csv')
let staffroom: CommandLine

beforeAll(async () => {
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: home })
  await staffroom.run('district', 'create', '--id', 'east', '--name', 'East', '--timezone', 'America/Chicago')
  const owner = openDatabase({ url: database.ownerUrl, role: 'owner' })
  await inDistrict(owner, { districtId: 'east', actor: 'test' }, async (client) => {
    const one = async (statement: string, values: readonly unknown[] = []) =>
      ((await client.query<{ id: string }>(statement, [...values])).rows[0] as { id: string }).id
    for (const [school, given, role] of [
      ['North', 'ada', 'student'],
      ['South', 'bo', 'student'],
      ['North', 'cy', 'school_admin'],
      ['South', 'di', 'coach'],
    ] as const) {
      const org = await one(
        `insert into org (district_id, source_id, sourced_id, name, type) values ('east', 'sis', $1, $1, 'school')
         on conflict (district_id, source_id, sourced_id) do update set name = excluded.name returning id`,
        [school],
      )
      const person = await one(
        "insert into person (district_id, given_name, family_name, email) values ('east', $1, 'Last', $1 || '@east.example') returning id",
        [given],
      )
      await client.query(
        "insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin) values ('east', $1, $2, 'school', $3, 'manual')",
        [person, role, org],
      )
      await client.query(
        "insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type) values ('east', $1, $2, 'sis', 'x', 'primary')",
        [org, person],
      )
    }
  })
  await owner.close()
}, 60_000)

const report = (...more: readonly string[]) => staffroom.run('student', 'report', ...DISTRICT, '--csv', file, ...more)
const givenNames = async () =>
  (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',')[2])

describe('staffroom student report', () => {
  test('writes all students of the district, or of a school, and says how many', async () => {
    const all = await report()
    expect([all.code, all.out]).toEqual([
      0,
      expect.stringMatching(/^2 students written to .*report\.csv, tests of 20\d\d-20\d\d\./),
    ])
    expect(await givenNames()).toEqual(['ada', 'bo'])
    expect((await report('--school', 'South', '--year', '2024')).out).toContain('tests of 2024-2025.')
    expect(await givenNames()).toEqual(['bo'])
  })

  test('writes for whom --as names what they reach, and for who reaches none nothing', async () => {
    expect((await report('--as', 'cy@east.example')).code).toBe(0)
    expect(await givenNames()).toEqual(['ada'])
    const coach = await report('--as', 'di@east.example')
    expect([coach.code, coach.err]).toEqual([1, expect.stringContaining('takes no report of students along')])
    expect(await givenNames()).toEqual(['ada'])
  })

  test('says what is wrong with a school, a year or a file that can’t be', async () => {
    expect((await report('--school', 'West')).err).toContain('Nothing here, or more than one, is named West.')
    expect((await report('--year', 'now')).code).toBe(2)
    const nowhere = await staffroom.run('student', 'report', ...DISTRICT, '--csv', join(home, 'no', 'where.csv'))
    expect([nowhere.code, nowhere.err]).toEqual([2, expect.stringContaining('cannot be written')])
  })
})
