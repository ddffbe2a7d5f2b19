/** The check after an install: what a launch shows, what is kept of it, when it is shown, and to whom. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examineLaunch, explainFindings, placementsIn, scopesToTry, writeTicket } from '../../src/lti/preflight.ts'
import { readLaunchFacts } from '../../src/lti/launch-facts.ts'
import { SCOPES } from '../../src/lti/tool-configuration.ts'
import { inDistrict } from '../../src/store/database.ts'
import { startServedTool } from './served-tool.ts'
import type { ServedTool } from './served-tool.ts'
import { tokenDeskOf } from '../fakes/lms/service-tokens.ts'
import type { TokenDraft } from '../fakes/lms/token.ts'

const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim/'
const ADMINISTRATOR = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator'
const NAMES = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice'
const GRADES = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint'

const WHOLE = {
  sub: 'u1',
  name: 'Ada Lovelace',
  email: 'ada@d.example',
  [`${CLAIM}roles`]: [ADMINISTRATOR],
  [`${CLAIM}lis`]: { person_sourcedid: 'p1' },
  [NAMES]: { context_memberships_url: 'https://lms.example/members' },
  [GRADES]: { scope: SCOPES.slice(1) },
}
const OUTCOME = {
  binding: 'cookie',
  isAnonymous: false,
  identity: 'found',
  isClassFound: true,
  placements: [],
  trial: { problem: null, refused: [], isGranted: true, said: null },
} as const
const trial = (changes: object) => ({ trial: { ...OUTCOME.trial, ...changes } })

function codes(claims: object, outcome: object = {}): readonly string[] {
  return examineLaunch(readLaunchFacts({ ...claims }), { ...OUTCOME, ...outcome }).map(({ code }) => code)
}
const at = (placement: string) => readLaunchFacts({ ...WHOLE, 'https://www.instructure.com/placement': placement })
const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(WHOLE).filter(([name]) => !names.includes(name)))

describe('the findings of a launch', () => {
  it('are all good where everything is there', () => {
    expect(codes(WHOLE)).toEqual([
      'keys_read',
      'services_offered',
      'token_given',
      'privacy_public',
      'browser_cookie',
      'person_id_sent',
      'identity_found',
      'class_found',
    ])
  })

  it.each([
    ['the scopes of grades were removed', without(GRADES), {}, 'services_some'],
    ['every service was switched off', without(GRADES, NAMES), {}, 'services_none'],
    ['there is no course that could have members', without(GRADES, NAMES), { isClassFound: null }, 'services_unseen'],
    [
      'the privacy level was set to anonymous',
      without('name', 'email', 'sub'),
      { isAnonymous: true },
      'privacy_anonymous',
    ],
    ['name and e-mail are withheld', without('name', 'email'), {}, 'privacy_anonymous'],
    ['e-mail is withheld', without('email'), {}, 'privacy_partial'],
    ['the platform’s storage bound the browser', WHOLE, { binding: 'storage' }, 'browser_storage'],
    ['no person id is sent', without(`${CLAIM}lis`), {}, 'person_id_missing'],
    [
      'a variable was left unresolved',
      { ...without(`${CLAIM}lis`), [`${CLAIM}custom`]: { canvas_user_sissourceid: '$Canvas.user.sisSourceId' } },
      {},
      'person_id_unresolved',
    ],
    ['nobody in the roster is meant', WHOLE, { identity: 'unmatched' }, 'identity_unmatched'],
    ['several are meant', WHOLE, { identity: 'ambiguous' }, 'identity_ambiguous'],
    ['the course is no class', WHOLE, { isClassFound: false }, 'class_unmatched'],
    ['a token is refused for some services', WHOLE, trial({ refused: [SCOPES[2]] }), 'token_some'],
    ['a token is refused for all services', WHOLE, trial({ refused: SCOPES, isGranted: false }), 'token_none'],
    ['our keys are not taken', WHOLE, trial({ problem: 'service_client_refused' }), 'token_keys'],
    ['no token is given', WHOLE, trial({ problem: 'service_token_refused' }), 'token_refused'],
    ['tokens are at a private address', WHOLE, trial({ problem: 'service_address' }), 'token_address'],
    ['tokens are out of reach', WHOLE, trial({ problem: 'service_unreachable' }), 'token_unreachable'],
    ['tokens take too long', WHOLE, trial({ problem: 'service_slow' }), 'token_unreachable'],
    ['no token can be given now', WHOLE, trial({ problem: 'service_failing' }), 'token_failing'],
    ['something else lies there', WHOLE, trial({ problem: 'service_answer' }), 'token_answer'],
    ['we can’t sign', WHOLE, trial({ problem: 'service_unsigned' }), 'token_unsigned'],
  ])('say where %s', (_name, claims, outcome, code) => {
    expect(codes(claims, outcome)).toContain(code)
  })

  it('name the scopes that are missing', () => {
    const kept = examineLaunch(readLaunchFacts({ ...WHOLE, [GRADES]: { scope: [SCOPES[1]] } }), OUTCOME)
    expect(explainFindings(kept).find(({ code }) => code === 'services_some')?.says).toContain(SCOPES[2])
  })

  it('name the scopes that a token is refused for, and the LMS’s own word for a refusal', () => {
    const some = examineLaunch(readLaunchFacts(WHOLE), { ...OUTCOME, ...trial({ refused: [SCOPES[2]] }) })
    expect(explainFindings(some).find(({ code }) => code === 'token_some')?.says).toContain(SCOPES[2])
    const keys = trial({ problem: 'service_client_refused', isGranted: false, said: 'invalid_request' })
    const refused = explainFindings(examineLaunch(readLaunchFacts(WHOLE), { ...OUTCOME, ...keys }))
    expect(refused.find(({ check }) => check === 'token')).toMatchObject({ code: 'token_keys', state: 'wrong' })
    expect(refused.find(({ check }) => check === 'token')?.says).toContain('(invalid_request)')
  })

  it('add up the places of Canvas from which it was opened', () => {
    let kept: unknown = null
    for (const [placement, code] of [
      ['course_navigation', 'placements_some'],
      ['account_navigation', 'placements_some'],
      ['user_navigation', 'placements_some'],
      ['link_selection', 'placements_all'],
      ['course_navigation', 'placements_all'],
    ] as const) {
      const findings = examineLaunch(at(placement), { ...OUTCOME, placements: placementsIn(kept) })
      expect(findings.at(-1)?.code).toBe(code)
      kept = JSON.parse(JSON.stringify(findings))
    }
  })

  it('have nothing of the person, nor has the text for a ticket', () => {
    const findings = examineLaunch(readLaunchFacts(WHOLE), OUTCOME)
    const about = { version: '1', publicUrl: 'https://s.example', issuer: 'i', clientId: 'c', deploymentId: 'd' }
    const ticket = writeTicket({ ...about, checkedAt: '2026-11-22T00:00:00Z' }, explainFindings(findings))
    for (const text of [JSON.stringify(findings), ticket])
      for (const secret of ['Ada', 'ada@', 'p1"', 'u1', 'members']) expect(text).not.toContain(secret)
  })

  it('of an older version that are not known any more are left out, and rubbish is none', () => {
    expect(explainFindings([{ code: 'gone', about: [] }, null, 7, { code: 'keys_read' }])).toHaveLength(1)
    expect(explainFindings('x')).toEqual([])
    expect(placementsIn({})).toEqual([])
  })
})

function anonymous(draft: TokenDraft): void {
  for (const name of ['name', 'given_name', 'family_name', 'email']) delete draft.claims[name]
}

describe('a token is tried', () => {
  it('for what the launch offers of our services, and for all of them where it offers none', () => {
    expect(scopesToTry({ scopes: ['https://other.example/scope', SCOPES[0]] })).toEqual([SCOPES[0]])
    expect(scopesToTry({ scopes: ['https://other.example/scope'] })).toEqual(SCOPES)
  })
})

describe('a launch', () => {
  let tool: ServedTool

  beforeAll(async () => {
    tool = await startServedTool()
  })
  afterAll(() => tool.stop())

  async function open(person: string, tamper: (draft: TokenDraft) => void = () => undefined): Promise<string> {
    const { form, cookies } = await tool.prepare({ person, tamper })
    const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`)
    const response = await fetch(`${tool.publicUrl}/lti/launch`, {
      method: 'POST',
      headers: { cookie: cookie.join('; '), 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form as Record<string, string>),
    })
    expect(response.status).toBe(200)
    return response.text()
  }

  const kept = () =>
    inDistrict(tool.db, { districtId: 'd1', actor: 'test' }, async (client) => {
      const { rows } = await client.query<{ findings: { code: string }[] }>('select findings from lti_preflight')
      return rows
    })

  it('by a teacher is not checked, and shows nothing of it', async () => {
    expect(await open('demo-teacher')).not.toContain('id="preflight"')
    expect(await kept()).toEqual([])
  })

  it('by somebody who administers the platform is kept, one for each deployment, without anything of the person', async () => {
    expect(await open('demo-admin')).not.toContain('id="preflight"')
    await open('demo-admin')
    const rows = await kept()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toMatch(/demo-admin|example/)
  })

  it('shows over the app what does not work, with what to do', async () => {
    const page = await open('demo-admin', anonymous)
    expect(page).toContain('Something of the connection does not work')
    expect(page).toContain('data-code="privacy_anonymous"')
    expect(page).toContain('name="staffroom-launch-code"')
    expect((await kept())[0]?.findings.map(({ code }) => code)).toContain('privacy_anonymous')
    expect(await open('demo-teacher', anonymous)).not.toContain('id="preflight"')
  })

  it('asks the platform for a token, and says in words that it doesn’t take our keys', async () => {
    const desk = tokenDeskOf(tool.lms.platform)
    const before = desk.asked
    await open('demo-teacher')
    expect(desk.asked).toBe(before)
    expect(await open('demo-admin')).not.toContain('id="preflight"')
    expect(desk.asked).toBe(before + 1)
    const { tools } = tool.lms.platform
    const [installed] = [...tools.values()]
    if (installed === undefined) throw new Error('The demo LMS has no tool.')
    tools.set(installed.clientId, { ...installed, jwksUrl: tool.lms.registration.jwksUrl })
    const page = await open('demo-admin')
    tools.set(installed.clientId, installed)
    expect(page).toContain('data-code="token_keys"')
    expect(page).toContain('Compare the public keyset URL in the LMS')
    expect((await kept())[0]?.findings.map(({ code }) => code)).toContain('token_keys')
  })

  it('goes on where the platform’s tokens are out of reach, and says so on the page of connections', async () => {
    const desk = tokenDeskOf(tool.lms.platform)
    desk.instead = { status: 503, body: '' }
    expect(await open('demo-admin')).toContain('name="staffroom-launch-code"')
    desk.instead = null
    expect((await kept())[0]?.findings.map(({ code }) => code)).toContain('token_failing')
  })

  it('shows the first time that all works, where somebody has set the platform up at a page', async () => {
    await tool.database.open('owner').pool.query("update lti_registration set origin = 'page'")
    await inDistrict(tool.database.open('owner'), { districtId: 'd1', actor: 'test' }, (client) =>
      client.query('delete from lti_preflight'),
    )
    expect(await open('demo-admin')).toContain('Staffroom is connected')
    expect(await open('demo-admin')).not.toContain('id="preflight"')
  })
})
