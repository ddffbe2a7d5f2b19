/** What a district sets for itself beside its guard: how long things are kept, how often a complete export is wanted. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { useDatabase } from '../support/database.ts'

const home = makeHome()
const file = join(home, 'times.json')
const at = ['--district', 'east'] as const
const database = useDatabase()
let staffroom: CommandLine

beforeAll(async () => {
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: home })
  await staffroom.run('district', 'create', '--id', 'east', '--name', 'East', '--timezone', 'America/New_York')
})

const write = (times: unknown): void => writeFileSync(file, JSON.stringify(times))
const entries = async (key: string) => {
  const { rowCount } = await inDistrict(database.open('sync'), { districtId: 'east', actor: 'test' }, (client) =>
    client.query("select from audit_entry where object = $1 and actor = 'cli'", [`setting:${key}`]),
  )
  return rowCount
}

describe('retention', () => {
  test('is refused with everything that is wrong, and nothing is kept of it', async () => {
    write({ runsDays: 1e300, changesDays: 3, appliedRunsMin: 1 })
    const { code, err } = await staffroom.run('retention', 'set', ...at, '--file', file)
    expect(code).toBe(2)
    expect(err).toContain('runsDays must be a whole number of days from 7 to 3650')
    expect(err).toContain('changesDays must be')
    expect(err).toContain('appliedRunsMin is no time')
    expect((await staffroom.json('retention', 'show', ...at)).data).toMatchObject({ own: {} })
    expect(await entries('retention')).toBe(0)
  })

  test('is set, shown beside the defaults, on record, and taken back', async () => {
    write({ changesDays: 400 })
    expect((await staffroom.run('retention', 'set', ...at, '--file', file)).out).toMatch(/changesDays +400 +district/)
    expect((await staffroom.json('retention', 'show', ...at)).data).toMatchObject({
      own: { changesDays: 400 },
      effective: { changesDays: 400, runsDays: 730 },
      daysMin: 7,
    })
    write({})
    await staffroom.run('retention', 'set', ...at, '--file', file)
    expect((await staffroom.json('retention', 'show', ...at)).data).toMatchObject({
      own: {},
      effective: { changesDays: 365 },
    })
    expect(await entries('retention')).toBe(2)
  })
})

describe('complete exports', () => {
  test.each([['--days', '0'], ['--days', '91'], ['--days', '1e3'], ['--days', '7', '--default'], []])(
    'are not set by %s',
    async (...typed) => {
      expect((await staffroom.run('deltas', 'set', ...at, ...typed)).code).toBe(2)
    },
  )

  test('are wanted as often as the district says, until it goes back to the default', async () => {
    expect((await staffroom.json('deltas', 'show', ...at)).data).toMatchObject({ days: 7, setBy: 'default' })
    await staffroom.run('deltas', 'set', ...at, '--days', '3')
    expect((await staffroom.run('deltas', 'show', ...at)).out).toContain('every 3 days (set by the district)')
    await staffroom.run('deltas', 'set', ...at, '--default')
    expect((await staffroom.json('deltas', 'show', ...at)).data).toMatchObject({ days: 7, setBy: 'default' })
    expect(await entries('full_comparison')).toBe(2)
  })
})
