/** Invitations by the command line: the list, a new link, taking one back. */

import { beforeAll, describe, expect, test } from 'vitest'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { useDatabase } from '../support/database.ts'

const at = ['--district', 'east'] as const
const database = useDatabase()
let staffroom: CommandLine

beforeAll(async () => {
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: makeHome() })
  await staffroom.run('district', 'create', '--id', 'east', '--name', 'East', '--timezone', 'America/New_York')
})

interface Listed {
  readonly invitations: readonly { readonly id: string; readonly state: string; readonly email: string }[]
}
const list = async (...args: string[]) =>
  ((await staffroom.json('admin', 'invitations', ...at, ...args)).data as Listed).invitations

describe('invitations', () => {
  test('are listed with what became of them, renewed, and taken back', async () => {
    const made = await staffroom.json('admin', 'invite', ...at, '--role', 'it_admin', '--email', 'it@east.example')
    const [first] = await list()
    expect(first).toMatchObject({ state: 'open', email: 'it@east.example' })
    const renewed = await staffroom.json('admin', 'renew', first?.id ?? '', ...at)
    expect(renewed.data).toMatchObject({ invitation: { role: 'it_admin' } })
    const urls = [made, renewed].map(({ data }) => (data as { invitation: { url: string } }).invitation.url)
    expect(urls[0]).not.toBe(urls[1])
    expect((await list()).map(({ state }) => state)).toEqual(['open', 'revoked'])
    const [newest] = await list('--state', 'open')
    expect((await staffroom.json('admin', 'revoke', newest?.id ?? '', ...at)).data).toMatchObject({ revoked: true })
    expect((await staffroom.json('admin', 'revoke', newest?.id ?? '', ...at)).data).toMatchObject({ revoked: false })
    expect(await list('--state', 'open')).toEqual([])
  })

  test('that are not there, or not of this district, are refused by name', async () => {
    for (const id of ['999', 'x'])
      expect((await staffroom.run('admin', 'renew', id, ...at)).err).toContain('no such invitation')
    expect((await staffroom.run('admin', 'invitations', ...at, '--state', 'opened')).code).toBe(2)
  })
})
