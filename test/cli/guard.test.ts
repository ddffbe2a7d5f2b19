/** Limits, quarantine and plans by the command line. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { csvLine } from '../../src/cli/csv.ts'
import { inDistrict } from '../../src/store/database.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()
let staffroom: CommandLine
const home = makeHome()
const at = (name: string): string => join(home, name)

/** A OneRoster 1.1 export of a school with the given users. */
function exportUsers(users: readonly (readonly [id: string, name: string, enabled: string])[]): void {
  mkdirSync(at('feed'), { recursive: true })
  const files: Record<string, string[]> = {
    'manifest.csv': [
      'propertyName,value',
      'manifest.version,1.0',
      'oneroster.version,1.1',
      'file.orgs,bulk',
      'file.users,bulk',
    ],
    'orgs.csv': ['sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId', 's1,,,School,school,,'],
    'users.csv': [
      'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password',
      ...users.map(([id, name, enabled]) => `${id},,,${enabled},s1,student,,,Ada,${name},,,,,,,,`),
    ],
  }
  for (const [name, lines] of Object.entries(files)) writeFileSync(join(at('feed'), name), `${lines.join('\n')}\n`)
}

beforeAll(async () => {
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: home })
  // Whoever leaves later doesn't stand last: a file of a folder that lost its last record may have been cut.
  exportUsers([
    ['u2', 'Lovelace', 'true'],
    ['u1', 'Byron', 'true'],
  ])
  writeFileSync(at('sis.json'), JSON.stringify({ path: at('feed') }))
  await staffroom.run('district', 'create', '--id', 'east', '--name', 'East', '--timezone', 'America/Chicago')
  const which = ['--district', 'east', '--id', 'sis', '--connector', 'oneroster-csv', '--config', at('sis.json')]
  await staffroom.run('source', 'add', ...which)
  await staffroom.run('sync', 'sis')
})

describe('the limits of a district', () => {
  test('are refused as a whole when one is wrong, each fault told', async () => {
    writeFileSync(at('limits.json'), JSON.stringify({ retireShareMax: 5, retireRowMax: 1, changeRowsMin: 3 }))
    const { code, err } = await staffroom.run('guard', 'set', '--district', 'east', '--file', at('limits.json'))
    expect(code).toBe(2)
    expect(err).toContain('retireShareMax must be a number from 0 to 1')
    expect(err).toContain('retireRowMax is no limit')
    expect((await staffroom.json('guard', 'show', '--district', 'east')).data).toMatchObject({ own: {} })
  })

  test('are set, shown beside the defaults, in effect with the next sync, on record, and taken back', async () => {
    writeFileSync(at('limits.json'), JSON.stringify({ retireRowsMax: 0, retireShareMax: 0 }))
    await staffroom.run('guard', 'set', '--district', 'east', '--file', at('limits.json'))
    expect((await staffroom.json('guard', 'show', '--district', 'east')).data).toMatchObject({
      own: { retireRowsMax: 0, retireShareMax: 0 },
      effective: { retireRowsMax: 0, changeShareMax: 0.75 },
    })
    exportUsers([['u1', 'Byron', 'true']])
    const held = await staffroom.json('sync', 'sis', '--dry-run')
    expect(held).toMatchObject({ code: 3, data: { hold: { reasons: [{ code: 'retire', limit: 0, count: 1 }] } } })
    writeFileSync(at('limits.json'), '{}')
    await staffroom.run('guard', 'set', '--district', 'east', '--file', at('limits.json'))
    expect((await staffroom.run('sync', 'sis', '--dry-run')).code).toBe(0)
    const entries = await inDistrict(database.open('sync'), { districtId: 'east', actor: 'test' }, (client) =>
      client.query("select from audit_entry where object = 'setting:guard' and actor = 'cli'"),
    )
    expect(entries.rowCount).toBe(2)
  })
})

describe('a source with a bad row', () => {
  test('shows it until it is mended, with its place and since when, and never with its value', async () => {
    exportUsers([
      ['u1', 'Byron', 'true'],
      ['=cmd()', 'Secretname', 'perhaps'],
    ])
    await staffroom.run('sync', 'sis')
    const shown = await staffroom.run('source', 'quarantine', 'sis')
    expect(shown.out).toMatch(/users\.csv +3 +enabledUser +value_boolean +.* district|exporter/)
    expect((await staffroom.json('source', 'quarantine', 'east/sis')).data).toMatchObject({
      quarantine: [expect.objectContaining({ file: 'users.csv', row: 3 })],
    })
    await staffroom.run('source', 'quarantine', 'sis', '--csv', at('open.csv'))
    const csv = readFileSync(at('open.csv'), 'utf8')
    expect(csv).toContain(',users.csv,3,')
    for (const text of [shown.out, csv]) expect(text).not.toContain('Secretname')
    exportUsers([['u1', 'Byron', 'true']])
    await staffroom.run('sync', 'sis')
    expect((await staffroom.run('source', 'quarantine', 'sis')).out).toContain('No row of east/sis stays out.')
  })

  test('is written where it can be, or nowhere', async () => {
    const { code, err } = await staffroom.run('source', 'quarantine', 'sis', '--csv', at('no/such/folder.csv'))
    expect(code).toBe(2)
    expect(err).toContain('cannot be written')
  })
})

describe('a plan', () => {
  test('is shown field by field, with roles by person, on the screen and as a file', async () => {
    exportUsers([
      ['u1', 'King', 'true'],
      ['u9', 'New', 'true'],
    ])
    const { data } = await staffroom.json('sync', 'sis', '--dry-run')
    const runId = (data as { runId: string }).runId
    const { out } = await staffroom.run('runs', 'show', runId, '--changes')
    expect(out).toMatch(/people +change +u1 +family_name +Byron +King/)
    expect(out).toMatch(/people +add +u9 +family_name +- +New/)
    expect(out).toMatch(/roles +add +u9 +student +- +school s1/)
    expect((await staffroom.run('runs', 'show', runId, '--csv', at('plan.csv'))).code).toBe(2)
    await staffroom.run('runs', 'show', runId, '--changes', '--csv', at('plan.csv'))
    expect(readFileSync(at('plan.csv'), 'utf8').split('\r\n')).toEqual(
      expect.arrayContaining(['people,change,u1,family_name,Byron,King', 'roles,add,u9,student,,school s1']),
    )
  })
})

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@a', "'@a"],
  ['\t=1', "'\t=1"],
  [' =1', "' =1"],
  ['＝1', "'＝1"],
  ['a,b', '"a,b"'],
  ['a"b', '"a""b"'],
  ['a\nb', '"a\nb"'],
  ['a=b', 'a=b'],
])('a cell of a CSV is never taken for a formula: %j', (value, written) => {
  expect(csvLine([value, 1, null])).toBe(`${written},1,\r\n`)
})
