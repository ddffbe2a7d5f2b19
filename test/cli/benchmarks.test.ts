/** Benchmark tests by the command line: read, assigned, taken away, and results from a file. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()
let staffroom: CommandLine
const home = makeHome()
const at = (name: string): string => join(home, name)
const DISTRICT = ['--district', 'east']

const FILES = {
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
    'u1,,,true,s1,student,,,Ada,One,,0042,,,,,04,',
    'u2,,,true,s1,student,,,Bea,Two,,0043,,,,,05,',
    'u3,,,true,s1,student,,,Cyd,Six,,0044,,,,,09,',
  ],
}

const results = (...lines: readonly string[]): string => {
  writeFileSync(
    at('results.csv'),
    ['Student,Test,Started,Completed,Score', ...lines].map((line) => `${line}\n`).join(''),
  )
  return at('results.csv')
}
interface Listed {
  readonly students: readonly { readonly tests: readonly { readonly state: string; readonly score: number | null }[] }[]
}
const list = async (...words: readonly string[]) =>
  (await staffroom.json('benchmark', 'list', ...DISTRICT, ...words)).data as Listed
const states = async () => (await list()).students.map(({ tests }) => tests.map(({ state }) => state))
/** Some hours ago, whatever the day of the run. */
const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString()

beforeAll(async () => {
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: home })
  mkdirSync(at('feed'), { recursive: true })
  for (const [name, lines] of Object.entries(FILES)) writeFileSync(join(at('feed'), name), `${lines.join('\n')}\n`)
  writeFileSync(at('sis.json'), JSON.stringify({ path: at('feed') }))
  await staffroom.run('district', 'create', '--id', 'east', '--name', 'East', '--timezone', 'America/Chicago')
  await staffroom.run(
    'source',
    'add',
    ...DISTRICT,
    '--id',
    'sis',
    '--connector',
    'oneroster-csv',
    '--config',
    at('sis.json'),
  )
  const synced = await staffroom.run('sync', 'east/sis')
  expect([synced.code, synced.err]).toEqual([0, synced.err])
}, 60_000)

describe('staffroom benchmark', () => {
  test('lists nobody until the district has switched the tests on, then the grades that it names', async () => {
    expect(await list()).toMatchObject({ isOn: false, students: [] })
    await staffroom.run('rules', 'set', ...DISTRICT, '--rule', 'benchmarkGrades', '--value', '["04","05"]')
    const set = await staffroom.run('rules', 'set', ...DISTRICT, '--rule', 'benchmarks', '--value', 'true')
    expect(set.code).toBe(0)
    expect(await states()).toEqual([
      ['assigned', 'none', 'none'],
      ['assigned', 'none', 'none'],
    ])
    expect(await list('--school', 's1')).toMatchObject({ students: [{}, {}] })
    const text = await staffroom.run('benchmark', 'list', ...DISTRICT)
    expect(text.out).toMatch(/id:\d+ +04 +assigned +none +none/)
  })

  test('keeps results: first a look, then exactly those, and nothing the second time', async () => {
    const file = results(`0042,1,${ago(3)},${ago(2)},431.5`, `u2,1,${ago(3)},,`, `0044,1,${ago(3)},,`)
    const look = await staffroom.json('benchmark', 'results', 'import', file, ...DISTRICT, '--dry-run')
    expect([look.code, look.data]).toMatchObject([3, { counts: { added: 2, changed: 0, already: 0, leftOut: 1 } }])
    expect(JSON.stringify(look.data)).not.toContain('0042')
    const whole = await staffroom.run('benchmark', 'results', 'import', file, ...DISTRICT)
    expect([whole.code, whole.err]).toEqual([1, expect.stringContaining('--skip-faulty')])
    expect((await states())[0]).toEqual(['assigned', 'none', 'none'])
    const kept = await staffroom.json('benchmark', 'results', 'import', file, ...DISTRICT, '--skip-faulty')
    expect(kept.data).toEqual({ added: 2, changed: 0, already: 0, leftOut: 1 })
    expect((await list()).students[0]?.tests[0]).toMatchObject({ state: 'completed', score: 431.5 })
    const again = await staffroom.run('benchmark', 'results', 'import', file, ...DISTRICT, '--skip-faulty')
    expect([again.code, again.out]).toEqual([0, expect.stringContaining('Nothing to do')])
  })

  test('assigns and takes away by the rules that pages have, and says who was left out', async () => {
    const given = await staffroom.json('benchmark', 'assign', ...DISTRICT, '--test', '2', '--student', 'u1', 'u2')
    expect(given.data).toMatchObject({ changed: [expect.any(String)], leftOut: [{ reason: 'previous_open' }] })
    expect((given.data as { early: readonly string[] }).early).toHaveLength(1)
    expect(await states()).toEqual([
      ['completed', 'assigned', 'none'],
      ['started', 'none', 'none'],
    ])
    const taken = await staffroom.run('benchmark', 'unassign', ...DISTRICT, '--test', '2', '--student', 'u1')
    expect([taken.code, taken.out]).toEqual([0, expect.stringContaining('Test 2 was taken from 1 students')])
    const nobody = await staffroom.run('benchmark', 'assign', ...DISTRICT, '--test', '2', '--student', 'u9')
    expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining('u9')])
  })

  test('asks whose and which, and gives an empty file', async () => {
    for (const words of [
      ['assign', ...DISTRICT, '--test', '2'],
      ['assign', ...DISTRICT, '--test', '1', '--student', 'u1'],
      ['list', ...DISTRICT, '--year', 'soon'],
      ['results', 'import', at('nothing.csv'), ...DISTRICT],
    ])
      expect([words, (await staffroom.run('benchmark', ...words)).code]).toEqual([words, 2])
    expect((await staffroom.run('benchmark', 'results', 'template')).out).toBe(
      'Student number,Test,Started,Completed,Score\n',
    )
  })
})
