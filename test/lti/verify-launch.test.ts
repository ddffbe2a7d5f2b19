/** Launches against a real database: what is refused, with which code, and what gets through. */

import { generateKeyPairSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { REFUSALS } from '../../src/lti/refusal.ts'
import { STORED_FIELD } from '../../src/lti/platform-storage.ts'
import type { LaunchRequest } from '../../src/lti/verify-launch.ts'
import { startLms } from '../fakes/lms/lms.ts'
import type { Lms } from '../fakes/lms/lms.ts'
import { ACCEPTED, REFUSED, REFUSED_REQUESTS, STORED } from './launch-cases.ts'
import { startTool } from './tool.ts'
import type { TestTool } from './tool.ts'

const place = { port: 0, toolUrl: 'http://localhost:3000' }

let tool: TestTool
let second: Lms
let canvas: Lms

beforeAll(async () => {
  tool = await startTool()
  second = await startLms({ ...place, clientId: 'client-2', deploymentId: 'deployment-2', now: tool.now })
  canvas = await startLms({ ...place, clientId: 'c', deploymentId: 'c-1', profile: 'canvas', now: tool.now })
  await tool.register(second, 'deployment-2', 'd2')
  await tool.register(canvas, 'c-1', 'd1')
  const registration = await tool.signIn.ltiWorld.findRegistrations(tool.lms.url)
  await tool.db.pool.query(
    `insert into lti_deployment (registration_id, deployment_id, district_id, status)
     values ($1, 'switched-off', 'd1', 'inactive'), ($1, 'not-bound', null, 'pending')`,
    [registration[0]?.id],
  )
})
afterAll(async () => {
  await Promise.all([second.stop(), canvas.stop()])
  await tool.stop()
})
afterEach(() => {
  tool.clock.offsetMs = 0
})

const secretOf = ({ cookies }: LaunchRequest): string => Object.values(cookies)[0] ?? ''

async function countSessions(): Promise<number> {
  const { rows } = await tool.db.pool.query<{ count: string }>('select count(*) from session')
  return Number(rows[0]?.count)
}

describe('a token that must be refused', () => {
  it.each(REFUSED)('$name: $code', async ({ code, tamper }) => {
    const before = await countSessions()
    expect(await tool.open(await tool.prepare({ tamper }))).toEqual({ refused: code })
    expect(await countSessions()).toBe(before)
  })
})

describe('a token that must be accepted', () => {
  it.each(ACCEPTED)('$name', async ({ tamper }) => {
    const before = await countSessions()
    expect(await tool.open(await tool.prepare({ tamper }))).toHaveProperty('token')
    expect(await countSessions()).toBe(before + 1)
  })
})

describe('a request that must be refused', () => {
  it.each(REFUSED_REQUESTS)('$name: $code', async ({ code, tamper, alter, laterMs = 0, isReplay }) => {
    const [other, foreign] = await Promise.all([tool.prepare(), tool.prepare({ platform: second })])
    const own = await tool.prepare({ tamper: (draft) => tamper?.(draft, { other, foreign }) })
    const posted = alter?.(own, { other, foreign }) ?? own
    if (isReplay === true) expect(await tool.open(posted)).toHaveProperty('token')
    const before = await countSessions()
    tool.clock.offsetMs = laterMs
    expect(await tool.open(posted)).toEqual({ refused: code })
    expect(await countSessions()).toBe(before)
  })

  it('is accepted where nothing is wrong with it, from each of the two platforms', async () => {
    expect(await tool.open(await tool.prepare())).toHaveProperty('token')
    expect(await tool.open(await tool.prepare({ platform: second }))).toHaveProperty('token')
  })

  it('a moment before it expires it is good', async () => {
    const request = await tool.prepare()
    tool.clock.offsetMs = 299_999
    expect(await tool.open(request)).toHaveProperty('token')
  })
})

describe('a browser whose platform keeps data for tools', () => {
  it.each(STORED)('with $name: $outcome', async ({ outcome, bring }) => {
    const [own, other] = await Promise.all([tool.prepare({ platform: canvas }), tool.prepare({ platform: canvas })])
    const { stored, cookie } = bring(secretOf(own), secretOf(other))
    const [name = ''] = Object.keys(own.cookies)
    const opened = await tool.open({
      form: { ...own.form, ...(stored === undefined ? {} : { [STORED_FIELD]: stored }) },
      cookies: cookie === undefined ? {} : { [name]: cookie },
    })
    expect('token' in opened ? 'accepted' : opened.refused).toBe(outcome)
  })
})

describe('the key of a platform', () => {
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' })
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })
  it.each([
    ['of 1024 bits', short],
    ['of another kind', curve],
    ['for encryption', { use: 'enc' }],
    ['for another algorithm', { alg: 'RS512' }],
    ['without its numbers', { n: '' }],
  ])('%s is not used', async (name, change) => {
    const clientId = `client of a key ${name}`
    const platform = await startLms({ ...place, clientId, deploymentId: clientId, now: tool.now })
    try {
      platform.platform.key = {
        ...platform.platform.key,
        publicJwk: { ...platform.platform.key.publicJwk, ...change },
      }
      await tool.register(platform, clientId, 'd1')
      expect(await tool.open(await tool.prepare({ platform }))).toEqual({ refused: 'key_unsuitable' })
    } finally {
      await platform.stop()
    }
  })

  it('that the platform has changed is read at once; the one before is good for nothing', async () => {
    const platform = await startLms({ ...place, clientId: 'client-turned', deploymentId: 'turned', now: tool.now })
    try {
      await tool.register(platform, 'turned', 'd1')
      expect(await tool.open(await tool.prepare({ platform }))).toHaveProperty('token')
      const before = await tool.prepare({ platform })
      await platform.rotateKey()
      expect(await tool.open(await tool.prepare({ platform }))).toHaveProperty('token')
      expect(await tool.open(before)).toEqual({ refused: 'kid_unknown' })
      expect(platform.keySet.reads).toBe(2)
      // A key that is made up would else cost the platform a read for every launch: the next change waits its turn.
      await platform.rotateKey()
      expect(await tool.open(await tool.prepare({ platform }))).toEqual({ refused: 'kid_unknown' })
      tool.clock.offsetMs = 301_000
      expect(await tool.open(await tool.prepare({ platform }))).toHaveProperty('token')
      expect(platform.keySet.reads).toBe(3)
    } finally {
      await platform.stop()
    }
  })

  it('that can’t be read is said to be out of reach', async () => {
    const platform = await startLms({ ...place, clientId: 'client-down', deploymentId: 'down', now: tool.now })
    try {
      platform.keySet.isDown = true
      await tool.register(platform, 'down', 'd1')
      expect(await tool.open(await tool.prepare({ platform }))).toEqual({ refused: 'keys_unreachable' })
    } finally {
      await platform.stop()
    }
  })
})

describe('a hundred replays at once', () => {
  it('make one session', async () => {
    const before = await countSessions()
    const request = await tool.prepare()
    const opened = await Promise.all(Array.from({ length: 100 }, () => tool.open(request)))
    const refused = opened.flatMap((each) => ('refused' in each ? [each.refused] : []))
    expect(refused).toEqual(Array.from({ length: 99 }, () => 'launch_replayed'))
    expect(await countSessions()).toBe(before + 1)
  })
})

describe('a deployment', () => {
  it('that nobody announced is noted, as pending', async () => {
    const claim = 'https://purl.imsglobal.org/spec/lti/claim/deployment_id'
    const tamper = (draft: { claims: Record<string, unknown> }): void => {
      draft.claims[claim] = 'surprise'
    }
    expect(await tool.launch({ tamper })).toMatchObject({ code: 'deployment_unknown' })
    expect(await tool.launch({ tamper })).toMatchObject({ code: 'deployment_pending' })
  })
})

describe('the verified launch', () => {
  it('says what the platform says, and the district of the deployment', async () => {
    const verdict = await tool.launch({ person: 'demo-coach' })
    expect(verdict).toMatchObject({
      ok: true,
      value: {
        messageType: 'LtiResourceLinkRequest',
        deployment: { deploymentId: 'deployment-1', districtId: 'd1' },
        subject: 'lms-demo-coach',
        person: { personId: 'demo-coach' },
        context: { id: 'course-101', title: 'Grade 4 Mathematics' },
      },
    })
  })

  it('takes a variable that the platform left unresolved for absent', async () => {
    const verdict = await tool.launch({
      tamper: (draft) => {
        draft.claims['https://purl.imsglobal.org/spec/lti/claim/lis'] = { person_sourcedid: '$Person.sourcedId' }
        draft.claims['https://purl.imsglobal.org/spec/lti/claim/custom'] = { person_sourcedid: '$Person.sourcedId' }
      },
    })
    expect(verdict).toMatchObject({ ok: true, value: { person: { personId: null } } })
  })

  it('reads the person id from a custom field where there is no other', async () => {
    const verdict = await tool.launch({
      tamper: (draft) => {
        delete draft.claims['https://purl.imsglobal.org/spec/lti/claim/lis']
        draft.claims['https://purl.imsglobal.org/spec/lti/claim/custom'] = { Person_SourcedId: ' 4711 ' }
      },
    })
    expect(verdict).toMatchObject({ ok: true, value: { person: { personId: '4711' } } })
  })
})

describe('the list of codes', () => {
  it('has a sentence and a remedy for each', () => {
    for (const { meaning, remedy } of Object.values(REFUSALS)) {
      expect(meaning).toMatch(/^[A-Z].*\.$/s)
      expect(remedy).toMatch(/^[A-Z].*[.`]$/s)
    }
  })
})
