/** Guessing passwords: waits that grow, that many at once don't slip past, and that nobody can turn against the owner. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createInvitation } from '../../src/signin/invitation.ts'
import { DEFAULT_SIGN_IN_LIMITS } from '../../src/signin/limits.ts'
import type { SignInLimits } from '../../src/signin/limits.ts'
import { findPasswordFault } from '../../src/signin/password-rule.ts'
import { createSignIn } from '../../src/signin/sign-in.ts'
import type { SignIn } from '../../src/signin/sign-in.ts'
import { purgeExpiredSignIn } from '../../src/store/signin/session.ts'
import { startTool } from '../lti/tool.ts'
import type { TestTool } from '../lti/tool.ts'
import { signInParts } from './parts.ts'

const PASSWORD = 'correct horse battery'
const MINUTE_MS = 60_000
const SCHOOL = '198.51.100.7'
const HOME = '203.0.113.9'

let tool: TestTool
let accounts = 0

beforeAll(async () => {
  tool = await startTool()
})
afterAll(() => tool.stop())
afterEach(() => {
  tool.clock.offsetMs = 0
})

function open(limits: SignInLimits = DEFAULT_SIGN_IN_LIMITS): SignIn {
  return createSignIn({
    ...signInParts,
    db: tool.db,
    now: tool.now,
    limits,
    findPlatformKey: () => Promise.resolve('unreachable'),
    signingKeyRetiredDays: 7,
    afterRoleChange: () => Promise.resolve(),
  })
}

async function makeAccount(): Promise<string> {
  accounts += 1
  const email = `guessed${accounts}@d1.example`
  const world = { db: tool.db, limits: DEFAULT_SIGN_IN_LIMITS, now: tool.now }
  const invited = { place: { districtId: 'd1' }, role: 'it_admin', email, by: 'cli' } as const
  const { token } = await createInvitation(world, invited)
  const accepted = await open().acceptInvitation({ token, givenName: 'Ada', familyName: 'Byron', password: PASSWORD })
  expect(accepted).not.toBeNull()
  return email
}

interface Try {
  readonly email: string
  readonly password?: string
  readonly address?: string
}

const attempt = (signIn: SignIn, { email, password = 'wrong', address = SCHOOL }: Try) =>
  signIn.signInWithPassword({ email, password, address })

async function fail(signIn: SignIn, email: string, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) expect(await attempt(signIn, { email })).toEqual({ ok: false, reason: 'wrong' })
}

describe('an account whose password was guessed ten times from one address', () => {
  it('has to wait there, whatever password comes, and is open from elsewhere and to colleagues', async () => {
    const [email, colleague] = [await makeAccount(), await makeAccount()]
    const signIn = open()
    await fail(signIn, email, 10)
    for (const each of [email, email.toUpperCase()])
      expect(await attempt(signIn, { email: each, password: PASSWORD })).toMatchObject({ reason: 'too_many' })
    expect(await attempt(signIn, { email: colleague, password: PASSWORD })).toMatchObject({ ok: true })
    expect(await attempt(signIn, { email, password: PASSWORD, address: HOME })).toMatchObject({ ok: true })
  })

  it('waits half a minute, then twice as long after each failure, and never more than a quarter of an hour', async () => {
    const email = await makeAccount()
    const signIn = open()
    await fail(signIn, email, 10)
    const waits: number[] = []
    for (let n = 0; n < 7; n += 1) {
      const refused = await attempt(signIn, { email, password: PASSWORD })
      const waitMs = 'waitMs' in refused ? refused.waitMs : 0
      waits.push(waitMs / 1000)
      tool.clock.offsetMs += waitMs - 1
      expect(await attempt(signIn, { email, password: PASSWORD })).toMatchObject({ reason: 'too_many' })
      tool.clock.offsetMs += 1
      expect(await attempt(signIn, { email })).toEqual({ ok: false, reason: 'wrong' })
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900])
  })

  it('is forgotten by its owner’s sign-in, and by an hour of quiet', async () => {
    const email = await makeAccount()
    const signIn = open()
    await fail(signIn, email, 9)
    expect(await attempt(signIn, { email, password: PASSWORD })).toMatchObject({ ok: true })
    await fail(signIn, email, 10)
    tool.clock.offsetMs += 61 * MINUTE_MS
    await fail(signIn, email, 10)
  })

  it('answers an address that nobody has in the very same way', async () => {
    const [known, unknown] = [await makeAccount(), 'nobody@d1.example']
    const signIn = open()
    for (let n = 0; n < 12; n += 1)
      expect(await attempt(signIn, { email: unknown })).toEqual(await attempt(signIn, { email: known }))
  })
})

it('many guesses at once are no more than the same one after the other', async () => {
  const email = await makeAccount()
  const signIn = open()
  const outcomes = await Promise.all(Array.from({ length: 40 }, () => attempt(signIn, { email })))
  expect(outcomes.filter((outcome) => !outcome.ok && outcome.reason === 'wrong')).toHaveLength(10)
})

async function flood(signIn: SignIn, email: string): Promise<void> {
  for (let n = 0; n < 5; n += 1)
    expect(await attempt(signIn, { email, address: `192.0.2.${n}` })).toMatchObject({ reason: 'wrong' })
  expect(await attempt(signIn, { email, address: '192.0.2.99' })).toMatchObject({ reason: 'too_many' })
}

describe('guesses from ever new addresses', () => {
  const attemptsAnywhere = { ...DEFAULT_SIGN_IN_LIMITS.attemptsAnywhere, free: 5 }
  const limits = { ...DEFAULT_SIGN_IN_LIMITS, attemptsAnywhere }

  it('have to wait, too', async () => {
    await flood(open(limits), await makeAccount())
  })

  it('don’t shut the owner out where the account was signed in to before', async () => {
    const email = await makeAccount()
    const signIn = open(limits)
    expect(await attempt(signIn, { email, password: PASSWORD, address: HOME })).toMatchObject({ ok: true })
    await flood(signIn, email)
    expect(await attempt(signIn, { email, password: PASSWORD, address: HOME })).toMatchObject({ ok: true })
    expect(await attempt(signIn, { email, password: PASSWORD, address: SCHOOL })).toMatchObject({ reason: 'too_many' })
  })

  it('shut the owner out of new places for a quarter of an hour at most', async () => {
    const email = await makeAccount()
    const signIn = open(limits)
    await flood(signIn, email)
    tool.clock.offsetMs += 15 * MINUTE_MS
    expect(await attempt(signIn, { email, password: PASSWORD, address: HOME })).toMatchObject({ ok: true })
  })
})

it('what is remembered of guesses and places goes when it is old, and is never an address', async () => {
  const email = await makeAccount()
  await attempt(open(), { email, password: PASSWORD })
  await attempt(open(), { email })
  const rows = async (): Promise<string> => {
    const found = await tool.db.pool.query<{ text: string }>(
      'select a::text as text from sign_in_attempt a union all select k::text from sign_in_known k',
    )
    return found.rows.map(({ text }) => text).join('\n')
  }
  expect(await rows()).not.toMatch(/example|198\.51/)
  await purgeExpiredSignIn(tool.database.open('sync'), new Date(tool.now().getTime() + 91 * 24 * 60 * MINUTE_MS))
  expect(await rows()).toBe('')
})

describe('a new password', () => {
  const names = ['grace.hopper@d1.example', 'Grace', 'Hopper', 'Riverside Unified']
  const faultOf = (password: string) => findPasswordFault(password, signInParts.passwordRule, names)

  it.each([
    ['eleven chars', 'eleven char', 'short'],
    ['twelve code points of which two are pairs', '\u{1F600}\u{1F601}abcdefghi', 'short'],
    ['digits alone', '194719021906', 'common'],
    ['a common word with a year and a sign', 'Password2026!', 'common'],
    ['the same in disguise', 'P@ssw0rd2026!!', 'common'],
    ['a season with a year', '!!!Summer2026!!!', 'common'],
    ['a walk over the keys', 'qwertyuiopas', 'common'],
    ['the alphabet backwards', 'zyxwvutsrqponm', 'common'],
    ['one letter', 'aaaaaaaaaaaaaa', 'repeated'],
    ['one piece again and again', 'sunsunsunsunsun', 'repeated'],
    ['one’s own name', 'Grace.Hopper.1906', 'personal'],
    ['the district’s name', 'riverside-unified-1', 'personal'],
    ['the product’s name', 'Staffroom-2026-!', 'personal'],
  ])('is refused for %s', (_name, password, fault) => {
    expect(faultOf(password)).toBe(fault)
  })

  it.each([
    'correct horse battery',
    'vier wilde Gänse am Teich',
    'hopper catches trains at dawn',
    'k7#pQ2vX9!mL',
    '密碼密碼很長的一句話沒有人猜得到',
  ])('is taken without any demand for signs: %s', (password) => {
    expect(faultOf(password)).toBeNull()
  })
})
