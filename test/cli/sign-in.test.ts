/** Single sign-on by the command line: set from a file, shown without its secret, tested, removed. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startIdp } from '../fakes/idp/idp.ts'
import type { Idp } from '../fakes/idp/idp.ts'
import { readProviderFile } from '../../src/cli/signin/sign-in-file.ts'
import { SSO_FIELDS } from '../../src/roster/single-sign-on.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'

const home = makeHome()
const file = join(home, 'provider.json')
let database: TestDatabase
let staffroom: CommandLine
let idp: Idp

beforeAll(async () => {
  ;[database, idp] = await Promise.all([cloneDatabase(), startIdp()])
  staffroom = openCommandLine({
    DATABASE_URL: database.ownerUrl,
    STAFFROOM_HOME: home,
    STAFFROOM_PUBLIC_URL: 'https://staffroom.example.org',
    STAFFROOM_ALLOW_PRIVATE_NETWORK: '1',
    IDP_SECRET: idp.clientSecret,
  })
  await staffroom.run('district', 'create', '--id', 'cedar', '--name', 'Cedar', '--timezone', 'America/Chicago')
})
afterAll(async () => {
  await idp.stop()
  await database.drop()
})

const write = (over: object = {}): void => {
  const { issuer, clientId } = idp
  const settings = { issuer, clientId, label: 'Cedar account', claim: 'employee_id', field: 'identifier' }
  writeFileSync(file, JSON.stringify({ ...settings, clientSecret: '${IDP_SECRET}', ...over }))
}
const PLACE = ['--district', 'cedar']

test('a provider is set from a file, shown without its secret, tested and removed', { timeout: 240_000 }, async () => {
  const none = await staffroom.run('signin', 'test', ...PLACE)
  expect([none.code, none.err]).toEqual([1, expect.stringContaining('SSO_NONE')])
  write({ issuer: 'http://127.0.0.1:1' })
  const nobody = await staffroom.run('signin', 'set', ...PLACE, '--file', file)
  expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining('did not answer')])
  write()
  const set = await staffroom.run('signin', 'set', ...PLACE, '--file', file)
  expect([set.code, set.out]).toEqual([0, expect.stringContaining('Cedar account: on')])
  expect(set.out).toContain('https://staffroom.example.org/sso/callback')
  expect(set.out).toContain('https://staffroom.example.org/sso/start/cedar')
  const shown = await staffroom.json('signin', 'show', ...PLACE)
  expect(shown.data).toMatchObject({
    district: 'cedar',
    provider: { issuer: idp.issuer, claim: 'employee_id', isOn: true },
  })
  expect(JSON.stringify(shown.data) + set.out + set.err).not.toContain(idp.clientSecret)
  expect((await staffroom.run('signin', 'test', ...PLACE)).code).toBe(0)
  Object.assign(idp, { metadata: { issuer: 'https://evil.example' } })
  const tested = await staffroom.run('signin', 'test', ...PLACE)
  expect([tested.code, tested.out]).toEqual([1, expect.stringContaining('no OpenID Connect provider of this issuer')])
  const unknown = await staffroom.run('signin', 'unlink', 'nobody', ...PLACE)
  expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('PERSON_UNKNOWN')])
  expect((await staffroom.run('signin', 'remove', ...PLACE)).code).toBe(0)
  expect((await staffroom.run('signin', 'remove', ...PLACE)).code).toBe(1)
  const both = await staffroom.run('signin', 'reset-factor', '--email', 'a@b.org', ...PLACE, '--customer', 'acme')
  expect([both.code, both.err]).toEqual([2, expect.stringContaining('either --district ID or --customer ID')])
})

test('support access is opened, listed and ended', { timeout: 240_000 }, async () => {
  const wish = ['--reason', 'The sync of last night was held', '--who', 'Ines Okafor']
  const long = await staffroom.run('support', 'open', ...PLACE, ...wish, '--minutes', '10000')
  expect([long.code, long.err]).toEqual([1, expect.stringContaining('from 1 to 240')])
  expect((await staffroom.run('support', 'open', ...PLACE, ...wish, '--minutes', 'x')).code).toBe(2)
  const opened = await staffroom.run('support', 'open', ...PLACE, ...wish, '--minutes', '5')
  expect(opened.code).toBe(0)
  expect(opened.out).toMatch(/^https:\/\/staffroom\.example\.org\/#\/support\/cedar\.[\w-]{43}\nWorks once\. /)
  const { data } = await staffroom.json('support', 'list', ...PLACE)
  const [access] = (data as { accesses: { id: string; endedAt: string | null; who: string }[] }).accesses
  expect(access).toMatchObject({ who: 'Ines Okafor', endedAt: null })
  expect((await staffroom.run('support', 'end', access?.id ?? '', ...PLACE)).code).toBe(0)
  const again = await staffroom.run('support', 'end', access?.id ?? '', ...PLACE)
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('SUPPORT_UNKNOWN')])
})

describe('the file', () => {
  const known = { fields: SSO_FIELDS, readVariable: (name: string) => (name === 'SET' ? 'opened' : undefined) }
  const whole = { issuer: 'https://a.example', clientId: 'c', label: 'l', claim: 'k', field: 'email' }
  const problemsOf = (content: unknown): readonly string[] => {
    const read = readProviderFile(content, known)
    return 'problems' in read ? read.problems.map(({ path }) => path) : []
  }

  test('says all that is wrong with it at once, and never a secret', () => {
    expect(problemsOf(null)).toEqual([''])
    expect(problemsOf([])).toEqual([''])
    const wrong = { issuer: 1, field: 'name', isOn: 'yes', required: {}, clientSecret: '${UNSET}', else: 1 }
    expect(problemsOf(wrong)).toEqual([
      'else',
      'issuer',
      'clientId',
      'label',
      'claim',
      'field',
      'isOn',
      'clientSecret',
      'required',
    ])
    expect(problemsOf({ ...whole, clientSecret: '' })).toEqual(['clientSecret'])
    expect(problemsOf({ ...whole, required: { claim: 'hd' } })).toEqual(['required'])
  })

  test('is on and not listed where it doesn’t say, keeps the secret that is there, and reads one from a variable', () => {
    const off = { required: null, isOn: true, isListed: false }
    expect(readProviderFile(whole, known)).toEqual({ file: { settings: { ...whole, ...off }, clientSecret: null } })
    expect(readProviderFile({ ...whole, clientSecret: '${SET}' }, known)).toMatchObject({
      file: { clientSecret: 'opened' },
    })
    expect(readProviderFile({ ...whole, clientSecret: 'plain', isOn: false, isListed: true }, known)).toMatchObject({
      file: { clientSecret: 'plain', settings: { isOn: false, isListed: true } },
    })
    const required = { claim: 'hd', value: 'd.org' }
    expect(readProviderFile({ ...whole, required }, known)).toMatchObject({ file: { settings: { required } } })
  })
})
