/** A new password by mail: who gets a link, what it is good for, and that it tells nobody who has an account. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openAccountLetter } from '../../src/daemon/notices/account-letter.ts'
import { createInvitation } from '../../src/signin/invitation.ts'
import type { InvitationRequest } from '../../src/signin/invitation.ts'
import { DEFAULT_SIGN_IN_LIMITS } from '../../src/signin/limits.ts'
import { createSignIn } from '../../src/signin/sign-in.ts'
import type { SignIn } from '../../src/signin/sign-in.ts'
import { globally, inDistrict } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { startTool } from '../lti/tool.ts'
import type { TestTool } from '../lti/tool.ts'
import { signInParts } from './parts.ts'
import { change } from './roster.ts'

const OLD = 'correct horse battery'
const NEW = 'four geese on the pond'
const publicUrl = 'https://staffroom.example'
const address = '198.51.100.7'
const MINUTE_MS = 60_000

let tool: TestTool
let signIn: SignIn
let accounts = 0

beforeAll(async () => {
  tool = await startTool()
  signIn = createSignIn({
    ...signInParts,
    db: tool.db,
    now: tool.now,
    limits: { ...DEFAULT_SIGN_IN_LIMITS, resetAnswerMs: 0 },
    findPlatformKey: () => Promise.resolve('unreachable'),
    signingKeyRetiredDays: 7,
    afterRoleChange: () => Promise.resolve(),
  })
  await globally(tool.db, (client) =>
    createDistrict(client, { id: 'd3', name: 'District d3', timezone: 'America/Chicago', customerId: 'acme' }),
  )
})
afterAll(() => tool.stop())
afterEach(() => {
  tool.clock.offsetMs = 0
})

type Place = Pick<InvitationRequest, 'place' | 'role'>
const OF_D1: Place = { place: { districtId: 'd1' }, role: 'district_admin' }
const OF_D2: Place = { place: { districtId: 'd2' }, role: 'district_admin' }
const OF_ACME: Place = { place: { customerId: 'acme' }, role: 'customer_admin' }

async function makeAccount(place: Place = OF_D1, known?: string): Promise<string> {
  accounts += 1
  const email = known ?? `forgetful${accounts}@d1.example`
  const world = { db: tool.db, limits: DEFAULT_SIGN_IN_LIMITS, now: tool.now }
  const { token } = await createInvitation(world, { ...place, email, by: 'cli' })
  const accepted = await signIn.acceptInvitation({ token, givenName: 'Ada', familyName: 'Byron', password: OLD })
  expect(accepted).not.toBeNull()
  return email
}

interface Sent {
  readonly recipient: string
  readonly text: string
  readonly raw: string
}

/** What waits in the outbox for an address, opened as the worker opens it. */
async function mailsTo(email: string, districtId = 'd1'): Promise<readonly Sent[]> {
  return inDistrict(tool.db, { districtId, actor: 'test' }, async (client) => {
    const { rows } = await client.query<{ recipient: string; message: { account: string } }>(
      'select recipient, message from outbox where recipient = $1 order by id',
      [email],
    )
    return rows.flatMap(({ recipient, message }) => {
      const letter = openAccountLetter(signInParts.box, message.account, { districtId, now: tool.now() })
      return letter === null ? [] : [{ recipient, text: letter.text, raw: JSON.stringify(message) }]
    })
  })
}

async function linkFor(email: string, districtId = 'd1'): Promise<string> {
  await signIn.askReset({ email, publicUrl })
  const mails = await mailsTo(email, districtId)
  return /#\/reset\/(\S+)/.exec(mails.at(-1)?.text ?? '')?.[1] ?? ''
}

const use = (token: string, password = NEW) => signIn.useReset({ token, password, address, publicUrl })
const enter = async (email: string, password: string): Promise<string | null> => {
  const outcome = await signIn.signInWithPassword({ email, password, address })
  return outcome.ok ? outcome.session.token : null
}
const isIn = async (token: string | null): Promise<boolean> => (await signIn.findPrincipal(token ?? '')) !== null

describe('a link for a new password', () => {
  it.each([
    ['made up', (token: string) => token.replace(/.{8}$/, 'xxxxxxxx')],
    ['of another district', (token: string) => token.replace('d1.', 'd2.')],
    ['of a customer', (token: string) => token.replace('d1.', '~acme.')],
    ['of nowhere', (token: string) => token.replace('d1.', 'nowhere.')],
    ['cut short', (token: string) => token.slice(0, -1)],
  ])('sets nothing when it is %s', async (_name, spoil) => {
    const email = await makeAccount()
    const token = await linkFor(email)
    expect(await use(spoil(token))).toEqual({ ok: false, reason: 'gone' })
    expect(await enter(email, OLD)).not.toBeNull()
    expect(await use(token)).toEqual({ ok: true })
  })

  it('is over after half an hour, for the letter, too', async () => {
    const email = await makeAccount()
    const token = await linkFor(email)
    tool.clock.offsetMs = 30 * MINUTE_MS
    expect(await use(token)).toEqual({ ok: false, reason: 'gone' })
    expect(await mailsTo(email)).toEqual([])
  })

  it('is no invitation, and an invitation is no such link', async () => {
    const email = await makeAccount()
    const token = await linkFor(email)
    expect(await signIn.lookInvitation(token)).toBeNull()
    const world = { db: tool.db, limits: DEFAULT_SIGN_IN_LIMITS, now: tool.now }
    const invitation = await createInvitation(world, { ...OF_D1, email, by: 'cli' })
    expect(await use(invitation.token)).toEqual({ ok: false, reason: 'gone' })
  })

  it('stays good when the password is refused', async () => {
    const email = await makeAccount()
    const token = await linkFor(email)
    expect(await use(token, 'Password2026!')).toEqual({ ok: false, reason: 'weak', fault: 'common' })
    expect(await use(token, `${email.split('@')[0]}-2026`)).toMatchObject({ reason: 'weak' })
    expect(await use(token)).toEqual({ ok: true })
  })

  it('works once, however many use it at once, and takes every other one of the account with it', async () => {
    const email = await makeAccount()
    const [first, second] = [await linkFor(email), await linkFor(email)]
    expect(first).not.toBe(second)
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => use(second)))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await use(first)).toEqual({ ok: false, reason: 'gone' })
  })

  it('ends everything that was open and lets the new password in, not the old one', async () => {
    const email = await makeAccount()
    const sessions = [await enter(email, OLD), await enter(email, OLD)]
    expect(await use(await linkFor(email))).toEqual({ ok: true })
    expect(await Promise.all(sessions.map(isIn))).toEqual([false, false])
    expect([await enter(email, OLD), await enter(email, NEW)]).toEqual([null, expect.any(String)])
    expect((await mailsTo(email)).at(-1)?.text).toContain('was set anew')
  })

  it('opens again what guesses of others have shut', async () => {
    const email = await makeAccount()
    for (let n = 0; n < 10; n += 1) await enter(email, 'wrong')
    expect(await enter(email, OLD)).toBeNull()
    tool.clock.offsetMs = MINUTE_MS
    await use(await linkFor(email))
    expect(await enter(email, NEW)).not.toBeNull()
  })

  it('is no good any more to who has been suspended or has retired since', async () => {
    const email = await makeAccount()
    const token = await linkFor(email)
    const sync = tool.database.open('sync')
    await change(sync, 'd1', 'update person set enabled = false where district_id = $1 and email = $2', ['d1', email])
    expect(await use(token)).toEqual({ ok: false, reason: 'gone' })
    const before = (await mailsTo(email)).length
    await signIn.askReset({ email, publicUrl })
    expect(await mailsTo(email)).toHaveLength(before)
  })

  it('is of one district, where the address has accounts in two', async () => {
    const email = await makeAccount()
    await makeAccount(OF_D2, email)
    expect(await use(await linkFor(email, 'd2'))).toEqual({ ok: true })
    const principals = await Promise.all(
      [OLD, NEW].map(async (password) => signIn.findPrincipal((await enter(email, password)) ?? '')),
    )
    expect(principals.map((principal) => principal?.districtId)).toEqual(['d1', 'd2'])
  })

  it('sets the password of a customer’s administrator', async () => {
    const email = await makeAccount(OF_ACME)
    const session = await enter(email, OLD)
    const token = await linkFor(email, 'd3')
    expect(token).toMatch(/^~acme\./)
    expect(await use(token)).toEqual({ ok: true })
    expect([await isIn(session), await enter(email, OLD)]).toEqual([false, null])
    expect(await enter(email, NEW)).not.toBeNull()
  })
})

const countMails = async (): Promise<string | undefined> =>
  (
    await inDistrict(tool.db, { districtId: 'd1', actor: 'test' }, (client) =>
      client.query<{ count: string }>('select count(*) from outbox'),
    )
  ).rows[0]?.count

describe('asking for a link', () => {
  it('mails nothing to an address that nobody has', async () => {
    const before = await countMails()
    await signIn.askReset({ email: 'nobody@d1.example', publicUrl })
    expect(await countMails()).toBe(before)
  })

  it('takes the same time for an address that nobody has', async () => {
    const email = await makeAccount()
    const slow = createSignIn({
      ...signInParts,
      db: tool.db,
      findPlatformKey: () => Promise.resolve('unreachable'),
      signingKeyRetiredDays: 7,
      afterRoleChange: () => Promise.resolve(),
    })
    for (const each of [email, 'nobody@d1.example']) {
      const started = performance.now()
      await slow.askReset({ email: each, publicUrl })
      expect(performance.now() - started).toBeGreaterThan(590)
    }
  })

  it('mails three links in a row, then waits, however the address is written, and says the same', async () => {
    const email = await makeAccount()
    const written = [email, email.toUpperCase(), ` ${email} `, email, email.toUpperCase()]
    for (const each of written) await signIn.askReset({ email: each, publicUrl })
    expect(await mailsTo(email)).toHaveLength(3)
  })

  it('keeps the link out of the database: hashed where it is looked for, sealed where it waits', async () => {
    const email = await makeAccount()
    const token = await linkFor(email)
    const secret = token.split('.')[1] ?? ''
    const dump = await inDistrict(tool.db, { districtId: 'd1', actor: 'test' }, (client) =>
      client.query<{ text: string }>(
        `select r::text as text from password_reset r union all select o::text from outbox o
         union all select e::text from audit_entry e`,
      ),
    )
    const text = dump.rows.map((row) => row.text).join('\n')
    expect(text).toContain('password.ask_reset')
    expect(text).not.toContain(secret)
  })
})

const changed = (token: string, oldPassword: string, newPassword = NEW) =>
  signIn.changeOwnPassword({ token, oldPassword, newPassword, address, publicUrl })

describe('changing one’s own password', () => {
  it('wants the old one, and no more guesses of it than a sign-in', async () => {
    const token = (await enter(await makeAccount(), OLD)) ?? ''
    for (let n = 0; n < 10; n += 1) expect(await changed(token, 'wrong')).toEqual({ ok: false, reason: 'wrong' })
    expect(await changed(token, OLD)).toMatchObject({ ok: false, reason: 'too_many' })
  })

  it('wants a good new one', async () => {
    const token = (await enter(await makeAccount(), OLD)) ?? ''
    expect(await changed(token, OLD, 'short')).toEqual({ ok: false, reason: 'weak', fault: 'short' })
  })

  it('ends everything else, and not the session that asks', async () => {
    const email = await makeAccount()
    const [here, there] = [(await enter(email, OLD)) ?? '', (await enter(email, OLD)) ?? '']
    expect(await signIn.hasPassword(here)).toBe(true)
    expect(await changed(here, OLD)).toEqual({ ok: true })
    expect([await isIn(here), await isIn(there)]).toEqual([true, false])
    expect([await enter(email, OLD), await enter(email, NEW)]).toEqual([null, expect.any(String)])
  })

  it('is nothing for a session that is over, or that came from the LMS alone', async () => {
    expect(await changed('x'.repeat(43), OLD)).toEqual({ ok: false, reason: 'none' })
    const opened = await tool.open(await tool.prepare({ person: 'demo-teacher' }))
    expect(await signIn.hasPassword('token' in opened ? opened.token : '')).toBe(false)
  })
})
