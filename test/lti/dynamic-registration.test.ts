/** Dynamic registration: everything that must be refused, what each leaves behind, and the two platforms that it is for. */

import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { registerDynamically } from '../../src/lti/dynamic-registration.ts'
import type { Ask, RegistrationVerdict } from '../../src/lti/dynamic-registration.ts'
import { frameOriginsOf } from '../../src/lti/platforms.ts'
import { SCOPES, toolUrlsOf } from '../../src/lti/tool-configuration.ts'
import { createGuardedFetch } from '../../src/net/guarded-fetch.ts'
import { createLinkWorld, makeRegistrationLink } from '../../src/signin/registration-link.ts'
import { listRegistrations, registerPlatform } from '../../src/signin/registration.ts'
import { type Database, globally, inDistrict } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { openRegistrationDesk } from '../fakes/lms/registration.ts'
import type { Misbehaviour, RegisteringProduct, RegistrationDesk } from '../fakes/lms/registration.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'

const URLS = toolUrlsOf('https://staffroom.example')
const userAgent = 'Staffroom test'

let database: TestDatabase
let db: Database
let server: Server
let desk: RegistrationDesk
let origin: string
let clock = Date.parse('2026-11-22T12:00:00Z')
const now = (): Date => new Date(clock)
const guarded = createGuardedFetch({ allowPrivateNetwork: true, userAgent })

beforeAll(async () => {
  database = await cloneDatabase()
  db = database.open('web')
  await globally(db, async (client) => {
    for (const id of ['d1', 'd2'])
      await createDistrict(client, { id, name: `District ${id}`, timezone: 'America/Chicago', customerId: null })
  })
  server = createServer((request, response) => {
    desk.answer(request, response).then(
      (isAnswered) => {
        if (!isAnswered) response.writeHead(404).end()
      },
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await database.drop()
})
beforeEach(() => openDesk('canvas'))

/** A name that has turned private by the time the registration is posted. */
const moved: Ask = (url, request) =>
  request.method === 'POST'
    ? createGuardedFetch({ allowPrivateNetwork: false, userAgent })(url.replace('http:', 'https:'), request)
    : guarded(url, request)

function openDesk(product: RegisteringProduct, ids: { clientId?: string; deploymentId?: string } = {}): void {
  desk = openRegistrationDesk({ origin: () => origin, product, ...ids })
}

const makeLink = async (districtId = 'd1'): Promise<string> =>
  (await makeRegistrationLink({ db, now }, { districtId, actor: 'cli' })).token

interface Registering {
  readonly token: string
  readonly change?: (query: URLSearchParams) => void
  readonly ask?: Ask
}

/** Comes by the link the way that the platform sends an administrator's browser. */
function register({ token, change, ask = guarded }: Registering): Promise<RegistrationVerdict> {
  const query = new URL(desk.startRegistration(`https://staffroom.example/lti/register/${token}`)).searchParams
  change?.(query)
  const world = { ...createLinkWorld({ db, now, frameOriginsOf }), ask }
  return registerDynamically(world, URLS, {
    linkToken: token,
    openidConfiguration: query.get('openid_configuration') ?? undefined,
    registrationToken: query.get('registration_token') ?? undefined,
  })
}

/** All that a registration could leave behind, apart from the state of its link. */
async function traces(): Promise<unknown> {
  const registrations = await listRegistrations(db)
  const entries = await inDistrict(db, { districtId: 'd1', actor: 'test' }, (client) =>
    client.query("select object from audit_entry where action = 'lti.register' order by id"),
  )
  return { registrations, entries: entries.rows }
}

const setTo = (name: string, value: unknown) => (document: Record<string, unknown>) => ({ ...document, [name]: value })
const without = (name: string) => (document: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(document).filter(([key]) => key !== name))
const withPlatform = (change: object) => (document: Record<string, unknown>) => ({
  ...document,
  'https://purl.imsglobal.org/spec/lti-platform-configuration': { product_family_code: 'canvas', ...change },
})

type Case = readonly [name: string, code: string, misbehaviour: Misbehaviour, linkStays: boolean]

const STAYS = true
const SPENT = false

/** What a platform may do wrong, the code, and whether the link may be used again. */
const CASES: readonly Case[] = [
  ['a configuration that is refused', 'configuration_refused', { documentStatus: 403 }, STAYS],
  ['a configuration that fails', 'configuration_refused', { documentStatus: 500 }, STAYS],
  ['a redirect', 'platform_redirected', { documentRedirect: 'http://127.0.0.1:1/' }, STAYS],
  ['no JSON', 'configuration_invalid', { document: () => '<html>' }, STAYS],
  ['a list', 'configuration_invalid', { document: () => [] }, STAYS],
  ['null', 'configuration_invalid', { document: () => null }, STAYS],
  ['a configuration of a megabyte', 'configuration_invalid', { document: setTo('x', 'x'.repeat(1_000_000)) }, STAYS],
  ['no issuer', 'configuration_invalid', { document: without('issuer') }, STAYS],
  ['an issuer that is no address', 'configuration_invalid', { document: setTo('issuer', 'moodle') }, STAYS],
  ['no registration address', 'configuration_invalid', { document: without('registration_endpoint') }, STAYS],
  ['no key set', 'configuration_invalid', { document: without('jwks_uri') }, STAYS],
  ['a key set that is a list', 'configuration_invalid', { document: setTo('jwks_uri', ['https://a.example']) }, STAYS],
  ['another issuer', 'issuer_foreign', { document: setTo('issuer', 'https://lms.example.org') }, STAYS],
  [
    'the issuer of hosted Canvas from elsewhere',
    'issuer_foreign',
    { document: setTo('issuer', 'https://canvas.instructure.com') },
    STAYS,
  ],
  ['an issuer on another port', 'issuer_foreign', { document: setTo('issuer', 'http://127.0.0.1:1') }, STAYS],
  ['keys of somebody else', 'endpoint_foreign', { document: setTo('jwks_uri', 'http://keys.example/jwks') }, STAYS],
  ['a token address elsewhere', 'endpoint_foreign', { document: setTo('token_endpoint', 'http://a.example/') }, STAYS],
  [
    'an authorisation page elsewhere',
    'endpoint_foreign',
    { document: setTo('authorization_endpoint', 'http://phish.example/auth') },
    STAYS,
  ],
  [
    'a registration address inside the house',
    'endpoint_foreign',
    { document: setTo('registration_endpoint', 'http://169.254.169.254/latest') },
    STAYS,
  ],
  [
    'an address with a user part',
    'configuration_invalid',
    { document: setTo('token_endpoint', 'http://a:b@127.0.0.1/') },
    STAYS,
  ],
  ['no RS256', 'platform_unsuitable', { document: setTo('id_token_signing_alg_values_supported', ['ES256']) }, STAYS],
  [
    'no launches',
    'platform_unsuitable',
    { document: withPlatform({ messages_supported: [{ type: 'LtiDeepLinkingRequest' }] }) },
    STAYS,
  ],
  ['a registration that is refused', 'registration_refused', { answerStatus: 400 }, STAYS],
  ['a registration that may not be made', 'registration_refused', { answerStatus: 403 }, STAYS],
  ['a registration that fails', 'registration_uncertain', { answerStatus: 500 }, SPENT],
  ['a registration that is accepted for later', 'registration_uncertain', { answerStatus: 202 }, SPENT],
  ['a redirect after the registration', 'registration_uncertain', { answerRedirect: 'http://127.0.0.1:1/' }, SPENT],
  ['a connection that breaks', 'registration_uncertain', { breaksOff: true }, SPENT],
  ['an answer without client id', 'answer_invalid', { answer: without('client_id') }, SPENT],
  ['an answer with a number as client id', 'answer_invalid', { answer: setTo('client_id', 7) }, SPENT],
  ['a client id over 255', 'answer_invalid', { answer: setTo('client_id', 'x'.repeat(256)) }, SPENT],
  ['an answer that is no JSON', 'answer_invalid', { answer: () => '<html>' }, SPENT],
]

describe('a platform is not registered', () => {
  it.each(CASES)('that answers with %s: %s', async (_name, code, misbehaviour, linkStays) => {
    const before = await traces()
    const token = await makeLink()
    desk.misbehaviour = misbehaviour
    expect(await register({ token })).toMatchObject({ ok: false, code })
    expect(await traces()).toEqual(before)
    desk.misbehaviour = {}
    const again = await register({ token })
    expect(again.ok ? 'used again' : again.code).toBe(linkStays ? 'used again' : 'link_used')
  })

  it('by a client id that is registered already, and that registration stays as it was', async () => {
    const platform = { authUrl: `${origin}/a`, tokenUrl: `${origin}/t`, jwksUrl: `${origin}/j` }
    const settings = { db, allowPrivateNetwork: true, frameOriginsOf }
    const theirs = { ...platform, issuer: origin, clientId: 'theirs', deploymentId: '1', districtId: 'd2', alone: true }
    await registerPlatform(settings, theirs)
    const before = await traces()
    openDesk('moodle', { clientId: 'theirs', deploymentId: '2' })
    const token = await makeLink()
    expect(await register({ token })).toMatchObject({ code: 'registration_taken' })
    expect(await traces()).toEqual(before)
    expect(await register({ token })).toMatchObject({ code: 'link_used' })
  })

  it.each([
    ['no link', '', 'link_unknown'],
    ['a made-up link', `d1.${'a'.repeat(43)}`, 'link_unknown'],
    ['a link of a district that is none', `nowhere.${'a'.repeat(43)}`, 'link_unknown'],
    ['a link with a quote in it', "d1'; select 1", 'link_unknown'],
  ])('by %s, and nobody is asked anything', async (_name, token, code) => {
    expect(await register({ token })).toEqual({ ok: false, code })
    expect(desk.asked).toEqual({ configuration: 0, registration: 0 })
  })

  it('by the secret of a link with another district before it', async () => {
    const token = await makeLink('d1')
    expect(await register({ token: token.replace('d1.', 'd2.') })).toMatchObject({ code: 'link_unknown' })
  })

  it('by a link that is too old, that was taken back, or that was used', async () => {
    const [old, revoked, used] = [await makeLink(), await makeLink(), await makeLink()]
    await inDistrict(db, { districtId: 'd1', actor: 'test' }, (client) =>
      client.query(
        "update lti_registration_link set state = 'revoked' where id = (select max(id) - 1 from lti_registration_link)",
      ),
    )
    expect(await register({ token: revoked })).toMatchObject({ code: 'link_unknown' })
    expect((await register({ token: used })).ok).toBe(true)
    expect(await register({ token: used })).toMatchObject({ code: 'link_used' })
    clock += 72 * 3_600_000
    expect(await register({ token: old })).toMatchObject({ code: 'link_expired' })
  })

  it('twice by one link, however many come by it at once', async () => {
    const token = await makeLink()
    const verdicts = await Promise.all(Array.from({ length: 20 }, () => register({ token })))
    expect(verdicts.filter(({ ok }) => ok)).toHaveLength(1)
    expect(new Set(verdicts.flatMap((verdict) => (verdict.ok ? [] : [verdict.code])))).toEqual(new Set(['link_used']))
    expect(desk.tools).toHaveLength(1)
  })

  it.each([
    ['no registration token', (query: URLSearchParams) => query.delete('registration_token'), 'configuration_refused'],
    ['a token of its own', (query: URLSearchParams) => query.set('registration_token', 'x'), 'configuration_refused'],
    [
      'a token with a line break',
      (query: URLSearchParams) => query.set('registration_token', 'a\r\nb: c'),
      'token_invalid',
    ],
    [
      'an endless token',
      (query: URLSearchParams) => query.set('registration_token', 'x'.repeat(9000)),
      'token_invalid',
    ],
    ['no configuration', (query: URLSearchParams) => query.delete('openid_configuration'), 'configuration_missing'],
    [
      'an address that is none',
      (query: URLSearchParams) => query.set('openid_configuration', 'x'),
      'platform_address_refused',
    ],
    [
      'a file',
      (query: URLSearchParams) => query.set('openid_configuration', 'file:///etc/passwd'),
      'platform_address_refused',
    ],
    [
      'a port where nobody is',
      (query: URLSearchParams) => query.set('openid_configuration', 'http://127.0.0.1:1/'),
      'platform_unreachable',
    ],
  ])('with %s, and the link stays good', async (_name, change, code) => {
    const token = await makeLink()
    expect(await register({ token, change })).toMatchObject({ ok: false, code })
    expect((await register({ token })).ok).toBe(true)
  })

  it.each([
    'http://lms.example.org/openid',
    'https://127.0.0.1/openid',
    'https://169.254.169.254/latest/meta-data',
    'https://[::ffff:10.0.0.1]/openid',
    'https://2130706433/openid',
    'https://localhost/openid',
    'https://a:b@lms.example.org/openid',
  ])('from %s outside of trials', async (address) => {
    const strict = createGuardedFetch({
      allowPrivateNetwork: false,
      userAgent,
      // No name is looked up outside in a test.
      resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    })
    const token = await makeLink()
    const change = (query: URLSearchParams): void => query.set('openid_configuration', address)
    expect(await register({ token, change, ask: strict })).toMatchObject({ code: 'platform_address_refused' })
    expect(desk.asked.configuration).toBe(0)
    expect((await register({ token })).ok).toBe(true)
  })

  it('by a name that turns private between the configuration and the registration, and nothing was sent', async () => {
    const token = await makeLink()
    expect(await register({ token, ask: moved })).toMatchObject({ code: 'platform_address_refused' })
    expect((await register({ token })).ok).toBe(true)
  })
})

/** The types of the messages that we ask for. */
const wanted = async (document: NonNullable<Misbehaviour['document']> | null) => {
  desk.misbehaviour = document === null ? {} : { document }
  expect((await register({ token: await makeLink() })).ok).toBe(true)
  const configuration = desk.tools.at(-1)?.body['https://purl.imsglobal.org/spec/lti-tool-configuration']
  return (configuration as { messages: { type: string }[] }).messages.map(({ type }) => type)
}

describe('what a platform may send', () => {
  const both = ['LtiResourceLinkRequest', 'LtiDeepLinkingRequest']

  it('is a launch and, where it offers that or doesn’t say, a choice of what to place', async () => {
    openDesk('moodle')
    const offering = (messages: unknown) =>
      wanted(withPlatform({ product_family_code: 'moodle', messages_supported: messages }))
    expect(await wanted(null)).toEqual(both)
    expect(await offering(both)).toEqual(both)
    expect(await offering(undefined)).toEqual(both)
    expect(await offering([{ type: 'LtiResourceLinkRequest' }])).toEqual(['LtiResourceLinkRequest'])
  })

  it('is in Canvas without the placement for choosing, where Canvas offers none', async () => {
    const types = await wanted(withPlatform({ messages_supported: ['LtiResourceLinkRequest'] }))
    expect(types).toEqual(Array.from({ length: 3 }, () => 'LtiResourceLinkRequest'))
  })
})

describe('Canvas', () => {
  it('is registered for the district of the link alone, with placements, a public privacy level and its own fields', async () => {
    openDesk('canvas', { clientId: '10000000000007' })
    const verdict = await register({ token: await makeLink() })
    expect(verdict).toMatchObject({
      ok: true,
      withheldScopes: [],
      made: { clientId: '10000000000007', product: 'canvas' },
    })
    const kept = (await listRegistrations(db)).find(({ clientId }) => clientId === '10000000000007')
    expect(kept).toMatchObject({
      issuer: origin,
      authUrl: `${origin}/auth`,
      tokenUrl: `${origin}/token`,
      jwksUrl: `${origin}/jwks.json`,
      onlyDistrictId: 'd1',
      origin: 'dynamic',
      personIdField: 'sourcedId',
      // Canvas makes its deployments later: each waits until somebody binds it.
      deployments: [],
    })
    expect(desk.tools[0]?.body['scope']).toBe(SCOPES.join(' '))
    const configuration = desk.tools[0]?.body['https://purl.imsglobal.org/spec/lti-tool-configuration'] as
      | Record<string, unknown>
      | undefined
    expect(configuration).toMatchObject({
      domain: 'staffroom.example',
      target_link_uri: 'https://staffroom.example/lti/launch',
      'https://canvas.instructure.com/lti/privacy_level': 'public',
      'https://canvas.instructure.com/lti/tool_id': 'staffroom',
      custom_parameters: { canvas_user_sissourceid: '$Canvas.user.sisSourceId', person_sourcedid: '$Person.sourcedId' },
    })
    const target_link_uri = 'https://staffroom.example/lti/launch'
    const open = { type: 'LtiResourceLinkRequest', target_link_uri, label: 'Staffroom' }
    expect(configuration?.['messages']).toEqual([
      { ...open, placements: ['course_navigation'] },
      { ...open, placements: ['account_navigation'] },
      { ...open, placements: ['user_navigation'] },
      { ...open, type: 'LtiDeepLinkingRequest', placements: ['link_selection'] },
    ])
  })

  it('says which scopes it did not grant', async () => {
    desk.misbehaviour = { answer: setTo('scope', SCOPES[1]) }
    const verdict = await register({ token: await makeLink() })
    expect(verdict.ok && verdict.withheldScopes).toEqual([SCOPES[0], SCOPES[2]])
  })

  it('is asked only for scopes that it has', async () => {
    desk.misbehaviour = { document: setTo('scopes_supported', [SCOPES[0]]) }
    expect((await register({ token: await makeLink() })).ok).toBe(true)
    expect(desk.tools[0]?.body['scope']).toBe(SCOPES[0])
  })
})

describe('Moodle', () => {
  it('is registered with the deployment that it names, which waits until somebody of the district binds it', async () => {
    openDesk('moodle', { clientId: 'moodle-client', deploymentId: '12' })
    const verdict = await register({ token: await makeLink('d2') })
    expect(verdict).toMatchObject({ ok: true, made: { deploymentId: '12', product: 'moodle' } })
    const kept = (await listRegistrations(db)).find(({ clientId }) => clientId === 'moodle-client')
    expect(kept).toMatchObject({
      onlyDistrictId: 'd2',
      product: 'moodle',
      deployments: [{ deploymentId: '12', districtId: null, status: 'pending' }],
    })
    const configuration = desk.tools[0]?.body['https://purl.imsglobal.org/spec/lti-tool-configuration']
    // What only Canvas knows is not sent to others.
    expect(JSON.stringify(configuration)).not.toContain('anvas')
  })

  it('leaves an entry in the audit log of the district, and a link that names what it made', async () => {
    openDesk('moodle', { clientId: 'audited', deploymentId: '13' })
    const verdict = await register({ token: await makeLink('d2') })
    const registrationId = verdict.ok ? verdict.registrationId : ''
    const rows = await inDistrict(db, { districtId: 'd2', actor: 'test' }, async (client) => {
      const link = await client.query('select state from lti_registration_link where registration_id = $1::bigint', [
        registrationId,
      ])
      const entry = await client.query(
        "select actor, object from audit_entry where action = 'lti.register' order by id desc limit 1",
      )
      return [link.rows[0] as unknown, entry.rows[0] as unknown]
    })
    expect(rows).toEqual([{ state: 'used' }, { actor: 'system', object: `lti_registration:${registrationId}` }])
  })
})
