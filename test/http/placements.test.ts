/** Placing Staffroom in an LMS: who may place what, once, and what the placed link then opens. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { inDistrict } from '../../src/store/database.ts'
import { ensureSigningKey } from '../../src/signin/signing-key.ts'
import { DEEP_LINKING, placingOf } from '../fakes/lms/deep-linking.ts'
import type { LaunchStart } from '../fakes/lms/platform.ts'
import { callApi, walkLaunch } from '../lti/launch-walk.ts'
import type { Begun } from '../lti/launch-walk.ts'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'
import { addPerson } from '../signin/roster.ts'

const ITEMS = 'https://purl.imsglobal.org/spec/lti-dl/claim/content_items'

let tool: ServedTool
let sync: Database
const communities: Record<string, string> = {}

beforeAll(async () => {
  tool = await startServedTool()
  sync = tool.database.open('sync')
  await ensureSigningKey(tool.signingKeys)
  for (const [name, role] of [
    ['demo-teacher', 'teacher'],
    ['demo-coach', 'coach'],
    ['demo-student', 'student'],
  ] as const) {
    const id = await addPerson(sync, 'd1', { sourcedId: name, roles: [role] })
    if (role === 'student') continue
    communities[name] = await inDistrict(tool.db, { districtId: 'd1', actor: 'test' }, async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `insert into community (district_id, name, created_by) values ('d1', $1, $2) returning id::text`,
        [`Community of ${name}`, id],
      )
      await client.query(
        `insert into community_member (district_id, community_id, person_id, role, added_by) values ('d1', $1, $2, 'lead', $2)`,
        [rows[0]?.id, id],
      )
      return rows[0]?.id ?? ''
    })
  }
})
afterAll(() => tool.stop())
beforeEach(() => {
  placingOf(tool.lms.platform).settings = {}
})

const begin = (person: string, start: LaunchStart) => walkLaunch(tool, person, start)
const place = (person: string) => begin(person, { messageType: DEEP_LINKING })
const call = (token: string, path: string, body?: unknown) =>
  callApi(tool, token, path, body === undefined ? {} : { body })

const answer = ({ token, launch }: Begun, items: readonly string[]) =>
  call(token, `placements/${launch.opens?.id}/answer`, { items })

describe('a deep linking launch', () => {
  it('opens the choice of what this person may place, on a page that may post to the LMS and nowhere else', async () => {
    const teacher = await place('demo-teacher')
    expect(teacher.launch).toMatchObject({ class: null, opens: { kind: 'placement' } })
    expect(teacher.policy).toContain(`form-action 'self' ${tool.lms.url};`)
    expect((await call(teacher.token, `placements/${teacher.launch.opens?.id}`)).json).toMatchObject({
      acceptsMultiple: true,
      items: [
        { key: 'start', name: null },
        { key: `community:${communities['demo-teacher']}`, name: 'Community of demo-teacher' },
      ],
    })
    const coach = await place('demo-coach')
    expect((await call(coach.token, `placements/${coach.launch.opens?.id}`)).json).toMatchObject({
      items: [{ key: 'start' }, { key: 'coach' }, { key: `community:${communities['demo-coach']}` }],
    })
    const ordinary = await begin('demo-teacher', {})
    expect(ordinary.policy).toContain("form-action 'self';")
  })

  it('has nothing to place for a student, and none for somebody whom the roster doesn’t know', async () => {
    const student = await place('demo-student')
    expect((await call(student.token, `placements/${student.launch.opens?.id}`)).json).toMatchObject({ items: [] })
    expect((await answer(student, ['start'])).status).toBe(422)
    expect((await place('demo-unknown')).launch).toEqual({ unmatched: 'person_unknown', class: null, opens: null })
  })

  it.each([
    [{ deep_link_return_url: 'https://evil.example/' }, 'deep_linking_return_foreign'],
    [{ accept_types: ['link', 'file'] }, 'deep_linking_type_unknown'],
    [{ deep_link_return_url: 7 }, 'deep_linking_settings_missing'],
  ])('with %j is refused, and no session is made', async (settings, code) => {
    placingOf(tool.lms.platform).settings = settings
    const begun = await place('demo-teacher')
    expect(begun).toMatchObject({ token: '' })
    expect(begun.status).toBeGreaterThanOrEqual(400)
    expect(begun.html).toContain(code)
  })
})

describe('the answer', () => {
  it('is taken by the LMS with what was chosen, and the placed links open that', async () => {
    const coach = await place('demo-coach')
    const key = `community:${communities['demo-coach']}`
    const { status, json } = await answer(coach, ['start', 'coach', key])
    expect(status).toBe(200)
    const { returnUrl, jwt } = json as { returnUrl: string; jwt: string }
    expect(new URL(returnUrl).origin).toBe(tool.lms.url)
    const taken = await fetch(returnUrl, { method: 'POST', body: new URLSearchParams({ JWT: jwt }) })
    expect(taken.status).toBe(200)
    const [placed] = placingOf(tool.lms.platform).answers.slice(-1)
    const items = placed?.[ITEMS] as { type: string; title: string; url: string }[]
    expect(items.map(({ type, title }) => [type, title])).toEqual([
      ['ltiResourceLink', 'Staffroom'],
      ['ltiResourceLink', 'Staffroom: coaching'],
      ['ltiResourceLink', 'Community of demo-coach'],
    ])
    const opened = async (person: string, at: number) =>
      (await begin(person, { targetLinkUri: items[at]?.url ?? '' })).launch.opens
    expect(await opened('demo-coach', 0)).toBeNull()
    expect(await opened('demo-coach', 1)).toEqual({ kind: 'coach', id: null })
    expect(await opened('demo-coach', 2)).toEqual({ kind: 'community', id: communities['demo-coach'] })
    // A link shows nobody more than they may see anyway.
    expect(await opened('demo-teacher', 1)).toBeNull()
    expect(await opened('demo-teacher', 2)).toBeNull()
  })

  it('is given once, to whom it was made for, and with nothing but what they may place', async () => {
    const teacher = await place('demo-teacher')
    const coach = await place('demo-coach')
    expect((await answer({ ...coach, launch: teacher.launch }, ['start'])).status).toBe(404)
    expect((await answer(teacher, ['coach'])).status).toBe(422)
    expect((await answer(teacher, [`community:${communities['demo-coach']}`])).status).toBe(422)
    const answers = await Promise.all(Array.from({ length: 5 }, () => answer(teacher, ['start'])))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await answer(teacher, ['start'])).status).toBe(404)
  })

  it('takes one thing where the LMS takes one, and none where nothing was chosen', async () => {
    placingOf(tool.lms.platform).settings = { accept_multiple: false }
    const teacher = await place('demo-teacher')
    const key = `community:${communities['demo-teacher']}`
    expect((await answer(teacher, ['start', key])).status).toBe(422)
    const { json } = await answer(teacher, [])
    const { returnUrl, jwt } = json as { returnUrl: string; jwt: string }
    await fetch(returnUrl, { method: 'POST', body: new URLSearchParams({ JWT: jwt }) })
    expect(placingOf(tool.lms.platform).answers.at(-1)?.[ITEMS]).toEqual([])
  })

  it('is not waited for without end', async () => {
    const teacher = await place('demo-teacher')
    tool.clock.offsetMs += 61 * 60_000
    try {
      expect((await answer(teacher, ['start'])).status).toBe(401)
    } finally {
      tool.clock.offsetMs -= 61 * 60_000
    }
  })
})
