/** The trial of a platform's services: a real token each time, and where there is none, why. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createServiceTrial } from '../../src/lti/service-trial.ts'
import type { TryServices } from '../../src/lti/service-trial.ts'
import { signWith } from '../../src/lti/sign.ts'
import { createToolKey } from '../../src/lti/tool-key.ts'
import { createGuardedFetch } from '../../src/net/guarded-fetch.ts'
import { tokenDeskOf } from '../fakes/lms/service-tokens.ts'
import { ALL_SCOPES, startServices } from './services.ts'
import type { ServiceBench } from './services.ts'

let bench: ServiceBench
let unsigned: unknown[]
const [NAMES = '', ITEMS = '', SCORES = ''] = ALL_SCOPES

beforeEach(async () => {
  bench = await startServices()
  unsigned = []
})
afterEach(() => bench.stop())

const desk = () => tokenDeskOf(bench.lms.platform)
const onUnsigned = (error: unknown) => void unsigned.push(error)

function trial(changes: Partial<Parameters<typeof createServiceTrial>[0]> = {}): TryServices {
  const { fetch, now } = bench.world
  return createServiceTrial({ fetch, sign: bench.sign, now, onUnsigned, ...changes })
}
const attempt = (scopes: readonly string[] = ALL_SCOPES) => trial()(bench.registration, scopes)

describe('a trial of a platform that is set up', () => {
  it('gets a token for all scopes with one question, and another one the next time', async () => {
    const run = trial()
    expect(await run(bench.registration, ALL_SCOPES)).toEqual({
      problem: null,
      refused: [],
      isGranted: true,
      said: null,
    })
    expect(desk().asked).toBe(1)
    await run(bench.registration, ALL_SCOPES)
    expect(desk().asked).toBe(2)
    expect(desk().tokens.size).toBe(2)
  })

  it('asks once, however many launch at once', async () => {
    const run = trial()
    await Promise.all(Array.from({ length: 20 }, () => run(bench.registration, ALL_SCOPES)))
    expect(desk().asked).toBe(1)
  })

  it('names the scopes that are refused, and the rest is granted', async () => {
    for (const tool of bench.lms.platform.tools.values()) tool.scopes = [NAMES]
    expect(await attempt()).toEqual({ problem: null, refused: [ITEMS, SCORES], isGranted: true, said: null })
  })

  it('says that none is granted', async () => {
    for (const tool of bench.lms.platform.tools.values()) tool.scopes = []
    expect(await attempt()).toEqual({ problem: null, refused: ALL_SCOPES, isGranted: false, said: null })
  })
})

describe('a trial says what is wrong', () => {
  it('with our keys, in the platform’s own word', async () => {
    const stranger = await createToolKey()
    const sign = signWith(() => Promise.resolve(stranger))
    const found = await trial({ sign })(bench.registration, ALL_SCOPES)
    expect(found).toEqual({ problem: 'service_client_refused', refused: [], isGranted: false, said: 'invalid_client' })
  })

  it('with the client id', async () => {
    const found = await trial()({ ...bench.registration, clientId: 'another' }, ALL_SCOPES)
    expect(found).toMatchObject({ problem: 'service_client_refused', said: 'invalid_client' })
  })

  it.each([
    [401, '{"error":"unauthorized_client"}', 'service_token_refused', 'unauthorized_client'],
    [403, '<p>No</p>', 'service_token_refused', null],
    [400, '{"error":"<script>alert(1)</script>"}', 'service_token_refused', null],
    [500, '', 'service_failing', null],
    [302, '', 'service_address', null],
    [200, '<p>Sign in</p>', 'service_answer', null],
  ] as const)('where the answer is %i %s', async (status, body, problem, said) => {
    desk().instead = { status, body }
    expect(await attempt()).toEqual({ problem, refused: [], isGranted: false, said })
  })

  it('where the second question fails otherwise than the first', async () => {
    for (const tool of bench.lms.platform.tools.values()) tool.scopes = []
    const { fetch } = bench.world
    let asked = 0
    const breaking: typeof fetch = (url, request) => {
      asked += 1
      if (asked > 1) desk().instead = { status: 503, body: '' }
      return fetch(url, request)
    }
    expect(await trial({ fetch: breaking })(bench.registration, ALL_SCOPES)).toMatchObject({
      problem: 'service_failing',
      isGranted: false,
    })
  })

  it('with the address: a private one is not asked', async () => {
    const fetch = createGuardedFetch({ allowPrivateNetwork: false, userAgent: 'Staffroom test' })
    const found = await trial({ fetch })(bench.registration, ALL_SCOPES)
    expect(found).toMatchObject({ problem: 'service_address', isGranted: false })
    expect(desk().asked).toBe(0)
  })

  it('where nobody answers', async () => {
    await bench.lms.stop()
    expect(await attempt()).toMatchObject({ problem: 'service_unreachable' })
  })

  it('where we can’t sign, and tells whoever runs us why', async () => {
    const failure = new Error('sealed with another key')
    const found = await trial({ sign: () => Promise.reject(failure) })(bench.registration, ALL_SCOPES)
    expect(found).toMatchObject({ problem: 'service_unsigned', isGranted: false })
    expect(unsigned).toEqual([failure])
    expect(desk().asked).toBe(0)
  })
})
