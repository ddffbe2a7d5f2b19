/** Tokens for a platform's services: asked for rarely, renewed in time, and never believed too easily. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asked } from '../../src/lti/service-problem.ts'
import { createServiceTokens } from '../../src/lti/service-token.ts'
import { tokenDeskOf } from '../fakes/lms/service-tokens.ts'
import { ALL_SCOPES, startServices } from './services.ts'
import type { ServiceBench } from './services.ts'

let bench: ServiceBench
const [NAMES = '', ITEMS = '', SCORES = ''] = ALL_SCOPES

beforeEach(async () => {
  bench = await startServices()
})
afterEach(() => bench.stop())

const find = (scopes: readonly string[] = [NAMES]) => bench.world.tokens.find(bench.registration, scopes)
const attempt = (scopes?: readonly string[]) => asked(() => find(scopes))
const desk = () => tokenDeskOf(bench.lms.platform)

describe('a token', () => {
  it('is asked for once, however many want it at once, and says who we are', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => find()))
    expect(new Set(tokens).size).toBe(1)
    expect(await find()).toBe(tokens[0])
    expect(desk().asked).toBe(1)
    expect(desk().lastUserAgent).toBe('Staffroom test')
  })

  it('is asked for with an assertion for the token address, or for whom the platform names instead', async () => {
    const seen: Record<string, unknown>[] = []
    const sign: typeof bench.sign = (claims) => {
      seen.push({ ...claims })
      return bench.sign(claims)
    }
    const { fetch, now } = bench.world
    const tokens = createServiceTokens({ fetch, sign, now })
    await tokens.find(bench.registration, [NAMES])
    const elsewhere = { ...bench.registration, tokenAudience: 'https://authorization.example' }
    await asked(() => tokens.find(elsewhere, [ITEMS]))
    const { clientId, tokenUrl } = bench.registration
    expect(seen.map(({ iss, sub, aud }) => [iss, sub, aud])).toEqual([
      [clientId, clientId, tokenUrl],
      [clientId, clientId, 'https://authorization.example'],
    ])
    for (const { iat, exp } of seen) expect(Number(exp) - Number(iat)).toBeLessThanOrEqual(300)
    expect(new Set(seen.map(({ jti }) => jti)).size).toBe(2)
  })

  it('is another one for other scopes, in any order the same, and for another registration', async () => {
    const first = await find([ITEMS, SCORES])
    expect(await find([SCORES, ITEMS])).toBe(first)
    expect(await find([SCORES])).not.toBe(first)
    const other = await bench.world.tokens.find({ ...bench.registration, id: '2' }, [ITEMS, SCORES])
    expect(other).not.toBe(first)
    expect(desk().asked).toBe(3)
  })

  it('is renewed a minute before it ends, and not before', async () => {
    const first = await find()
    bench.clock.offsetMs = 3_539_000
    expect(await find()).toBe(first)
    bench.clock.offsetMs = 3_541_000
    expect(await find()).not.toBe(first)
  })

  it('that lives a minute or less is used once', async () => {
    desk().lifetimeSeconds = 60
    expect(await find()).not.toBe(await find())
  })

  it('is asked for again after it was refused', async () => {
    const first = await find()
    bench.world.tokens.forget(first)
    expect(await find()).not.toBe(first)
  })
})

describe('no token', () => {
  const page = '<!doctype html><title>Maintenance</title>'
  it.each([
    [400, '{"error":"invalid_client"}', 'service_client_refused'],
    [401, '{"error":"invalid_request","error_description":"JWS signature invalid."}', 'service_client_refused'],
    [400, '{"error":"unauthorized_client"}', 'service_token_refused'],
    [401, '', 'service_token_refused'],
    [403, page, 'service_token_refused'],
    [400, '{"error":"invalid_scope"}', 'service_scope_refused'],
    [429, '', 'service_failing'],
    [500, page, 'service_failing'],
    [503, page, 'service_failing'],
    [302, '', 'service_address'],
    [200, page, 'service_answer'],
    [200, '{}', 'service_answer'],
    [200, '{"access_token":"","token_type":"Bearer"}', 'service_answer'],
    [200, '{"access_token":"a\\nb","token_type":"Bearer"}', 'service_answer'],
    [200, '{"access_token":"abc"}', 'service_answer'],
    [200, '{"access_token":"abc","token_type":"MAC"}', 'service_answer'],
    [200, '{"access_token":"abc","token_type":"bearer","scope":"other"}', 'service_scope_refused'],
    [200, `{"access_token":"abc","token_type":"bearer","more":"${'x'.repeat(70_000)}"}`, 'service_too_large'],
  ] as const)('comes of %i %.60s: %s', async (status, body, code) => {
    desk().instead = { status, body }
    expect(await attempt()).toEqual({ ok: false, code })
    // And it isn't kept: the next one that works is taken.
    desk().instead = null
    expect(await attempt()).toMatchObject({ ok: true })
  })

  it('comes of a scope that the LMS’s administrator has not granted', async () => {
    for (const tool of bench.lms.platform.tools.values()) tool.scopes = [SCORES]
    expect(await attempt()).toEqual({ ok: false, code: 'service_scope_refused' })
  })

  it('comes of a platform that can’t be reached', async () => {
    await bench.lms.stop()
    expect(await attempt()).toEqual({ ok: false, code: 'service_unreachable' })
  })

  it('is taken for a bearer where nothing is said of scope, as the specification has it', async () => {
    desk().instead = { status: 200, body: '{"access_token":"abc","token_type":"bearer"}' }
    expect(await attempt()).toEqual({ ok: true, value: 'abc' })
  })
})
