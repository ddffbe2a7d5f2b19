/** What the demo LMS plays: each platform's own way of saying who somebody is and where they come from. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { VerifiedLaunch } from '../../src/lti/verify-launch.ts'
import { startLms } from '../fakes/lms/lms.ts'
import type { Lms } from '../fakes/lms/lms.ts'
import type { LaunchStart } from '../fakes/lms/platform.ts'
import type { ProfileName } from '../fakes/lms/profiles.ts'
import { startTool } from './tool.ts'
import type { TestTool } from './tool.ts'

const NAMES = ['canvas', 'schoology', 'moodle'] as const
const CUSTOM = 'https://purl.imsglobal.org/spec/lti/claim/custom'

let tool: TestTool
const platforms = new Map<ProfileName, Lms>()

beforeAll(async () => {
  tool = await startTool()
  for (const profile of NAMES) {
    const place = { port: 0, toolUrl: tool.publicUrl, clientId: profile, deploymentId: `${profile}-1`, now: tool.now }
    const lms = await startLms({ ...place, profile })
    await tool.register(lms, `${profile}-1`, 'd1')
    platforms.set(profile, lms)
  }
})
afterAll(async () => {
  await Promise.all([...platforms.values()].map((lms) => lms.stop()))
  await tool.stop()
})

function lmsOf(profile: ProfileName): Lms {
  const lms = platforms.get(profile)
  if (lms === undefined) throw new Error(`The test has no ${profile}.`)
  return lms
}

async function launch(profile: ProfileName, start: LaunchStart = {}): Promise<VerifiedLaunch> {
  const verdict = await tool.launch({ platform: lmsOf(profile), start })
  if (!verdict.ok) throw new Error(`The launch was refused: ${verdict.code}`)
  return verdict.value
}

const loginOf = (profile: ProfileName): URLSearchParams =>
  new URL(lmsOf(profile).startLaunch('demo-teacher')).searchParams

async function claimsOf(profile: ProfileName, start: LaunchStart): Promise<Readonly<Record<string, unknown>>> {
  let claims: Readonly<Record<string, unknown>> = {}
  await tool.prepare({
    platform: lmsOf(profile),
    start,
    tamper: (draft) => {
      claims = draft.claims
    },
  })
  return claims
}

describe('the login', () => {
  it.each([
    ['canvas', 'https://canvas.instructure.com', 'deployment_id', 'post_message_forwarding'],
    ['schoology', 'https://schoology.schoology.com', 'lti_deployment_id', '_parent'],
    ['moodle', null, 'lti_deployment_id', null],
  ] as const)('of %s has its issuer, its name for the deployment and its storage', (profile, issuer, name, storage) => {
    const login = loginOf(profile)
    expect(login.get('iss')).toBe(issuer ?? lmsOf(profile).url)
    expect(login.get(name)).toBe(`${profile}-1`)
    expect(login.get('lti_storage_target')).toBe(storage)
  })
})

describe('a launch', () => {
  it('from Canvas names person and sections by custom fields, and the course where one expects the section', async () => {
    const { person, context } = await launch('canvas')
    expect(person.personId).toBe('demo-teacher')
    expect(context?.classSourcedIds).toEqual(['class-0000'])
    const claims = await claimsOf('canvas', { custom: { section: '$CourseSection.sourcedId' } })
    expect(claims[CUSTOM]).toMatchObject({ section: 'course-0000' })
  })

  it('from Moodle names them in its lis claim', async () => {
    const { person, context } = await launch('moodle')
    expect(person.personId).toBe('demo-teacher')
    expect(context?.classSourcedIds).toEqual(['class-0000'])
  })

  it('from Schoology names neither, but for the custom fields of a deep-linked item', async () => {
    const { person, context, subject } = await launch('schoology')
    expect([person.personId, context?.classSourcedIds, subject]).toEqual([null, [], 'lms-demo-teacher'])
    expect(person.email).toBe('demo-teacher@demo-district.example')
    expect((await claimsOf('schoology', { custom: { page: 'coach' } }))[CUSTOM]).toEqual({ page: 'coach' })
  })

  it.each(NAMES)(
    'from %s leaves a variable that it doesn’t know as it was written, and that counts for nothing',
    async (profile) => {
      const start = { custom: { person_sourcedid: '$Nobody.knowsThis' } }
      expect((await claimsOf(profile, start))[CUSTOM]).toMatchObject({ person_sourcedid: '$Nobody.knowsThis' })
      expect((await launch(profile, start)).person.personId).toBe(profile === 'schoology' ? null : 'demo-teacher')
    },
  )

  it('from a tool installed as anonymous tells the sub and nothing more of the person', async () => {
    const [installed] = lmsOf('moodle').platform.tools.values()
    if (installed === undefined) throw new Error('The tool is not installed.')
    installed.privacy = 'anonymous'
    const { person, subject } = await launch('moodle')
    installed.privacy = 'public'
    expect([person, subject]).toEqual([{ name: null, email: null, personId: null }, 'lms-demo-teacher'])
  })

  it('from no course has no context', async () => {
    expect((await launch('canvas', { courseId: null })).context).toBeNull()
  })
})

describe('the platform', () => {
  it('answers nobody whose client id or redirect address it doesn’t know', async () => {
    const lms = lmsOf('canvas')
    const ask = (query: Readonly<Record<string, string>>): Promise<unknown> =>
      lms.authorise(`${lms.registration.authUrl}?${new URLSearchParams(query)}`)
    await expect(ask({ client_id: 'nobody' })).rejects.toThrow('client_id')
    await expect(ask({ client_id: 'canvas', redirect_uri: 'https://evil.example/' })).rejects.toThrow('redirect_uri')
    const known = { client_id: 'canvas', redirect_uri: `${tool.publicUrl}/lti/launch` }
    await expect(ask({ ...known, state: 's' })).resolves.toEqual({ error: 'invalid_request', state: 's' })
  })
})
