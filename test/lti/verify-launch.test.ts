/** Launches against a real database: what is refused, with which code, and what gets through. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { REFUSALS } from '../../src/lti/refusal.ts'
import { startLms } from '../fakes/lms/lms.ts'
import { ACCEPTED, REFUSED } from './launch-cases.ts'
import { startTool } from './tool.ts'
import type { TestTool } from './tool.ts'

let tool: TestTool

beforeAll(async () => {
  tool = await startTool()
  const registration = await tool.signIn.ltiWorld.findRegistrations(tool.lms.url)
  await tool.db.pool.query(
    `insert into lti_deployment (registration_id, deployment_id, district_id, status)
     values ($1, 'switched-off', 'd1', 'inactive'), ($1, 'not-bound', null, 'pending')`,
    [registration[0]?.id],
  )
})
afterAll(() => tool.stop())
afterEach(() => {
  tool.clock.offsetMs = 0
})

async function countSessions(): Promise<number> {
  const { rows } = await tool.db.pool.query<{ count: string }>('select count(*) from session_code')
  return Number(rows[0]?.count)
}

describe('a token that must be refused', () => {
  it.each(REFUSED)('$name: $code', async ({ code, tamper }) => {
    expect(await tool.launch({ tamper })).toEqual({ ok: false, code })
    expect(await countSessions()).toBe(0)
  })
})

describe('a token that must be accepted', () => {
  it.each(ACCEPTED)('$name', async ({ tamper }) => {
    expect(await tool.launch({ tamper })).toMatchObject({ ok: true })
  })
})

describe('the browser and the state', () => {
  it('refuses a launch without a state', async () => {
    const { form, cookies } = await tool.prepare()
    const { state: _, ...rest } = form
    expect(await tool.verify({ form: rest, cookies })).toEqual({ ok: false, code: 'state_missing' })
  })

  it('refuses a state that was never issued', async () => {
    const { form, cookies } = await tool.prepare()
    expect(await tool.verify({ form: { ...form, state: 'made-up' }, cookies })).toMatchObject({ code: 'state_unknown' })
  })

  it('refuses a launch without a token', async () => {
    const { form, cookies } = await tool.prepare()
    const { id_token: _, ...rest } = form
    expect(await tool.verify({ form: rest, cookies })).toMatchObject({ code: 'token_missing' })
  })

  it('says that the platform refused, when it did', async () => {
    const { form, cookies } = await tool.prepare()
    const refused = { form: { state: form['state'], error: 'login_required' }, cookies }
    expect(await tool.verify(refused)).toMatchObject({ code: 'platform_refused' })
  })

  it('refuses a launch from a browser that kept no cookie', async () => {
    const { form } = await tool.prepare()
    expect(await tool.verify({ form, cookies: {} })).toMatchObject({ code: 'browser_unbound' })
  })

  it('refuses the launch of an attacker that is posted in the browser of a victim', async () => {
    const [attacker, victim] = await Promise.all([tool.prepare({ person: 'demo-admin' }), tool.prepare()])
    const forged = { form: attacker.form, cookies: victim.cookies }
    expect(await tool.verify(forged)).toMatchObject({ code: 'browser_unbound' })
    const [name = ''] = Object.keys(attacker.cookies)
    const [value] = Object.values(victim.cookies)
    expect(await tool.verify({ form: attacker.form, cookies: { [name]: value } })).toMatchObject({
      code: 'browser_mismatch',
    })
  })

  it('refuses the nonce of another login', async () => {
    const other = await tool.prepare()
    const foreign: unknown = JSON.parse(
      Buffer.from(String(other.form['id_token']).split('.')[1] ?? '', 'base64url').toString(),
    )
    const { nonce } = foreign as { nonce: string }
    const verdict = await tool.launch({ tamper: (draft) => Object.assign(draft.claims, { nonce }) })
    expect(verdict).toMatchObject({ code: 'nonce_wrong' })
  })

  it('refuses a token under the state of another login', async () => {
    const [a, b] = await Promise.all([tool.prepare(), tool.prepare()])
    const mixed = { form: { ...a.form, state: b.form['state'] }, cookies: { ...a.cookies, ...b.cookies } }
    expect(await tool.verify(mixed)).toMatchObject({ code: 'nonce_wrong' })
  })

  it('refuses a state that is older than five minutes', async () => {
    const request = await tool.prepare()
    tool.clock.offsetMs = 300_001
    expect(await tool.verify(request)).toMatchObject({ code: 'state_expired' })
  })

  it('refuses a launch that is posted again', async () => {
    const request = await tool.prepare()
    expect(await tool.verify(request)).toMatchObject({ ok: true })
    expect(await tool.verify(request)).toEqual({ ok: false, code: 'launch_replayed' })
  })

  it('lets one of a hundred replays through that arrive at once', async () => {
    const request = await tool.prepare()
    const verdicts = await Promise.all(Array.from({ length: 100 }, () => tool.verify(request)))
    const codes = verdicts.map((verdict) => (verdict.ok ? 'ok' : verdict.code))
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1)
    expect(codes.filter((code) => code === 'launch_replayed')).toHaveLength(99)
  })
})

describe('two platforms', () => {
  it('refuses a token of one under a login that the other began', async () => {
    const place = { port: 0, toolUrl: 'http://localhost:3000', clientId: 'client-2', deploymentId: 'deployment-2' }
    const second = await startLms({ ...place, now: tool.now })
    try {
      await tool.register(second, 'deployment-2', 'd2')
      const [ours, theirs] = await Promise.all([tool.prepare(), tool.prepare({ platform: second })])
      const mixed = {
        form: { id_token: theirs.form['id_token'], state: ours.form['state'] },
        cookies: { ...ours.cookies, ...theirs.cookies },
      }
      expect(await tool.verify(mixed)).toEqual({ ok: false, code: 'registration_mixup' })
      expect(await tool.launch({ platform: second })).toMatchObject({ ok: true })
    } finally {
      await second.stop()
    }
  })

  it('notes a deployment that nobody announced, as pending', async () => {
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
