/** The signing keys by the command line. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let staffroom: CommandLine

beforeAll(async () => {
  database = await cloneDatabase()
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: makeHome() })
})
afterAll(() => database.drop())

const kids = async (): Promise<string[]> => {
  const { data } = await staffroom.json('lti', 'keys', 'list')
  return (data as { keys: { kid: string }[] }).keys.map(({ kid }) => kid)
}

describe('the signing keys', () => {
  test('are not rotated before platforms can have read the next one, and replaced at once when they leaked', async () => {
    expect((await staffroom.run('lti', 'keys', 'list')).out).toContain('There is no key yet')
    const early = await staffroom.run('lti', 'keys', 'rotate')
    expect([early.code, early.err]).toEqual([1, expect.stringContaining('LTI_KEY_TOO_NEW')])
    const before = await kids()
    expect(before).toHaveLength(2)
    const { code, out } = await staffroom.run('lti', 'keys', 'rotate', '--leaked')
    expect(code).toBe(0)
    expect(out).toContain('No earlier key is published any more.')
    expect((await kids()).some((kid) => before.includes(kid))).toBe(false)
  })
})
