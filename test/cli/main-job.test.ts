/** The main job by the command line, as district IT or a script does it: the real program, a database of its own. */

import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { findPackageRoot } from '../../src/store/package-root.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()
let staffroom: CommandLine
const home = makeHome()
const roster = (name: string): string => join(home, name)

/** A sample district, written by the generator, as a file in the home folder. */
function makeRoster(name: string, ...args: string[]): void {
  const generator = join(findPackageRoot(), 'test', 'contract', 'districts', 'main.ts')
  execFileSync(process.execPath, [generator, '--preset', 'demo', '--version', '1.1', '--out', roster(name), ...args])
}

beforeAll(async () => {
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: home })
  makeRoster('roster.zip')
  makeRoster('without-school.zip', '--without-school', 'org-0002')
  writeFileSync(roster('sis.json'), JSON.stringify({ path: roster('roster.zip') }))
  for (const id of ['east', 'west'])
    await staffroom.run('district', 'create', '--id', id, '--name', id, '--timezone', 'America/Chicago')
})

const addSource = (district: string, ...more: string[]): string[] => {
  const which = ['--district', district, '--id', 'sis', '--connector', 'oneroster-csv']
  return ['source', 'add', ...which, '--config', roster('sis.json'), ...more]
}

describe('the main job by the command line', () => {
  test('adds, checks, previews, syncs, and changes nothing the second time', async () => {
    expect((await staffroom.json(...addSource('east', '--schedule', '30 2 * * *'))).code).toBe(0)
    expect((await staffroom.json('source', 'check', 'sis')).data).toMatchObject({ ok: true })

    const preview = await staffroom.json('sync', 'sis', '--dry-run')
    expect(preview).toMatchObject({ code: 0, err: '', data: { state: 'previewed', hold: null } })

    const first = await staffroom.json('sync', 'sis')
    expect(first).toMatchObject({ code: 0, data: { source: 'sis', state: 'reported', tables: { orgs: { added: 4 } } } })

    const second = await staffroom.json('sync', 'east/sis')
    const none = { added: 0, changed: 0, retired: 0 }
    expect(second).toMatchObject({ code: 0, data: { tables: { orgs: none, people: none, enrolments: none } } })
  })

  test('holds a feed without one of the schools (exit 3), a dry run of it as well, and applies it when approved', async () => {
    const dry = await staffroom.json('sync', 'sis', '--dry-run', '--file', roster('without-school.zip'))
    expect(dry).toMatchObject({
      code: 3,
      data: { state: 'previewed', hold: { reasons: expect.any(Array) as unknown } },
    })

    const held = await staffroom.run('sync', 'sis', '--file', roster('without-school.zip'))
    expect(held.code).toBe(3)
    const runId = /runs approve (\d+)/.exec(held.out)?.[1] ?? ''
    expect(held.out).toContain('113 of 341 people would be retired')
    expect(held.out).toContain(`staffroom runs discard ${runId}`)

    const approved = await staffroom.json('runs', 'approve', runId)
    expect(approved).toMatchObject({ code: 0, data: { runId, state: 'reported' } })
    expect((await staffroom.json('runs', 'approve', runId)).data).toMatchObject({ error: { code: 'RUN_STATE' } })
    expect((await staffroom.json('runs', 'show', runId)).data).toMatchObject({ runId, state: 'reported' })
  })

  test('asks which district is meant where two have a source of the same name', async () => {
    await staffroom.run(...addSource('west'))
    const ambiguous = await staffroom.run('sync', 'sis')
    expect(ambiguous).toMatchObject({ code: 2, out: '' })
    expect(ambiguous.err).toContain('east/sis, west/sis')
    expect((await staffroom.json('source', 'pause', 'west/sis')).data).toMatchObject({ source: { paused: true } })
    expect(await staffroom.run('sync', 'wst/sis')).toMatchObject({ code: 2, out: '' })
    expect((await staffroom.run('runs', 'show', '999')).code).toBe(2)
    expect((await staffroom.run('runs', 'show', '/1')).code).toBe(2)
  })

  test('squares licences, shows roles and writes the export, each as one document', async () => {
    const set = ['licence', 'set', '--district', 'east', '--kind', 'coaching-seats', '--quantity', '7']
    expect((await staffroom.json(...set)).data).toMatchObject({
      licences: [{ kind: 'coaching-seats', bought: 7, used: expect.any(Number) as unknown, waiting: 0, grace: 0 }],
    })
    const mistyped = await staffroom.run(...set.with(5, 'coaching-seat'))
    expect(mistyped).toMatchObject({ code: 2, out: '' })
    expect(mistyped.err).toContain('Did you mean coaching-seats?')

    const out = roster('export')
    const files = await staffroom.json('export', 'roster', '--district', 'east', '--out', out)
    expect(files.data).toMatchObject({ files: [{ file: 'orgs.csv' }, {}, {}, {}, { file: 'enrolments.csv' }] })
    expect(await readFile(join(out, 'people.csv'), 'utf8')).toMatch(/^sourcedId,givenName,familyName,username,/)
  })

  test('refuses a role map with every fault in it, and uses a good one', async () => {
    writeFileSync(roster('bad.json'), '{"rules":[{"when":{"rolle":["x"]},"grant":[{"role":"king","scope":"org"}]}]}')
    const bad = await staffroom.run('rolemap', 'set', '--district', 'east', '--file', roster('bad.json'))
    expect(bad.code).toBe(2)
    expect(bad.err).toMatch(/rolle[\s\S]*coach/)

    const good = join(findPackageRoot(), 'test', 'contract', 'districts', 'demo-role-map.json')
    expect((await staffroom.json('rolemap', 'set', '--district', 'east', '--file', good)).code).toBe(0)
    const coach = await staffroom.json('rolemap', 'test', '--district', 'east', '--person', 'demo-coach')
    expect(coach.data).toMatchObject({
      people: [
        { sourcedId: 'demo-coach', grants: [{ role: 'coach', rule: 'district:1', scopeSourcedId: 'org-0001' }] },
      ],
    })
  })

  test(
    'says which role maps there were and what each changed, and takes an earlier one up again',
    { timeout: 120_000 },
    async () => {
      const district = ['--district', 'east'] as const
      const first = (await staffroom.json('rolemap', 'history', ...district)).data as { total: number }
      expect(first).toMatchObject({ total: 1, versions: [{ number: 1, savedBy: 'cli' }] })
      writeFileSync(roster('none.json'), '{"rules":[]}')
      await staffroom.json('rolemap', 'set', ...district, '--file', roster('none.json'))
      const listed = await staffroom.run('rolemap', 'history', ...district, '--limit', '1')
      expect(listed.out).toMatch(/^2 {2}\d{4}-.* cli {2}0 rules\n {3}- 1: \{/)
      expect(listed.out).toContain('… and 1 older: --limit 2')
      const looked = await staffroom.json('rolemap', 'set', ...district, '--from-version', '1', '--dry-run')
      expect(looked.code).toBe(0)
      expect((await staffroom.json('rolemap', 'history', ...district)).data).toMatchObject({ total: 2 })
      expect((await staffroom.json('rolemap', 'set', ...district, '--from-version', '1')).code).toBe(0)
      const coach = await staffroom.json('rolemap', 'test', ...district, '--person', 'demo-coach')
      expect(coach.data).toMatchObject({ people: [{ grants: [{ role: 'coach' }] }] })
      expect((await staffroom.run('rolemap', 'set', ...district, '--from-version', '9')).err).toContain(
        'has no role map 9',
      )
      for (const wrong of [[], ['--from-version', '1', '--file', roster('none.json')], ['--from-version', 'x']])
        expect((await staffroom.run('rolemap', 'set', ...district, ...wrong)).code).toBe(2)
      expect((await staffroom.run('rolemap', 'history', ...district, '--limit', '0')).code).toBe(2)
    },
  )

  test('makes a one-time link, and registers a platform twice as once', async () => {
    const invited = await staffroom.json(
      'admin',
      'invite',
      '--district',
      'east',
      '--role',
      'it_admin',
      '--email',
      'it@east.example',
    )
    expect(invited.data).toMatchObject({
      invitation: { url: expect.stringMatching(/#\/invitation\/east\./) as unknown },
    })

    const urls = [
      '--auth-url',
      'https://lms.example/a',
      '--token-url',
      'https://lms.example/t',
      '--jwks-url',
      'https://lms.example/k',
    ]
    const register = ['lti', 'register', '--issuer', 'https://lms.example', '--client-id', '7', ...urls]
    for (const more of [[], ['--deployment', 'd-1', '--district', 'east']])
      expect((await staffroom.json(...register, ...more)).code).toBe(0)
    const { data } = await staffroom.json('lti', 'list')
    expect(data).toMatchObject({
      registrations: [{ clientId: '7', deployments: [{ deploymentId: 'd-1', districtId: 'east' }] }],
    })
  })

  test('tells in doctor what is in order and what waits', async () => {
    const { code, out } = await staffroom.run('doctor')
    expect(code).toBe(0)
    expect(out).toContain('✓ schema: up to date')
    expect(out).toContain('! source west/sis: paused')
  })
})

describe('a dry run by the command line', () => {
  test('says who would wait over the number of educators that was bought, all of them', async () => {
    await staffroom.run('district', 'create', '--id', 'south', '--name', 'south', '--timezone', 'America/Chicago')
    await staffroom.run(...addSource('south'))
    await staffroom.run('licence', 'set', '--district', 'south', '--kind', 'coaching-seats', '--quantity', '1')
    await staffroom.run('licence', 'capacity', '--district', 'south', '--per-seat', '3')
    const looked = await staffroom.run('licence', 'capacity', '--district', 'south', '--per-seat', '2', '--dry-run')
    expect([looked.code, looked.out]).toEqual([0, expect.stringContaining('educator-capacity')])
    const { data } = await staffroom.json('sync', 'south/sis', '--dry-run')
    const { runId, seats } = data as { runId: string; seats: Record<string, { needed: number; waiting: number }> }
    const { needed = 0, waiting = 0 } = seats['educator-capacity'] ?? {}
    expect(waiting).toBe(needed - 3)
    expect(waiting).toBeGreaterThan(20)
    const told = await staffroom.json('runs', 'seats', `south/${runId}`, '--licence', 'educator-capacity')
    const lines = (told.data as { seats: { move: string; reason: string }[] }).seats
    const waits = lines.filter(({ move }) => move === 'wait')
    expect([lines.length, waits.length, waits[0]?.reason]).toEqual([needed, waiting, 'all_in_use'])
    const file = join(home, 'seats.csv')
    await staffroom.run('runs', 'seats', `south/${runId}`, '--csv', file)
    expect((await readFile(file, 'utf8')).split('\r\n')[0]).toContain('licence,person,would,because')
    expect((await readFile(file, 'utf8')).match(/^educator-capacity,.*,wait,all_in_use$/gm)).toHaveLength(waiting)
  })
})
