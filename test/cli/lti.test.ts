/** Platforms by the command line: registered for one district or for several, changed, switched, and links made. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let staffroom: CommandLine

beforeAll(async () => {
  database = await cloneDatabase()
  const STAFFROOM_PUBLIC_URL = 'https://staffroom.example.org'
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: makeHome(), STAFFROOM_PUBLIC_URL })
  await staffroom.run('district', 'create', '--id', 'cedar', '--name', 'Cedar', '--timezone', 'America/Chicago')
})
afterAll(() => database.drop())

const PLATFORM =
  '--issuer https://lms.example.org --client-id 7 --auth-url https://lms.example.org/a --token-url https://lms.example.org/t --jwks-url https://lms.example.org/j'.split(
    ' ',
  )

describe('a platform', () => {
  test('is registered for one district alone, switched off, and shared', async () => {
    const typo = await staffroom.run('lti', 'register', ...PLATFORM, '--alone')
    expect([typo.code, typo.err]).toEqual([2, expect.stringContaining('name the --district, too')])
    const place = ['--deployment', 'x', '--district', 'cedar', '--alone']
    const registered = await staffroom.json('lti', 'register', ...PLATFORM, ...place)
    const { registrations } = registered.data as { registrations: { id: string }[] }
    expect(registrations).toMatchObject([{ onlyDistrictId: 'cedar', deployments: [{ status: 'active' }] }])
    const id = registrations[0]?.id ?? ''
    expect((await staffroom.run('lti', 'switch', id, '--deployment', 'x')).code).toBe(2)
    const off = await staffroom.run('lti', 'switch', id, '--deployment', 'x', '--off')
    expect([off.code, off.out]).toEqual([0, expect.stringContaining('x: cedar, inactive')])
    expect((await staffroom.run('lti', 'set', id)).code).toBe(2)
    expect((await staffroom.run('lti', 'set', id, '--alone', 'cedar', '--shared')).code).toBe(2)
    const shared = await staffroom.run('lti', 'set', id, '--shared', '--person-id', 'userIds')
    expect([shared.code, shared.out]).toEqual([0, expect.stringContaining('It may serve several districts.')])
    const unknown = await staffroom.run('lti', 'set', '4711', '--shared')
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('LTI_REGISTRATION_UNKNOWN')])
  })

  test('gets a link for one district, under the address of this installation', async () => {
    const { code, out } = await staffroom.run('lti', 'link', '--district', 'cedar')
    expect(code).toBe(0)
    expect(out).toMatch(/^https:\/\/staffroom\.example\.org\/lti\/register\/cedar\.[\w-]{43}\nOne use, until /)
    expect((await staffroom.run('lti', 'link', '--district', 'nowhere')).code).toBe(2)
  })
})
