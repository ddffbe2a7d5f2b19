/** The second factor that a district demands of its administrators: when it is due, what is shut until then, and ways back. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { capabilitiesOf } from '../../src/access/authorise.ts'
import type { Role } from '../../src/roster/model.ts'
import type { RuleName, RuleValue } from '../../src/roster/rule.ts'
import { openAccountLetter } from '../../src/daemon/notices/account-letter.ts'
import { createInvitation } from '../../src/signin/invitation.ts'
import { DEFAULT_SIGN_IN_LIMITS } from '../../src/signin/limits.ts'
import { createSignIn } from '../../src/signin/sign-in.ts'
import type { SignIn } from '../../src/signin/sign-in.ts'
import { openSignInDesk } from '../../src/signin/sign-in-desk.ts'
import { codeOfStep } from '../../src/signin/totp.ts'
import { globally, inDistrict } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { writeRule } from '../../src/store/rules/rules.ts'
import { startTool } from '../lti/tool.ts'
import type { TestTool } from '../lti/tool.ts'
import { signInParts } from './parts.ts'

const PASSWORD = 'correct horse battery'
const address = '198.51.100.7'
const DAY_MS = 86_400_000
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
  await globally(tool.db, async (client) => {
    for (const id of ['east', 'west'])
      await createDistrict(client, { id, name: `District ${id}`, timezone: 'America/Chicago', customerId: 'acme' })
  })
})
afterAll(() => tool.stop())
beforeEach(async () => {
  tool.clock.offsetMs += 10 * 60_000
  for (const districtId of ['d1', 'east', 'west']) {
    await setRule('administratorsNeedSecondFactor', undefined, districtId)
    await setRule('secondFactorGraceDays', 0, districtId)
  }
})

async function setRule(
  name: RuleName,
  after: RuleValue | undefined,
  districtId = 'd1',
  at = tool.now(),
): Promise<void> {
  await inDistrict(tool.db, { districtId, actor: 'person:1' }, (client) =>
    writeRule(client, { districtId, name, schoolId: '0', before: undefined, after, locked: false, at }),
  )
}
const demand = (districtId = 'd1') => setRule('administratorsNeedSecondFactor', true, districtId)

async function accept(place: { districtId: string } | { customerId: string }, role: Role) {
  accounts += 1
  const email = `rule${accounts}@example.org`
  const world = { db: tool.db, limits: DEFAULT_SIGN_IN_LIMITS, now: tool.now }
  const { token } = await createInvitation(world, { place, role, email, by: 'cli' })
  const session = await signIn.acceptInvitation({ token, givenName: 'Ada', familyName: 'Byron', password: PASSWORD })
  return { email, token: session?.token ?? '' }
}
const makeAccount = (role: Role = 'district_admin') => accept({ districtId: 'd1' }, role)
const enter = async (email: string, secondFactor?: string): Promise<string> => {
  const code = secondFactor === undefined ? {} : { secondFactor }
  const outcome = await signIn.signInWithPassword({ email, password: PASSWORD, address, ...code })
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.session.token
}
const heldBy = async (token: string) => {
  const principal = await signIn.findPrincipal(token)
  return principal && { roles: principal.roles.map(({ role }) => role), due: principal.factorDueAt ?? null }
}
const codeNow = (secret: string): string => codeOfStep(secret, Math.floor(tool.now().getTime() / 30_000))
async function setUp(token: string): Promise<string> {
  const begun = await signIn.enrolFactor({ token, password: PASSWORD, address })
  const secret = begun.ok ? begun.secret : ''
  expect(await signIn.confirmFactor({ token, code: codeNow(secret) })).toMatchObject({ ok: true })
  tool.clock.offsetMs += 60_000
  return secret
}

describe('where it is demanded', () => {
  it.each(['district_admin', 'it_admin'] as const)(
    'a %s without one holds nothing until it is set up',
    async (role) => {
      const { email } = await makeAccount(role)
      await demand()
      const token = await enter(email)
      const principal = await signIn.findPrincipal(token)
      expect(principal).toMatchObject({ roles: [], personId: expect.any(String) as string })
      expect(principal === null ? null : capabilitiesOf(principal)).toEqual([])
      const secret = await setUp(token)
      expect(await heldBy(token)).toEqual({ roles: [role], due: null })
      expect(await heldBy(await enter(email, codeNow(secret)))).toEqual({ roles: [role], due: null })
    },
  )

  it('whoever takes up an invitation is led to it at once', async () => {
    await demand()
    const { token } = await makeAccount()
    expect(await heldBy(token)).toMatchObject({ roles: [] })
  })

  it('nothing is asked of who administers nothing, and nothing of anybody where it isn’t', async () => {
    const [coach, admin] = [await makeAccount('coach'), await makeAccount()]
    expect(await heldBy(await enter(admin.email))).toEqual({ roles: ['district_admin'], due: null })
    await demand()
    expect(await heldBy(await enter(coach.email))).toEqual({ roles: ['coach'], due: null })
    await setRule('administratorsNeedSecondFactor', false)
    expect(await heldBy(await enter(admin.email))).toEqual({ roles: ['district_admin'], due: null })
  })

  it('it can’t be taken off again', async () => {
    const { email } = await makeAccount()
    const secret = await setUp(await enter(email))
    await demand()
    const token = await enter(email, codeNow(secret))
    tool.clock.offsetMs += 60_000
    const removal = { token, password: PASSWORD, code: codeNow(secret), address }
    expect(await signIn.removeFactor(removal)).toMatchObject({ reason: 'demanded' })
    await setRule('administratorsNeedSecondFactor', undefined)
    expect(await signIn.removeFactor(removal)).toEqual({ ok: true })
  })
})

describe('days of grace', () => {
  it('count from when it was demanded, and then everything is shut until it is set up', async () => {
    const { email } = await makeAccount()
    await setRule('secondFactorGraceDays', 3)
    await demand()
    const demandedAt = tool.now().getTime()
    const due = new Date(demandedAt + 3 * DAY_MS)
    const token = await enter(email)
    expect(await heldBy(token)).toEqual({ roles: ['district_admin'], due })
    tool.clock.offsetMs += 3 * DAY_MS - 60_000
    const late = await enter(email)
    expect(await heldBy(late)).toEqual({ roles: ['district_admin'], due })
    tool.clock.offsetMs += 60_000
    // A session that was open meanwhile has lost its roles, which ends it.
    expect(await heldBy(late)).toBeNull()
    expect(await heldBy(await enter(email))).toEqual({ roles: [], due })
  })

  it('count for a new account from its first day', async () => {
    await setRule('secondFactorGraceDays', 3)
    // The account's day is the database's.
    await setRule('administratorsNeedSecondFactor', true, 'd1', new Date(Date.now() - 30 * DAY_MS))
    const { email, token } = await makeAccount()
    const { rows } = await inDistrict(tool.db, { districtId: 'd1', actor: 'test' }, (client) =>
      client.query<{ created: Date }>('select created_at as created from account where email = $1', [email]),
    )
    const due = new Date((rows[0]?.created.getTime() ?? 0) + 3 * DAY_MS)
    expect((await heldBy(token))?.due).toEqual(due)
  })
})

describe('an administrator of a customer', () => {
  it('has a second factor like everybody else, with codes for the day the phone is lost', async () => {
    const { email, token } = await accept({ customerId: 'acme' }, 'customer_admin')
    expect(await signIn.viewFactor(token)).toEqual({ state: 'off', codesLeft: 0 })
    const begun = await signIn.enrolFactor({ token, password: PASSWORD, address })
    const secret = begun.ok ? begun.secret : ''
    const confirmed = await signIn.confirmFactor({ token, code: codeNow(secret) })
    const [first = ''] = confirmed.ok ? confirmed.recoveryCodes : []
    await expect(enter(email)).rejects.toThrow('second_factor')
    await expect(enter(email, codeNow(secret))).rejects.toThrow('wrong_code')
    tool.clock.offsetMs += 60_000
    expect(await heldBy(await enter(email, codeNow(secret)))).toMatchObject({ roles: ['customer_admin'] })
    await enter(email, first)
    await expect(enter(email, first)).rejects.toThrow('wrong_code')
    expect(await signIn.viewFactor(token)).toEqual({ state: 'on', codesLeft: 9 })
    const { rows } = await tool.db.pool.query<{ text: string }>(
      'select f::text as text from customer_second_factor f union all select r::text from customer_recovery_code r',
    )
    for (const { text } of rows) for (const each of [secret, first]) expect(text).not.toContain(each)
  })

  it('needs one where any of the customer’s districts demands it', async () => {
    const { email } = await accept({ customerId: 'acme' }, 'customer_admin')
    expect(await heldBy(await enter(email))).toEqual({ roles: ['customer_admin'], due: null })
    await demand('west')
    const token = await enter(email)
    expect(await heldBy(token)).toMatchObject({ roles: [] })
    await setUp(token)
    expect(await heldBy(token)).toEqual({ roles: ['customer_admin'], due: null })
  })
})

const desk = () =>
  openSignInDesk({
    db: tool.db,
    box: signInParts.box,
    now: tool.now,
    sso: { check: () => Promise.resolve(null) },
    publicUrl: 'https://staffroom.example',
  })

describe('the operator takes off a second factor whose phone is lost', () => {
  it.each([
    ['of a district', { districtId: 'd1' }, 'district_admin', 'd1'],
    ['of a customer', { customerId: 'acme' }, 'customer_admin', 'east'],
  ] as const)(
    'of an account %s: signed out, told by mail, and led to set it up anew where it is demanded',
    async (_of, place, role, districtId) => {
      const { email, token } = await accept(place, role)
      await setUp(token)
      await demand(districtId)
      await expect(desk().resetFactor({ ...place, email: `x${email}` })).rejects.toMatchObject({
        code: 'ACCOUNT_UNKNOWN',
      })
      await desk().resetFactor({ ...place, email })
      expect(await heldBy(token)).toBeNull()
      const letters = await inDistrict(tool.db, { districtId, actor: 'test' }, (client) =>
        client.query<{ account: string }>(
          `select message ->> 'account' as account from outbox where recipient = $1 and event like 'second_factor_reset:%'`,
          [email],
        ),
      )
      const [letter] = letters.rows.map(({ account }) =>
        openAccountLetter(signInParts.box, account, { districtId, now: tool.now() }),
      )
      expect(letter?.text).toContain('took the second factor of your Staffroom account')
      expect(await heldBy(await enter(email))).toMatchObject({ roles: [] })
      await expect(desk().resetFactor({ ...place, email })).rejects.toMatchObject({ code: 'FACTOR_NONE' })
    },
  )
})
