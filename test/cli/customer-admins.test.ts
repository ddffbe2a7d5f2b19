/** The administrators of a customer by the command line: who they are, and keeping one out, letting them in, taking them out. */

import { beforeAll, describe, expect, test } from 'vitest'
import { globally, openDatabase } from '../../src/store/database.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()
let staffroom: CommandLine
const admins = (...words: readonly string[]) => staffroom.run('customer', 'admins', ...words)

beforeAll(async () => {
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: makeHome() })
  const east = ['--id', 'east', '--name', 'East', '--timezone', 'America/Chicago', '--customer', 'acme']
  await staffroom.run('district', 'create', ...east)
  const owner = openDatabase({ url: database.ownerUrl, role: 'owner' })
  await globally(owner, (client) =>
    client.query(
      `insert into customer_admin (customer_id, email, name, password_hash, status)
       values ('acme', 'ada@acme.example', 'Ada Lovelace', 'x', 'active')`,
    ),
  )
  await owner.close()
}, 60_000)

describe('staffroom customer admins', () => {
  test('says so where there is no such customer, and no such administrator', async () => {
    for (const words of [
      ['list', 'nobody'],
      ['suspend', 'nobody', 'ada@acme.example'],
    ]) {
      const { code, err } = await admins(...words)
      expect([code, err]).toEqual([1, expect.stringContaining('CUSTOMER_UNKNOWN')])
    }
    const { code, err } = await admins('remove', 'acme', 'zoe@acme.example')
    expect([code, err]).toEqual([1, expect.stringContaining('no administrator of that address')])
    expect((await admins('suspend', 'acme')).code).toBe(2)
    const invited = ['--customer', 'nobody', '--role', 'customer_admin', '--email', 'a@b.example']
    expect((await staffroom.run('admin', 'invite', ...invited)).err).toContain('CUSTOMER_UNKNOWN')
  })

  test('lists who administers the customer, also who was invited', async () => {
    const invited = ['--customer', 'acme', '--role', 'customer_admin', '--email', 'ines@acme.example']
    expect((await staffroom.run('admin', 'invite', ...invited)).code).toBe(0)
    const { data } = await staffroom.json('customer', 'admins', 'list', 'acme')
    expect(data).toMatchObject({
      customer: 'acme',
      administrators: [
        { name: 'Ada Lovelace', email: 'ada@acme.example', status: 'active', hasSecondFactor: false },
        { name: null, email: 'ines@acme.example', status: 'invited' },
      ],
    })
    expect(JSON.stringify(data)).not.toContain('password')
    expect((await admins('list', 'acme')).out).toMatch(/id:\d+ +Ada Lovelace +ada@acme\.example +active/)
  })

  test('keeps one out, and says when nobody is left; lets them in again', async () => {
    const { code, out } = await admins('suspend', 'acme', 'ada@acme.example')
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/Ada Lovelace is suspended\.\s+Nobody administers this customer/),
    ])
    expect((await admins('suspend', 'acme', 'ada@acme.example')).err).toContain('Only who can sign in is suspended')
    const again = await admins('activate', 'acme', 'ada@acme.example')
    expect([again.code, again.out.includes('Nobody')]).toEqual([0, false])
  })

  test('takes an invitation back, and shows who was removed where it is asked for', async () => {
    expect((await admins('remove', 'acme', 'ines@acme.example')).code).toBe(0)
    expect((await admins('list', 'acme')).out).not.toContain('ines@')
    expect((await admins('list', 'acme', '--all')).out).toMatch(/ines@acme\.example +removed/)
  })
})
