/** The second factor: codes that work once, a password that is no longer enough, and ways back that leave a trace. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createInvitation } from '../../src/signin/invitation.ts'
import { DEFAULT_SIGN_IN_LIMITS } from '../../src/signin/limits.ts'
import { createSignIn } from '../../src/signin/sign-in.ts'
import type { SignIn } from '../../src/signin/sign-in.ts'
import {
  codeOfStep,
  newRecoveryCodes,
  newTotpSecret,
  otpauthUrl,
  readRecoveryCode,
  stepOfCode,
} from '../../src/signin/totp.ts'
import { inDistrict } from '../../src/store/database.ts'
import { startTool } from '../lti/tool.ts'
import type { TestTool } from '../lti/tool.ts'
import { signInParts } from './parts.ts'

const PASSWORD = 'correct horse battery'
const address = '198.51.100.7'
let tool: TestTool
let signIn: SignIn
let accounts = 0

beforeAll(async () => {
  tool = await startTool()
  signIn = createSignIn({
    ...signInParts,
    db: tool.db,
    now: tool.now,
    findPlatformKey: () => Promise.resolve('unreachable'),
    signingKeyRetiredDays: 7,
    afterRoleChange: () => Promise.resolve(),
  })
})
afterAll(() => tool.stop())
beforeEach(() => {
  // Each test in time steps of its own: a code works once.
  tool.clock.offsetMs += 10 * 60_000
})

async function makeAccount(): Promise<{ readonly email: string; readonly token: string }> {
  accounts += 1
  const email = `factor${accounts}@d1.example`
  const world = { db: tool.db, limits: DEFAULT_SIGN_IN_LIMITS, now: tool.now }
  const invited = { place: { districtId: 'd1' }, role: 'district_admin', email, by: 'cli' } as const
  const { token } = await createInvitation(world, invited)
  const session = await signIn.acceptInvitation({ token, givenName: 'Ada', familyName: 'Byron', password: PASSWORD })
  return { email, token: session?.token ?? '' }
}

const codeNow = (secret: string, steps = 0): string =>
  codeOfStep(secret, Math.floor(tool.now().getTime() / 30_000) + steps)
const enter = (email: string, secondFactor?: string) =>
  signIn.signInWithPassword({
    email,
    password: PASSWORD,
    address,
    ...(secondFactor === undefined ? {} : { secondFactor }),
  })
const reasonOf = async (outcome: ReturnType<typeof enter>): Promise<string> => {
  const done = await outcome
  return done.ok ? 'in' : done.reason
}

/** An account with the factor on. */
async function withFactor(): Promise<{ email: string; token: string; secret: string; codes: readonly string[] }> {
  const account = await makeAccount()
  const begun = await signIn.enrolFactor({ token: account.token, password: PASSWORD, address })
  const secret = begun.ok ? begun.secret : ''
  const confirmed = await signIn.confirmFactor({ token: account.token, code: codeNow(secret, -1) })
  expect(confirmed.ok).toBe(true)
  return { ...account, secret, codes: confirmed.ok ? confirmed.recoveryCodes : [] }
}

describe('a code', () => {
  // RFC 6238, appendix B, the last six digits.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at second %s is the one of the specification', (second, code) => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    expect(codeOfStep(secret, Math.floor(second / 30))).toBe(code)
    expect(stepOfCode(secret, code, new Date(second * 1000))).toBe(Math.floor(second / 30))
  })

  it('is good one step early and late, and no further', () => {
    const [secret, at] = [newTotpSecret(), new Date('2026-11-22T12:00:00Z')]
    const step = at.getTime() / 30_000
    const found = [-2, -1, 0, 1, 2].map((drift) => stepOfCode(secret, codeOfStep(secret, step + drift), at) !== null)
    expect(found).toEqual([false, true, true, true, false])
    expect(['', '12345', '1234567', 'abcdef', '１２３４５６'].map((code) => stepOfCode(secret, code, at))).toEqual(
      Array.from({ length: 5 }, () => null),
    )
  })

  it('comes of a secret that apps read, and recovery codes are read however they are typed', () => {
    expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/)
    expect(otpauthUrl('ABC', { account: 'a@b.example', issuer: 'Staffroom D 1' })).toBe(
      'otpauth://totp/Staffroom%20D%201:a%40b.example?secret=ABC&issuer=Staffroom%20D%201&algorithm=SHA1&digits=6&period=30',
    )
    const codes = newRecoveryCodes()
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(readRecoveryCode(` ${code.toUpperCase().replace('-', ' ')} `)).toBe(code)
    expect(['', 'abc', '123456'].map(readRecoveryCode)).toEqual([null, null, null])
  })
})

describe('setting it up', () => {
  it('wants the password, and counts only once a code has proven it', async () => {
    const { email, token } = await makeAccount()
    expect(await signIn.enrolFactor({ token, password: 'wrong', address })).toMatchObject({ reason: 'wrong_password' })
    expect(await signIn.confirmFactor({ token, code: '000000' })).toMatchObject({ reason: 'not_begun' })
    const begun = await signIn.enrolFactor({ token, password: PASSWORD, address })
    const secret = begun.ok ? begun.secret : ''
    expect(begun).toMatchObject({ ok: true, url: expect.stringContaining(secret) as string })
    expect(await reasonOf(enter(email))).toBe('in')
    const right = codeNow(secret)
    const wrong = right === '000000' ? '000001' : '000000'
    expect(await signIn.confirmFactor({ token, code: wrong })).toMatchObject({ reason: 'wrong_code' })
    expect(await signIn.viewFactor(token)).toEqual({ state: 'off', codesLeft: 0 })
    expect(await signIn.confirmFactor({ token, code: right })).toMatchObject({ ok: true })
    expect(await signIn.viewFactor(token)).toEqual({ state: 'on', codesLeft: 10 })
    // Codes for the day the phone is lost are given once, not to whoever has an open session and a code.
    expect(await signIn.confirmFactor({ token, code: codeNow(secret, 1) })).toMatchObject({ reason: 'on_already' })
    expect(await signIn.enrolFactor({ token, password: PASSWORD, address })).toMatchObject({ reason: 'on_already' })
  })

  it('is nothing for a session that came from the LMS, or is over', async () => {
    const opened = await tool.open(await tool.prepare())
    for (const token of ['token' in opened ? opened.token : '', 'x'.repeat(43)]) {
      expect(await signIn.viewFactor(token)).toEqual({ state: 'impossible', codesLeft: 0 })
      expect(await signIn.enrolFactor({ token, password: PASSWORD, address })).toMatchObject({ reason: 'impossible' })
    }
  })
})

describe('signing in', () => {
  it('with the password alone is not enough, and a code works once', async () => {
    const { email, secret } = await withFactor()
    expect(await reasonOf(enter(email))).toBe('second_factor')
    const code = codeNow(secret)
    expect(await reasonOf(enter(email, code))).toBe('in')
    expect(await reasonOf(enter(email, code))).toBe('wrong_code')
    expect(await reasonOf(enter(email, codeNow(secret, -1)))).toBe('wrong_code')
    expect(await reasonOf(enter(email, codeNow(secret, 1)))).toBe('in')
  })

  it('with one code many times at once opens one session', async () => {
    const { email, secret } = await withFactor()
    const reasons = await Promise.all(Array.from({ length: 6 }, () => reasonOf(enter(email, codeNow(secret)))))
    expect(reasons.filter((reason) => reason === 'in')).toHaveLength(1)
  })

  it('guesses of codes wait like guesses of passwords, and asking without a code doesn’t forget them', async () => {
    const { email, secret } = await withFactor()
    for (let n = 0; n < 10; n += 1) {
      expect(await reasonOf(enter(email, 'aaaaa-aaaaa'))).toBe('wrong_code')
      if (n < 9) expect(await reasonOf(enter(email))).toBe('second_factor')
    }
    expect(await reasonOf(enter(email, codeNow(secret)))).toBe('too_many')
  })

  it('with a wrong password says nothing of a second factor', async () => {
    const { email } = await withFactor()
    const outcome = await signIn.signInWithPassword({ email, password: 'wrong', secondFactor: '123456', address })
    expect(outcome).toEqual({ ok: false, reason: 'wrong' })
  })

  it('with a recovery code works once for each', async () => {
    const { email, token, codes } = await withFactor()
    const [first = '', second = ''] = codes
    expect(await reasonOf(enter(email, first.toUpperCase()))).toBe('in')
    expect(await reasonOf(enter(email, first))).toBe('wrong_code')
    expect(await reasonOf(enter(email, second))).toBe('in')
    expect(await signIn.viewFactor(token)).toEqual({ state: 'on', codesLeft: 8 })
  })
})

it('is taken off with password and code, never with one of them', async () => {
  const { email, token, secret } = await withFactor()
  const remove = (password: string, code: string) => signIn.removeFactor({ token, password, code, address })
  expect(await remove('wrong', codeNow(secret))).toMatchObject({ reason: 'wrong_password' })
  expect(await remove(PASSWORD, 'aaaaa-aaaaa')).toMatchObject({ reason: 'wrong_code' })
  expect(await remove(PASSWORD, codeNow(secret))).toEqual({ ok: true })
  expect(await reasonOf(enter(email))).toBe('in')
})

describe('guesses of codes at taking it off', () => {
  it('wait with the right password, too, and neither setting up nor a new password makes them forgotten', async () => {
    const { token, secret } = await withFactor()
    const remove = (code: string) => signIn.removeFactor({ token, password: PASSWORD, code, address })
    const publicUrl = 'https://staffroom.example'
    for (let n = 0; n < 10; n += 1) {
      expect(await remove('aaaaa-aaaaa')).toMatchObject({ reason: 'wrong_code' })
      expect(await signIn.enrolFactor({ token, password: PASSWORD, address })).toMatchObject({ reason: 'on_already' })
      const changed = { token, oldPassword: PASSWORD, newPassword: 'short', address, publicUrl }
      expect(await signIn.changeOwnPassword(changed)).toMatchObject({ reason: 'weak' })
    }
    expect(await remove(codeNow(secret))).toMatchObject({ reason: 'too_many', waitMs: 30_000 })
    tool.clock.offsetMs += 31_000
    expect(await remove(codeNow(secret))).toEqual({ ok: true })
  })

  it('are forgotten once a code was right', async () => {
    const { token, secret } = await withFactor()
    const remove = (code: string) => signIn.removeFactor({ token, password: PASSWORD, code, address })
    for (let n = 0; n < 9; n += 1) expect(await remove('aaaaa-aaaaa')).toMatchObject({ reason: 'wrong_code' })
    expect(await remove(codeNow(secret))).toEqual({ ok: true })
    const begun = await signIn.enrolFactor({ token, password: PASSWORD, address })
    const again = begun.ok ? begun.secret : ''
    expect(await signIn.confirmFactor({ token, code: codeNow(again, -1) })).toMatchObject({ ok: true })
    for (let n = 0; n < 9; n += 1) expect(await remove('aaaaa-aaaaa')).toMatchObject({ reason: 'wrong_code' })
    expect(await remove(codeNow(again))).toEqual({ ok: true })
  })
})

it('stands in the tables sealed and hashed, and in the audit log without a code', async () => {
  const { secret, codes } = await withFactor()
  const { rows } = await inDistrict(tool.db, { districtId: 'd1', actor: 'test' }, (client) =>
    client.query<{ text: string }>(
      `select f::text as text from second_factor f union all select r::text from recovery_code r
       union all select e::text from audit_entry e`,
    ),
  )
  const text = rows.map((row) => row.text).join('\n')
  expect(text).toContain('second_factor.set')
  for (const each of [secret, ...codes]) expect(text).not.toContain(each)
})
