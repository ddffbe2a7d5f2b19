/** What the connector makes of a Clever that misbehaves: never fewer people than there are, and a sentence that says what to do. */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { clever } from '../../../connectors/clever/connector.ts'
import { createGuardedOpen } from '../../../src/net/guarded-open.ts'
import { Failure } from '../../../src/roster/failure.ts'
import { TABLES, type Table } from '../../../src/roster/model.ts'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import { withoutShare } from '../../contract/districts/mutations.ts'
import { type Heard, completeTables, feedIo, HUNDRED_TIMES_AS_FAST, readAll } from '../../contract/read-all.ts'
import {
  CLIENT,
  type CleverConduct,
  type CleverOptions,
  type CleverFake,
  TOKEN,
  startClever,
} from '../../fakes/sis/clever.ts'
import type { FaultSwitch, Misbehaviour } from '../../fakes/sis/server.ts'

let fake: CleverFake

afterEach(() => fake.close())

const tiny = makeDistrict(PRESETS.tiny)
const PEOPLE = [...tiny.records('people')].length
const PAGED = { pageSize: 10 }

interface Scene extends Partial<CleverOptions> {
  readonly conduct?: Partial<CleverConduct>
  readonly faults?: readonly FaultSwitch[]
  readonly config?: object
  readonly io?: Parameters<typeof feedIo>[0]
}

async function read({ conduct = {}, faults = [], config = PAGED, io = {}, ...options }: Scene = {}): Promise<Heard> {
  fake = await startClever({ district: tiny, ...options })
  fake.behave(conduct)
  fake.setFaults(faults)
  return readAll(clever, fake.config(config), feedIo(io))
}

const asked = (path: string): number => fake.requests.filter((request) => request.path.endsWith(path)).length
const failureOf = ({ error }: Heard): Pick<Failure, 'code' | 'disposition' | 'message'> => {
  expect(error).toBeInstanceOf(Failure)
  return error as Failure
}
const hours = (count: number): Date => new Date(Date.now() - count * 3_600_000)
const on = (path: string, does: Misbehaviour, times = 1, from = 2): FaultSwitch => ({ on: path, does, times, from })
const others = (...without: readonly Table[]): Table[] => TABLES.filter((table) => !without.includes(table))

const limited = (headers: Record<string, string>): FaultSwitch => on('/users', { kind: 'answer', status: 429, headers })
const byClient = (over: object = {}): object => ({
  ...PAGED,
  token: undefined,
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  tokensUrl: fake.tokensUrl,
  ...over,
})
const readByClient = async (over: object = {}, faults: readonly FaultSwitch[] = []): Promise<Heard> => {
  fake.setFaults(faults)
  const { token: _, ...config } = fake.config(byClient(over)) as { token: unknown }
  return readAll(clever, config, feedIo())
}

describe('a district that Clever does not keep up to date', () => {
  it.each(['paused', 'error', 'pending', ''])('is not read where its state is "%s"', async (state) => {
    const heard = await read({ conduct: { state, pauseEnd: '2026-08-20T00:00:00.000Z' } })
    expect(failureOf(heard)).toMatchObject({ code: 'DISTRICT_NOT_READY', disposition: 'operator' })
    expect(failureOf(heard).message).toMatch(/nobody is retired/)
    expect(fake.requests).toHaveLength(1)
  })

  it('says until when it is paused', async () => {
    const heard = await read({ conduct: { state: 'paused', pauseEnd: '2026-08-20T00:00:00.000Z' } })
    expect(failureOf(heard).message).toContain('paused, as for the summer until 2026-08-20')
  })

  it('is read while it is running or after a success', async () => {
    expect((await read({ conduct: { state: 'running' } })).error).toBeNull()
  })

  it('is not read where it was last taken in too long ago, or never; to the hour', async () => {
    expect(failureOf(await read({ conduct: { lastSync: hours(72.1) } })).code).toBe('DISTRICT_STALE')
    await fake.close()
    expect(failureOf(await read({ conduct: { lastSync: null } }))).toMatchObject({ disposition: 'retry' })
    await fake.close()
    expect((await read({ conduct: { lastSync: hours(71.9) } })).error).toBeNull()
    await fake.close()
    const patient = { ...PAGED, lastSyncHoursMax: 100 }
    expect((await read({ conduct: { lastSync: hours(99) }, config: patient })).error).toBeNull()
  })

  it('proves nothing by absence where Clever takes in new data while it is read', async () => {
    let taken = false
    const heard = await read({
      before: ({ url }) => {
        if (url.pathname.endsWith('/users') && !taken) fake.behave({ lastSync: new Date(Date.now() + 1000) })
        taken ||= url.pathname.endsWith('/users')
      },
    })
    expect(heard.error).toBeNull()
    expect(heard.records.people).toHaveLength(PEOPLE)
    expect(completeTables(heard)).toEqual([])
    expect(heard.evidence[0]).toMatchObject({ reason: 'Clever took in new data of the district while it was read' })
  })
})

const PASSING: readonly (readonly [string, Misbehaviour])[] = [
  ['502', { kind: 'answer', status: 502, body: '<html>Bad gateway</html>' }],
  ['503', { kind: 'answer', status: 503 }],
  ['429 without a word', { kind: 'answer', status: 429 }],
  ['a web page with 200', { kind: 'answer', status: 200, body: '<html>We will be back</html>' }],
  ['{} with 200', { kind: 'answer', status: 200, body: '{}' }],
  ['an error with 200', { kind: 'answer', status: 200, body: '{"error":"busy"}' }],
  ['brackets without an end', { kind: 'answer', status: 200, body: '['.repeat(1_000_000) }],
  ['half a page, its length broken', { kind: 'cut', share: 0.5, as: 'length' }],
  ['half a page, with nothing that shows it', { kind: 'cut', share: 0.5, as: 'close' }],
  ['half a compressed page', { kind: 'cut', share: 0.5, as: 'gzip' }],
  ['a broken connection', { kind: 'hang up' }],
]

describe.each(PASSING)('a page that fails with %s', (_name, does) => {
  it('is asked for again, and nothing is lost', async () => {
    const heard = await read({ faults: [on('/users', does, 2)] })
    expect(heard.error).toBeNull()
    expect(heard.records.people).toHaveLength(PEOPLE)
    expect(completeTables(heard)).toEqual([...TABLES])
  })

  it('ends the run where it goes on failing, and nothing is proven', async () => {
    const heard = await read({ faults: [on('/users', does, Infinity)] })
    expect(failureOf(heard)).toMatchObject({ code: 'FETCH_FAILED', disposition: 'retry' })
    expect(heard.evidence).toEqual([])
    expect(asked('/users')).toBe(6)
  })
})

describe('the rate limit', () => {
  it('is waited for until the moment that Clever names, by Clever’s own clock', async () => {
    const begun = performance.now()
    // Ours is an hour ahead.
    const theirs = Date.now() - 3_600_000
    const heard = await read({
      faults: [
        limited({ date: new Date(theirs).toUTCString(), 'X-RateLimit-Reset': String(Math.floor(theirs / 1000) + 1) }),
      ],
    })
    expect(heard.error).toBeNull()
    expect(performance.now() - begun).toBeGreaterThan(990)
    expect(asked('/users')).toBe(Math.ceil(PEOPLE / 10) + 2)
  })

  it('is not waited for where that is too long: the run is tried again later', async () => {
    const reset = String(Math.floor(Date.now() / 1000) + 7200)
    const heard = await read({ faults: [limited({ 'X-RateLimit-Reset': reset })] })
    expect(failureOf(heard)).toMatchObject({ code: 'FETCH_DEFERRED', disposition: 'retry' })
    expect(failureOf(heard).message).toMatch(/1[12]\d minutes/)
  })

  it('is kept by itself: with no request left none is made before there are more', async () => {
    const headers = { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(Math.floor(Date.now() / 1000) + 2) }
    const begun = performance.now()
    const heard = await read({ faults: [on('/schools', { kind: 'headers', headers }, 1, 1)] })
    expect(heard.error).toBeNull()
    expect(performance.now() - begun).toBeGreaterThan(900)
    expect(fake.requests.every(({ status }) => status === 200)).toBe(true)
  })
})

describe('a collection', () => {
  it('of which each page brings the one before it again is whole all the same', async () => {
    const heard = await read({ conduct: { repeats: ['users', 'sections'] } })
    expect(heard.error).toBeNull()
    expect(new Set(heard.records.people.map(({ sourcedId }) => sourcedId)).size).toBe(PEOPLE)
    expect(completeTables(heard)).toEqual([...TABLES])
  })

  it('that Clever counts more records in than it gives is read again, and then proves nothing', async () => {
    const heard = await read({ conduct: { count: { users: 1 } } })
    expect(completeTables(heard)).toEqual(others('people'))
    expect(heard.evidence.find(({ table }) => table === 'people')).toMatchObject({
      reason: `Clever counts ${PEOPLE + 1} records of users and gave ${PEOPLE}`,
    })
    expect(heard.records.people).toHaveLength(PEOPLE)
    expect(asked('/users')).toBe(4 * (Math.ceil(PEOPLE / 10) + 1))
  })

  it('of which sections are miscounted proves neither classes nor enrolments', async () => {
    expect(completeTables(await read({ conduct: { count: { sections: -1 } } }))).toEqual(
      others('classes', 'enrolments'),
    )
  })

  it('that is never counted is whole where its last page says so', async () => {
    expect(completeTables(await read({ conduct: { count: 'never' } }))).toEqual([...TABLES])
  })

  it('whose pages have no links at all proves nothing', async () => {
    const heard = await read({ conduct: { linkless: ['users'] }, config: { pageSize: 1000 } })
    expect(completeTables(heard)).toEqual(others('people'))
  })

  it('that moves while it is read is read again until it agrees with its count, and everybody who is there was given', async () => {
    let page = 0
    const later = withoutShare(tiny, 'people', 0.2)
    const heard = await read({
      before: ({ url }) => {
        if (url.pathname.endsWith('/users') && (page += 1) === 4) fake.store.change(later, new Date())
      },
    })
    expect(heard.error).toBeNull()
    const given = new Set(heard.records.people.map(({ sourcedId }) => sourcedId))
    for (const { sourcedId } of later.records('people')) expect(given).toContain(sourcedId)
    expect(heard.records.people.length).toBe(given.size)
    expect(completeTables(heard)).toContain('people')
    expect(asked('/users')).toBeGreaterThan(Math.ceil(PEOPLE / 10) + 2)
  })

  it('with a record that nobody can name proves nothing, and says where it stands', async () => {
    fake = await startClever({ district: tiny })
    fake.store.put('users', { id: 'not an id', name: { first: 'A', last: 'B' }, roles: {} }, 'student-0003')
    const heard = await readAll(clever, fake.config(PAGED), feedIo())
    expect(completeTables(heard)).toEqual(others('people'))
    expect(heard.quarantined).toMatchObject([{ table: 'people', file: 'users', sourcedId: null }])
  })

  it('whose sections have no list of students says so, and nobody loses a class by it', async () => {
    fake = await startClever({ district: tiny })
    const [section] = fake.store.list('sections')
    if (section !== undefined) fake.store.put('sections', { ...section, students: undefined })
    const heard = await readAll(clever, fake.config(PAGED), feedIo())
    expect(completeTables(heard)).toEqual(others('enrolments'))
    expect(heard.quarantined[0]?.diagnostics).toMatchObject([{ code: 'value_missing', field: 'students' }])
  })

  it('that is asked for in pages that are too large is read in smaller ones', async () => {
    const heard = await read({
      faults: [on('/users', { kind: 'answer', status: 413 }, 2, 1)],
      config: { pageSize: 1000 },
    })
    expect(heard.error).toBeNull()
    expect(fake.requests.filter(({ path }) => path.endsWith('/users')).map(({ query }) => query.get('limit'))).toEqual([
      '1000',
      '500',
      '250',
      '1',
    ])
  })

  it('of which a page fails again and again is asked for in smaller ones, and nothing is left out', async () => {
    const faults = [on('/users', { kind: 'answer', status: 504 }, 4, 1)]
    const heard = await read({ faults, config: { pageSize: 40 } })
    expect(heard.records.people).toHaveLength(PEOPLE)
    expect(completeTables(heard)).toEqual([...TABLES])
    const limits = fake.requests.filter(({ path }) => path.endsWith('/users')).map(({ query }) => query.get('limit'))
    expect(limits).toEqual(['40', '40', '20', '10', '5', '40', '40', '1'])
  })

  it('whose pages lead in a circle ends the run', async () => {
    const body = JSON.stringify({
      data: [{ data: { id: 'u1' } }],
      links: [{ rel: 'next', uri: '/v3.1/users?starting_after=u1' }],
    })
    const heard = await read({ faults: [on('/users', { kind: 'answer', status: 200, body }, Infinity, 1)] })
    expect(failureOf(heard)).toMatchObject({ code: 'FEED_LOOP', disposition: 'retry' })
    expect(asked('/users')).toBe(2)
  })

  it('without an end is given up at the limit', async () => {
    expect(failureOf(await read({ io: { pagesMax: 3 } })).code).toBe('FEED_TOO_LONG')
  })

  it('of which one page is larger than the limit is not read', async () => {
    expect(failureOf(await read({ io: { pageBytesMax: 2000 } }))).toMatchObject({
      code: 'FETCH_REFUSED',
      disposition: 'operator',
    })
  })
})

describe('the token', () => {
  it('never leaves for another address: neither by a link to a next page nor by a redirect', async () => {
    const seen: string[] = []
    const elsewhere = createServer((request, response) => {
      seen.push(request.headers.authorization ?? '')
      response.end('{"data":[],"links":[]}')
    })
    await new Promise<void>((resolve) => {
      elsewhere.listen(0, '127.0.0.1', resolve)
    })
    const there = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
    expect(failureOf(await read({ conduct: { nextOrigin: there } })).code).toBe('FEED_LINK')
    await fake.close()
    const redirect: Misbehaviour = { kind: 'answer', status: 302, headers: { location: `${there}/v3.1/users` } }
    expect(failureOf(await read({ faults: [on('/users', redirect)] })).code).toBe('FETCH_REFUSED')
    expect(seen).toEqual([])
    elsewhere.close()
  })

  it('that is refused in the middle ends the run, asked once', async () => {
    const heard = await read({ faults: [on('/users', { kind: 'answer', status: 401 }, Infinity)] })
    expect(failureOf(heard)).toMatchObject({ code: 'FETCH_DENIED', disposition: 'operator' })
    expect(heard.evidence).toEqual([])
    expect(asked('/users')).toBe(2)
  })

  it('is looked up with the client id and secret of the app', async () => {
    fake = await startClever({ district: tiny })
    const heard = await readByClient()
    expect([heard.error, heard.records.people.length]).toEqual([null, PEOPLE])
    expect(asked('/oauth/tokens')).toBe(1)
    expect(failureOf(await readByClient({ clientSecret: 'wrong' })).code).toBe('FETCH_DENIED')
  })

  it('is asked for again where it can’t be looked up for the moment', async () => {
    fake = await startClever({ district: tiny })
    const heard = await readByClient({}, [on('/oauth/tokens', { kind: 'answer', status: 502 }, 2, 1)])
    expect([heard.error, heard.records.people.length]).toEqual([null, PEOPLE])
    expect(asked('/oauth/tokens')).toBe(3)
  })

  it('that was exchanged in the middle is looked up once more, and reading goes on at the same page', async () => {
    fake = await startClever({ district: tiny })
    let page = 0
    await fake.close()
    fake = await startClever({
      district: tiny,
      before: ({ url }) => {
        if (url.pathname.endsWith('/users') && (page += 1) === 3)
          fake.behave({ tokens: [{ district: 'org-0000', token: 'another-token' }] })
      },
    })
    const heard = await readByClient()
    expect([heard.error, heard.records.people.length]).toEqual([null, PEOPLE])
    expect(asked('/oauth/tokens')).toBe(2)
    expect(completeTables(heard)).toEqual([...TABLES])
  })

  it('that is the same after it was refused is not tried again', async () => {
    fake = await startClever({ district: tiny })
    const heard = await readByClient({}, [on('/users', { kind: 'answer', status: 401 }, Infinity)])
    expect(failureOf(heard).code).toBe('FETCH_DENIED')
    expect(asked('/users')).toBe(2)
  })

  it('of one of several districts is that of the district which the source names, and never a guess', async () => {
    fake = await startClever({ district: tiny })
    fake.behave({
      tokens: [
        { district: 'other', token: 'theirs' },
        { district: 'org-0000', token: TOKEN },
      ],
    })
    expect(failureOf(await readByClient()).code).toBe('TOKEN_NOT_FOUND')
    expect(failureOf(await readByClient({ district: 'nobody' })).code).toBe('TOKEN_NOT_FOUND')
    expect((await readByClient({ district: 'org-0000' })).error).toBeNull()
  })
})

describe('what is not shared with the app', () => {
  it.each(['terms', 'courses'] as const)('%s: is said, and what is known of them stays as it is', async (name) => {
    const heard = await read({ conduct: { unshared: { [name]: 403 } } })
    expect(heard.error).toBeNull()
    expect(heard.diagnostics).toMatchObject([{ code: 'collection_absent', file: name }])
    expect(heard.modes.has(name)).toBe(false)
    expect(completeTables(heard)).toEqual(others(name))
  })

  it.each(['schools', 'sections', 'users'] as const)('%s: ends the run', async (name) => {
    const heard = await read({ conduct: { unshared: { [name]: 404 } } })
    expect(failureOf(heard)).toMatchObject({ code: 'FETCH_DENIED', disposition: 'operator' })
    expect(failureOf(heard).message).toContain(name)
    expect(heard.evidence).toEqual([])
  })

  it('a version that Clever does not have there: is said as such', async () => {
    const heard = await read({ config: { baseUrl: 'http://127.0.0.1:1/v3.0' } })
    expect(failureOf(heard).code).toBe('FETCH_FAILED')
    await fake.close()
    fake = await startClever({ district: tiny, version: '3.1' })
    const wrong = await readAll(clever, { ...fake.config(), baseUrl: fake.baseUrl('3.0') }, feedIo())
    expect(failureOf(wrong)).toMatchObject({ code: 'FETCH_NOT_FOUND', disposition: 'operator' })
  })
})

describe('what a roster has no business knowing', () => {
  it.each(['3.0', '3.1'] as const)('of students, staff and contacts is not read in %s', async (version) => {
    const planted = 'PLANTED-7f3a'
    const heard = await read({ version, planted: { text: planted } })
    expect(heard.error).toBeNull()
    expect(heard.records.people).toHaveLength(PEOPLE)
    const said = JSON.stringify(heard.records)
    for (const secret of [
      planted,
      '02/29/2016',
      'Two or More Races',
      'Reduced',
      'Deaf-blindness',
      'yua',
      'Maya',
      '"X"',
      '2034',
    ])
      expect(said).not.toContain(secret)
  })
})

describe('time', () => {
  it('is given to a page of 60 s, by the limits as they are shipped and all of it a hundred times as fast', async () => {
    const heard = await read({ faults: [on('/users', { kind: 'slow', ms: 600 })], io: HUNDRED_TIMES_AS_FAST })
    expect(heard.error).toBeNull()
    expect(completeTables(heard)).toEqual([...TABLES])
    // Once more for the count.
    expect(asked('/users')).toBe(Math.ceil(PEOPLE / 10) + 1)
  })

  it('runs out: the run ends soon after its limit, wherever it is', async () => {
    const begun = performance.now()
    const slow: FaultSwitch = { on: '', times: Infinity, does: { kind: 'slow', ms: 120 } }
    const heard = await read({ faults: [slow], io: { elapsedMsMax: 500 } })
    expect(['READ_TOO_LONG', 'FETCH_FAILED']).toContain(failureOf(heard).code)
    expect(performance.now() - begun).toBeLessThan(3000)
    expect(heard.evidence).toEqual([])
  })

  it('is not spent on a server that sends as if it had stopped', async () => {
    const begun = performance.now()
    const heard = await read({
      faults: [on('/users', { kind: 'trickle', bytes: 1, everyMs: 100 }, Infinity)],
      io: { fetchWindowMs: 200, fetchBytesPerSecondMin: 1000 },
    })
    expect(failureOf(heard).code).toBe('FETCH_FAILED')
    expect(performance.now() - begun).toBeLessThan(15_000)
  })
})

describe('the way to Clever', () => {
  it('is https to a public address, whatever the source says', async () => {
    fake = await startClever({ district: tiny })
    const open = createGuardedOpen({ allowPrivateNetwork: false, userAgent: 'Staffroom/test' })
    const io = { ...feedIo(), reach: { open, stagingFolder: '/nowhere' } }
    for (const baseUrl of [fake.baseUrl('3.1'), fake.baseUrl('3.1').replace('http:', 'https:')]) {
      const heard = await readAll(clever, fake.config({ baseUrl }), io)
      expect(failureOf(heard)).toMatchObject({ code: 'FETCH_REFUSED', disposition: 'operator' })
    }
    expect(fake.requests).toEqual([])
  })
})
