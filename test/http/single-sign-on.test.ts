/** Single sign-on over HTTP, at a provider that a test can make say anything: who comes in, and above all who doesn't. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startIdp } from '../fakes/idp/idp.ts'
import type { Idp, TokenDraft } from '../fakes/idp/idp.ts'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { SsoSettings } from '../../src/roster/single-sign-on.ts'
import { removeSsoProvider, saveSsoProvider, ssoSecretPlace } from '../../src/store/signin/sso.ts'
import { signInParts } from '../signin/parts.ts'
import { addPerson, change } from '../signin/roster.ts'

let tool: ServedTool
let idp: Idp

beforeAll(async () => {
  ;[tool, idp] = await Promise.all([startServedTool(), startIdp()])
})
afterAll(async () => {
  await idp.stop()
  await tool.stop()
})
beforeEach(() => setProvider())
afterEach(() => {
  Object.assign(idp, { person: { sub: 'idp-1' }, tamper: () => undefined, refusal: null, metadata: {} })
  tool.clock.offsetMs = 0
})

function setProvider(over: Partial<SsoSettings> = {}, districtId = 'd1'): Promise<void> {
  const settings: SsoSettings = {
    issuer: idp.issuer,
    clientId: idp.clientId,
    label: 'Riverside account',
    claim: 'employee_id',
    field: 'identifier',
    required: null,
    isOn: true,
    isListed: false,
    ...over,
  }
  return inDistrict(tool.db, { districtId, actor: 'test' }, async (client) => {
    await removeSsoProvider(client, districtId, tool.now())
    const sealed = signInParts.box.seal(idp.clientSecret, ssoSecretPlace(districtId))
    await saveSsoProvider(client, districtId, { settings, sealed, isAnother: true, now: tool.now() })
  })
}

let people = 0

/** Somebody of the roster; `value` is what names them. */
async function addStaff(seed: Partial<Parameters<typeof addPerson>[2]> = {}, districtId = 'd1') {
  people += 1
  const value = `E${people}`
  const sourcedId = `sso-${people}`
  const whole = { sourcedId, identifier: value, email: `sso${people}@d1.example`, roles: ['coach'], ...seed }
  return { id: await addPerson(tool.database.open('sync'), districtId, whole), value, ...whole }
}

/** A browser as far as it matters here: it keeps cookies and follows redirects one by one. */
function openBrowser() {
  const jar = new Map<string, string>()
  const visit = async (address: string): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(address, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
  return { jar, visit, step: async (address: string) => (await visit(address)).headers.get('location') ?? '' }
}
type TestBrowser = ReturnType<typeof openBrowser>

/** From the district's link to where it all ends: the app, or the reason on the sign-in page. */
async function signIn(browser: TestBrowser = openBrowser(), districtId = 'd1'): Promise<string> {
  let address = `${tool.publicUrl}/sso/start/${districtId}`
  for (let steps = 0; steps < 4; steps += 1) {
    address = await browser.step(address)
    if (address.startsWith(`${tool.publicUrl}/#`) || address === `${tool.publicUrl}/`) break
  }
  return address.slice(tool.publicUrl.length)
}

async function whoIs({ jar }: TestBrowser): Promise<unknown> {
  const headers = { cookie: `staffroom=${jar.get('staffroom') ?? ''}`, 'x-staffroom-page': 'start' }
  const response = await fetch(`${tool.publicUrl}/api/v1/me`, { headers })
  if (!response.ok) return response.status
  return ((await response.json()) as { person: { id: string } }).person.id
}

const become = (value: unknown, more: object = {}): void => {
  idp.person = { sub: `sub-of-${String(value)}`, employee_id: value, ...more }
}
const problem = (reason: string): string => `/#/sign-in/${reason}`
const countSessions = async (): Promise<number> =>
  (await tool.db.pool.query<{ count: number }>(`select count(*)::int as count from session where kind = 'sso'`)).rows[0]
    ?.count ?? 0

describe('nobody comes in', () => {
  let before = 0
  beforeEach(async () => {
    before = await countSessions()
  })
  afterEach(async () => {
    expect(await countSessions()).toBe(before)
  })

  it('at a district without single sign-on, one where it is off, and one that isn’t there: the same answer', async () => {
    await setProvider({ isOn: false })
    expect(await Promise.all(['d1', 'd2', 'nowhere', '-', "d1'--"].map((id) => signIn(openBrowser(), id)))).toEqual(
      Array.from({ length: 5 }, () => problem('none')),
    )
    expect(idp.asked.filter((path) => path === '/authorize')).toEqual([])
  })

  it.each<[string, (draft: TokenDraft) => void]>([
    ['of a key that nobody has published', (draft) => (draft.key = 'other')],
    ['without a signature', (draft) => (draft.key = 'none')],
    ['for another client', (draft) => (draft.claims['aud'] = 'somebody-else')],
    ['of another issuer', (draft) => (draft.claims['iss'] = 'https://evil.example')],
    ['with another nonce', (draft) => (draft.claims['nonce'] = 'x'.repeat(43))],
    ['without a nonce', (draft) => delete draft.claims['nonce']],
    ['that is over', (draft) => (draft.claims['exp'] = Math.floor(Date.now() / 1000) - 600)],
    ['without an end', (draft) => delete draft.claims['exp']],
    ['without a subject', (draft) => delete draft.claims['sub']],
  ])('with an ID token %s', async (_name, tamper) => {
    const { value } = await addStaff()
    become(value)
    idp.tamper = tamper
    expect(await signIn()).toBe(problem('invalid'))
  })

  it('whom the provider doesn’t let in', async () => {
    idp.refusal = 'access_denied'
    expect(await signIn()).toBe(problem('refused'))
  })

  it('when the provider speaks for another issuer than the one that was set', async () => {
    await setProvider({ issuer: `${idp.issuer}/tenant` })
    expect(await signIn()).toBe(problem('invalid'))
  })

  it('when the provider is not there', async () => {
    await setProvider({ issuer: 'http://127.0.0.1:9' })
    expect(await signIn()).toBe(problem('unreachable'))
  })

  it('twice by one answer, by a made-up one, or by one that took too long', async () => {
    const { value } = await addStaff()
    become(value)
    const [browser, late] = [openBrowser(), openBrowser()]
    const back = await browser.step(await browser.step(`${tool.publicUrl}/sso/start/d1`))
    idp.tamper = ({ claims }) => delete claims['exp']
    expect(await browser.step(back)).toContain('invalid')
    expect(await browser.step(back)).toContain('over')
    expect(await browser.step(`${tool.publicUrl}/sso/callback?code=x&state=${'x'.repeat(43)}`)).toContain('over')
    expect(await browser.step(`${tool.publicUrl}/sso/callback`)).toContain('over')
    const slow = await late.step(await late.step(`${tool.publicUrl}/sso/start/d1`))
    tool.clock.offsetMs = 10 * 60_000
    expect(await late.step(slow)).toContain('over')
  })

  it('in another browser than the one that began it, and the answer is used up', async () => {
    const { value } = await addStaff()
    become(value)
    const [attacker, victim] = [openBrowser(), openBrowser()]
    const back = await attacker.step(await attacker.step(`${tool.publicUrl}/sso/start/d1`))
    expect(await victim.step(back)).toContain('browser')
    const [again, other] = [openBrowser(), openBrowser()]
    const backAgain = await again.step(await again.step(`${tool.publicUrl}/sso/start/d1`))
    await other.step(`${tool.publicUrl}/sso/start/d1`)
    expect(await other.step(backAgain)).toContain('browser')
    expect(await again.step(backAgain)).toContain('over')
    expect(await attacker.step(back)).toContain('over')
  })

  it('after the district has changed its settings', async () => {
    const { value } = await addStaff()
    become(value)
    const browser = openBrowser()
    const back = await browser.step(await browser.step(`${tool.publicUrl}/sso/start/d1`))
    const again = inDistrict(tool.db, { districtId: 'd1', actor: 'test' }, (client) =>
      client.query('update sso_provider set version = version + 1 where district_id = $1', ['d1']),
    )
    await again
    expect(await browser.step(back)).toContain('changed')
  })

  it.each([
    ['nothing at all', undefined, 'unverified'],
    ['something that is no text', { id: 1 }, 'unverified'],
    ['an empty text', ' ', 'unverified'],
    ['a text without an end', 'x'.repeat(300), 'unverified'],
    ['nobody of the roster', 'E-nobody', 'unknown'],
  ])('whose claim says %s', async (_name, value, reason) => {
    become(value)
    expect(await signIn()).toBe(problem(reason))
  })

  it('who is of another district', async () => {
    await setProvider()
    const { value } = await addStaff({ identifier: 'only-in-d2' }, 'd2')
    expect(value).not.toBe('')
    become('only-in-d2')
    expect(await signIn()).toBe(problem('unknown'))
  })

  it('whom two people of the roster fit', async () => {
    await addStaff({ identifier: 'twice' })
    await addStaff({ identifier: 'twice' })
    become('twice')
    expect(await signIn()).toBe(problem('ambiguous'))
  })

  it.each([
    ['has retired', `update person set status = 'retired' where district_id = $1 and id = $2`],
    ['is disabled', `update person set enabled = false where district_id = $1 and id = $2`],
  ])('who %s', async (_name, statement) => {
    const { id, value } = await addStaff()
    await change(tool.database.open('sync'), 'd1', statement, ['d1', id])
    become(value)
    expect(await signIn()).toBe(problem('inactive'))
  })

  it('who is a student, whatever else they are, or has no role at all', async () => {
    for (const [roles, reason] of [
      [['student'], 'student'],
      [['student', 'coach'], 'student'],
      [[], 'no_role'],
    ] as const) {
      const { value } = await addStaff({ roles })
      become(value)
      expect(await signIn()).toBe(problem(reason))
    }
  })

  it('by an address that the provider hasn’t verified', async () => {
    await setProvider({ claim: 'email', field: 'email' })
    const { email } = await addStaff()
    for (const verified of [false, undefined, 'true', 1]) {
      idp.person = { sub: 'by-mail', email, email_verified: verified }
      expect(await signIn()).toBe(problem('unverified'))
    }
  })

  it('of another customer of the same provider', async () => {
    await setProvider({ required: { claim: 'hd', value: 'd1.example' } })
    const { value } = await addStaff()
    for (const hd of ['evil.example', undefined, ['d1.example']]) {
      become(value, { hd })
      expect(await signIn()).toBe(problem('not_here'))
    }
  })
})

describe('somebody of the roster', () => {
  it('comes in as who the claim says, in the browser that began it', async () => {
    const { id, value } = await addStaff()
    become(value)
    const browser = openBrowser()
    expect(await signIn(browser)).toBe('/')
    expect(await whoIs(browser)).toBe(id)
  })

  it('comes in by a verified address, however it is written', async () => {
    await setProvider({ claim: 'email', field: 'email' })
    const { id, email } = await addStaff()
    idp.person = { sub: 'by-verified-mail', email: email.toUpperCase(), email_verified: true }
    const browser = openBrowser()
    expect(await signIn(browser)).toBe('/')
    expect(await whoIs(browser)).toBe(id)
  })

  it('may begin in two tabs of one browser', async () => {
    const { value } = await addStaff()
    become(value)
    const browser = openBrowser()
    const [first, second] = [
      await browser.step(`${tool.publicUrl}/sso/start/d1`),
      await browser.step(`${tool.publicUrl}/sso/start/d1`),
    ]
    expect(await browser.step(await browser.step(first))).toBe(`${tool.publicUrl}/`)
    expect(await browser.step(await browser.step(second))).toBe(`${tool.publicUrl}/`)
  })

  it('stays who they were the first time: an account at the provider never becomes somebody else', async () => {
    const [first, second] = [await addStaff(), await addStaff()]
    idp.person = { sub: 'one-account', employee_id: first.value }
    expect(await signIn()).toBe('/')
    idp.person = { sub: 'one-account', employee_id: second.value }
    expect(await signIn()).toBe(problem('another'))
    idp.person = { sub: 'one-account', employee_id: first.value }
    expect(await signIn()).toBe('/')
  })

  it('is out at the very next request after they have retired', async () => {
    const { id, value } = await addStaff()
    become(value)
    const browser = openBrowser()
    await signIn(browser)
    const retire = `update person set status = 'retired' where district_id = $1 and id = $2`
    await change(tool.database.open('sync'), 'd1', retire, ['d1', id])
    expect(await whoIs(browser)).toBe(401)
  })

  it('is out when the district switches it off or removes it', async () => {
    const { value } = await addStaff()
    become(value)
    const browser = openBrowser()
    await signIn(browser)
    await setProvider({ isOn: false })
    expect(await whoIs(browser)).toBe(401)
  })

  it('ends the session that the browser had before', async () => {
    const [first, second] = [await addStaff(), await addStaff()]
    const browser = openBrowser()
    become(first.value)
    await signIn(browser)
    const earlier = new Map(browser.jar)
    become(second.value)
    await signIn(browser)
    expect(await whoIs({ ...browser, jar: earlier })).toBe(401)
    expect(await whoIs(browser)).toBe(second.id)
  })
})

it('the log and the tables say neither who came nor any secret of it', async () => {
  const { value } = await addStaff()
  become(value, { email: 'canary-person@d1.example' })
  const browser = openBrowser()
  await signIn(browser)
  become('E-unknown-canary')
  await signIn()
  const { rows } = await inDistrict(tool.db, { districtId: 'd1', actor: 'test' }, (client) =>
    client.query<{ text: string }>(
      `select p::text as text from sso_provider p union all select l::text from sso_login_state l
       union all select e::text from audit_entry e`,
    ),
  )
  const all = [...rows.map(({ text }) => text), ...tool.logLines].join('\n')
  expect(all).toContain('sso.refused')
  const secrets = [idp.clientSecret, browser.jar.get('staffroom'), browser.jar.get('staffroom-sso'), 'canary-person']
  for (const secret of [...secrets, 'E-unknown-canary']) expect(all).not.toContain(String(secret))
})

const offers = async (): Promise<unknown> => (await fetch(`${tool.publicUrl}/api/v1/sign-in`)).json()

describe('the sign-in page', () => {
  it('offers the providers of districts that show them to everybody, and no other', async () => {
    await setProvider({ isListed: false })
    expect(await offers()).toEqual({ sendsMail: true, providers: [], support: [] })
    await setProvider({ isListed: true })
    expect(await offers()).toMatchObject({ providers: [{ label: 'Riverside account', start: '/sso/start/d1' }] })
    await setProvider({ isListed: true, isOn: false })
    expect(await offers()).toMatchObject({ providers: [] })
  })
})
