import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SHOWN_BY } from '../../src/ui/session/sights.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp
let path: string

const as = (name: PersonName) => app.bearerOf(app.alpha, name)
const rename = (name: string, seen?: string) =>
  app.call(`${path}/name`, {
    token: as('teacher'),
    method: 'PUT',
    body: { name },
    ...(seen === undefined ? {} : { headers: { 'if-match': seen } }),
  })
const look = async (query = '') => {
  const { headers } = await app.call(`${path}${query}`, { token: as('teacher') })
  return headers.get('etag')
}

beforeAll(async () => {
  app = await openTestApp()
  const made = await app.call('/api/v1/communities', { token: as('teacher'), body: { name: 'Readers' } })
  path = `/api/v1/communities/${(made.json as { id: string }).id}`
})
afterAll(() => app.close())

describe('an edit of what has no version', () => {
  it('is refused where somebody has changed it since it was seen, and changes nothing', async () => {
    const seen = await look()
    expect(seen).toMatch(/^"[\w-]{22}"$/)
    expect((await rename('Writers', seen ?? '')).status).toBe(200)
    const { status, json } = await rename('Speakers', seen ?? '')
    expect([status, json]).toMatchObject([412, { error: { code: 'changed_meanwhile' } }])
    const { json: now } = await app.call(path, { token: as('teacher') })
    expect(now).toMatchObject({ community: { name: 'Writers' } })
  })

  it('is made over the newest sight, over any of several, over whatever there is, or without saying', async () => {
    expect((await rename('A', (await look()) ?? '')).status).toBe(200)
    expect((await rename('B', `"other", W/${await look()}`)).status).toBe(200)
    expect((await rename('C', '*')).status).toBe(200)
    expect((await rename('D')).status).toBe(200)
  })

  it('has no tag of a part of what is seen', async () => {
    expect(await look('?fields=name')).toBeNull()
  })

  it('is refused before anybody is told how it looks who may not see it', async () => {
    const { status } = await app.call(`${path}/name`, {
      token: as('southTeacher'),
      method: 'PUT',
      body: { name: 'Mine' },
      headers: { 'if-match': '"x"' },
    })
    expect(status).toBe(403)
  })
})

describe('every edit', () => {
  it('has a version in its body, or is made over what a route shows', () => {
    const bare = app.table.routes.filter(({ method, body, seen }) => {
      const isVersioned = body !== undefined && 'properties' in body && 'version' in body.properties
      return (method === 'put' || method === 'patch') && !isVersioned && seen === undefined
    })
    expect(bare.map((route) => route.path).toSorted()).toEqual([...WHOLE].toSorted())
  })
})

/** Put one value in place of whatever was there, or are nobody's but the writer's. */
const WHOLE = [
  '/api/v1/classes/:classId/ended',
  '/api/v1/classes/:classId/names',
  '/api/v1/classes/led/:classId/survey-gradebook',
  '/api/v1/coaching/cycles/:cycleId/interactions/:interactionId',
  '/api/v1/coaching/drafts',
  '/api/v1/communities/:communityId/classes/:classId/locks',
  '/api/v1/communities/:communityId/staying-out',
  '/api/v1/licences/:kind/people/:personId/priority',
  '/api/v1/parent-portal/logo',
  '/api/v1/participation/survey/draft',
  // A student’s own, from end to end, on whichever device.
  '/api/v1/student/avatar',
  '/api/v1/surveys/:surveyId/draft',
]

const operation = (method: string, at: string): string => `${method.toUpperCase()} ${at.replaceAll(/:(\w+)/g, '{$1}')}`

describe('the app’s pages', () => {
  it('send with each such edit the tag of what shows it', () => {
    const named = app.table.routes.flatMap(({ method, path: at, seen }) =>
      seen === undefined ? [] : [[operation(method, at), operation('get', seen)] as const],
    )
    expect(SHOWN_BY).toMatchObject(Object.fromEntries(named))
    expect(Object.keys(SHOWN_BY).length).toBeGreaterThanOrEqual(named.length)
  })
})
