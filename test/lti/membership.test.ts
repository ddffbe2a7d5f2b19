/** Names and roles: whole or not at all, to the platform alone, whatever its pages do. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MEMBERSHIP_LIMITS, nextLink, pagingOf, readMembers } from '../../src/lti/membership.ts'
import type { MembershipLimits } from '../../src/lti/membership.ts'
import type { ProfileName } from '../fakes/lms/profiles.ts'
import { memberDeskOf } from '../fakes/lms/names-and-roles.ts'
import type { Answer } from '../fakes/lms/names-and-roles.ts'
import { tokenDeskOf } from '../fakes/lms/service-tokens.ts'
import { ALL_SCOPES, startServices } from './services.ts'
import type { ServiceBench } from './services.ts'

let bench: ServiceBench

beforeEach(async () => {
  bench = await startServices()
})
afterEach(() => bench.stop())

const LEARNER = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'

function people(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    key: `p${index}`,
    sub: `sub-${index}`,
    name: `Person ${index}`,
    email: `p${index}@x.example`,
    sourcedId: `s-${index}`,
    roles: [LEARNER],
    about: '',
  }))
}

interface Asking {
  readonly limits?: Partial<MembershipLimits>
  readonly url?: string
  readonly resourceLinkId?: string
}

const desk = () => memberDeskOf(bench.lms.platform)

function read({ limits = {}, url = bench.membersUrl, ...more }: Asking = {}) {
  const { registration, lms } = bench
  const paging = pagingOf(registration, lms.platform.profile.platformClaim['product_family_code'] ?? null)
  const all = { ...MEMBERSHIP_LIMITS, ...limits }
  return readMembers(bench.world, { registration, url, paging, ...more }, all)
}

const page = (members: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: 200,
  body: JSON.stringify({ members }),
  headers,
})
const one = (id: string | number) => ({ user_id: `u-${id}`, roles: [LEARNER] })

describe('every member', () => {
  it.each(['plain', 'canvas', 'moodle', 'schoology'] satisfies ProfileName[])(
    'comes, page after page, of %s',
    async (profile) => {
      const other = await startServices(profile)
      await bench.stop()
      bench = other
      // A last page that is full, one that isn't, one page alone, nobody.
      for (const [count, pageSize] of [
        [200, 100],
        [230, 50],
        [7, 50],
        [0, 50],
      ] as const) {
        Object.assign(desk(), { people: people(count), pageSize })
        // Schoology gives at most 100 a page, and as many as were asked for.
        const answer = await read({ limits: { pageSize } })
        if (!answer.ok) throw new Error(answer.code)
        expect(answer.value.map(({ userId }) => userId)).toEqual(people(count).map(({ sub }) => sub))
      }
      expect(tokenDeskOf(bench.lms.platform).asked).toBe(1)
    },
  )

  it('is read as the platform says: name, address, number, roles, status; and nothing made up', async () => {
    desk().instead = () =>
      page([
        { user_id: 'a', roles: ['Instructor', 7], given_name: 'Ada', family_name: 'Byron', email: 'a@x.example' },
        { user_id: 'b', status: 'Deleted', name: 'Bo', lis_person_sourcedid: '$Person.sourcedId' },
      ])
    const nothing = { name: null, email: null, personId: null }
    expect(await read()).toEqual({
      ok: true,
      value: [
        { ...nothing, userId: 'a', status: 'Active', roles: ['Instructor'], name: 'Ada Byron', email: 'a@x.example' },
        { ...nothing, userId: 'b', status: 'Deleted', roles: [], name: 'Bo' },
      ],
    })
  })

  it('who may open one link is asked for by rlid, where the platform knows it', async () => {
    desk().people = [...people(1), { ...people(2)[1], roles: ['x#Instructor'] } as never]
    const answer = await read({ resourceLinkId: 'link-1' })
    expect(answer).toMatchObject({ ok: true, value: [{ userId: 'sub-0' }] })
    expect(desk().asked).toEqual(['?limit=100&rlid=link-1'])
  })
})

describe('nothing of it is used', () => {
  it.each([
    ['a refusal', { status: 403, body: '{}' }, 'service_refused'],
    ['a course that is gone', { status: 404, body: '{}' }, 'service_answer'],
    ['too many questions', { status: 429, body: '' }, 'service_failing'],
    ['a broken platform', { status: 500, body: '<h1>Oops</h1>' }, 'service_failing'],
    ['a login page', { status: 200, body: '<!doctype html><form>' }, 'service_answer'],
    ['an empty object', { status: 200, body: '{}' }, 'service_answer'],
    ['members as a text', page('all of them'), 'service_answer'],
    ['a member without an id', page([one(1), { roles: [] }]), 'service_answer'],
    ['an id without end', page([{ user_id: 'x'.repeat(256), roles: [] }]), 'service_answer'],
    ['a redirect', { status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } }, 'service_address'],
  ] as const)('after %s', async (_name, answer, code) => {
    desk().instead = () => answer
    expect(await read()).toEqual({ ok: false, code })
    // Nor on a later page, after a good one.
    const next = new URL(`${bench.membersUrl}?page=2`).href
    desk().instead = ({ page: number }) => (number === 1 ? page([one(1)], { link: `<${next}>; rel="next"` }) : answer)
    expect(await read()).toEqual({ ok: false, code })
  })

  it('where pages have no end, each with new people', async () => {
    let count = 0
    desk().instead = () => {
      count += 1
      return page([one(count)], { link: `<${bench.membersUrl}?page=${count + 1}>; rel="next"` })
    }
    expect(await read({ limits: { pagesMax: 30 } })).toEqual({ ok: false, code: 'service_paging' })
    expect(count).toBe(30)
  })

  it('where a page leads back to one that was read', async () => {
    desk().instead = ({ page: number }) =>
      page([one(number)], { link: `<${bench.membersUrl}?page=${number === 1 ? 2 : 3 - number + 1}>; rel="next"` })
    expect(await read()).toEqual({ ok: false, code: 'service_paging' })
    expect(desk().asked.length).toBeLessThan(5)
  })

  it('where an empty page leads back to itself: it is asked once', async () => {
    let count = 0
    desk().instead = () => {
      count += 1
      return page([], { link: `<${bench.membersUrl}?cursor=1>; rel="next"` })
    }
    expect(await read()).toEqual({ ok: false, code: 'service_paging' })
    expect(count).toBe(2)
  })

  it('where the same people come under ever new addresses', async () => {
    let count = 0
    desk().instead = () => {
      count += 1
      return page([one(1), one(2)], { link: `<${bench.membersUrl}?cursor=${count}>; rel="next"` })
    }
    expect(await read()).toEqual({ ok: false, code: 'service_paging' })
    expect(count).toBe(2)
  })

  it('where page=N is not heard and the first page comes again and again', async () => {
    await bench.stop()
    bench = await startServices('schoology')
    desk().instead = () => page(Array.from({ length: 100 }, (_, index) => one(index)))
    expect(await read()).toEqual({ ok: false, code: 'service_paging' })
  })

  it('where the next page is at another origin, and nothing is sent there', async () => {
    desk().instead = () => page([one(1)], { link: `<${bench.stranger.url}/members>; rel="next"` })
    expect(await read()).toEqual({ ok: false, code: 'service_paging' })
    expect(bench.stranger.heard).toEqual([])
  })

  it('where the list itself is at an origin that is none of the platform’s: no token is even asked for', async () => {
    expect(await read({ url: `${bench.stranger.url}/members` })).toEqual({ ok: false, code: 'service_foreign' })
    expect(bench.stranger.heard).toEqual([])
    expect(tokenDeskOf(bench.lms.platform).asked).toBe(0)
  })

  it('where the answer is 10 MB, or more people than any course', async () => {
    desk().instead = () => ({ status: 200, body: `{"members":[],"x":"${'x'.repeat(10_485_760)}"}` })
    expect(await read()).toEqual({ ok: false, code: 'service_too_large' })
    desk().instead = () => page(Array.from({ length: 50 }, (_, index) => one(index)))
    expect(await read({ limits: { membersMax: 49 } })).toEqual({ ok: false, code: 'service_too_large' })
  })

  it('where the platform takes its time, page by page or all together', async () => {
    let count = 0
    desk().instead = () => {
      count += 1
      bench.clock.offsetMs += 6_000
      return page([one(count)], { link: `<${bench.membersUrl}?page=${count + 1}>; rel="next"` })
    }
    expect(await read()).toEqual({ ok: false, code: 'service_slow' })
    expect(count).toBe(3)
  })

  it('where the addresses are private and that isn’t allowed', async () => {
    await bench.stop()
    bench = await startServices('plain', { allowPrivateNetwork: false })
    expect(await read()).toEqual({ ok: false, code: 'service_address' })
    expect(desk().asked).toEqual([])
  })
})

describe('a token that the platform takes no more', () => {
  it('is renewed once, and the question asked again', async () => {
    await read()
    tokenDeskOf(bench.lms.platform).tokens.clear()
    expect(await read()).toMatchObject({ ok: true })
    expect(tokenDeskOf(bench.lms.platform).asked).toBe(2)
  })

  it('and gives once more is not shown again: it would be refused again', async () => {
    desk().instead = () => ({ status: 401, body: '{}' })
    const body = '{"access_token":"the-same","token_type":"bearer"}'
    const tokens = tokenDeskOf(bench.lms.platform)
    tokens.instead = { status: 200, body }
    tokens.tokens.set('the-same', { clientId: bench.registration.clientId, scopes: ALL_SCOPES })
    expect(await read()).toEqual({ ok: false, code: 'service_refused' })
    expect(desk().asked.length).toBe(1)
  })

  it('is not asked for without end', async () => {
    desk().instead = () => ({ status: 401, body: '{}' })
    expect(await read()).toEqual({ ok: false, code: 'service_refused' })
    expect(tokenDeskOf(bench.lms.platform).asked).toBe(2)
    expect(desk().asked.length).toBe(2)
  })
})

describe('the link to the next page', () => {
  it.each([
    ['<https://x/2>; rel="next"', 'https://x/2'],
    ['<https://x/2>;rel=next', 'https://x/2'],
    ['<https://x/1>; rel="prev", <https://x/2>; title="a"; rel="next"', 'https://x/2'],
    ['<https://x/2>; rel="last next"', 'https://x/2'],
    ['<https://x/d>; rel="differences"', null],
    ['<https://x/2>; rel="nextish"', null],
    ['https://x/2; rel="next"', null],
    ['', null],
  ])('of %s is %s', (header, expected) => {
    expect(nextLink({ headers: { link: header } })).toBe(expected)
  })
})

const turned = (issuer: string, family: string | null) => pagingOf({ issuer }, family)

describe('how pages are turned', () => {
  it('is told by the platform: by number for Schoology, by link for all others', () => {
    expect(turned('https://schoology.schoology.com', null)).toBe('number')
    expect(turned('https://lms.example', 'schoology')).toBe('number')
    expect(turned('https://schoology.com.evil.example', null)).toBe('link')
    expect(turned('https://canvas.instructure.com', 'canvas')).toBe('link')
  })
})
