/** What providers really do, each with the outcome that is right: everything proven, or what can't be is said, or the run fails and changes nothing. */

import { readdir } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { oneRosterRest } from '../../../connectors/oneroster-rest/connector.ts'
import type { FeedLimits } from '../../../src/feed/limits.ts'
import { TABLES } from '../../../src/roster/model.ts'
import type { DiagnosticCode } from '../../../src/roster/diagnostic.ts'
import type { RosterRecord, Table } from '../../../src/roster/model.ts'
import { asKnownIn } from '../../contract/districts/dialect.ts'
import type { Version } from '../../contract/districts/dialect.ts'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import { completeTables, feedIo, readAll } from '../../contract/read-all.ts'
import type { Heard } from '../../contract/read-all.ts'
import { PRIVATE_VALUES } from '../../fakes/sis/oneroster-objects.ts'
import type { Happening, OneRosterFake } from '../../fakes/sis/oneroster.ts'
import type { FaultSwitch, Misbehaviour } from '../../fakes/sis/server.ts'
import { OAUTH2, serveApi } from './serve.ts'
import type { ApiOptions, ServedApi } from './serve.ts'

const district = makeDistrict(PRESETS.tiny)
const FOR_EVER = Number.POSITIVE_INFINITY
const open: ServedApi[] = []

afterEach(async () => {
  for (const served of open.splice(0)) await served.close()
  // Whatever happened, nothing of a roster stays on the disk.
  expect(await readdir(feedIo().reach.stagingFolder).catch(() => [])).toEqual([])
})

interface Trial extends ApiOptions {
  readonly version?: Version
  readonly happenings?: readonly Happening[]
  readonly faults?: readonly FaultSwitch[]
  readonly limits?: Partial<FeedLimits>
}

async function pull(trial: Trial): Promise<{ readonly heard: Heard; readonly fake: OneRosterFake }> {
  const served = await serveApi(district, trial.version ?? '1.2', trial)
  open.push(served)
  served.fake.setHappenings(trial.happenings ?? [])
  served.fake.setFaults(trial.faults ?? [])
  const heard = await readAll(oneRosterRest, served.config, feedIo({ fetchRetryMaxMs: 2000, ...trial.limits }))
  return { heard, fake: served.fake }
}

/** What the provider holds, as a reader of that version knows it. */
function truth(fake: OneRosterFake, table: Table, version: Version): RosterRecord[] {
  const records = fake.store.records(table).map((record) => asKnownIn(version, record))
  return records.toSorted((a, b) => (a.sourcedId < b.sourcedId ? -1 : 1))
}

function sorted(records: readonly RosterRecord[]): RosterRecord[] {
  return records.toSorted((a, b) => (a.sourcedId < b.sourcedId ? -1 : 1))
}

const somebody = [...district.records('people')].find((person) => person.sourcedId === 'student-0030')
const newcomer = (id: string): RosterRecord => ({ ...somebody, sourcedId: id }) as RosterRecord
const asked = (fake: OneRosterFake, path: string): URLSearchParams[] =>
  fake.requests.filter((each) => each.path.endsWith(path)).map(({ query }) => query)
const codes = (heard: Heard): Set<DiagnosticCode> => new Set(heard.diagnostics.map(({ code }) => code))

describe('every record once, and every table proven, from a provider that', () => {
  const TRIALS: readonly (readonly [string, Trial, DiagnosticCode?])[] = [
    ['is as the standard has it, 1.1', { version: '1.1' }],
    ['is as the standard has it, 1.2', {}],
    ['clamps the limit without a word', { quirks: { limitMax: 7 } }],
    ['clamps it and counts nothing', { quirks: { limitMax: 7, countHeaders: [], links: 'none' } }],
    [
      'refuses a large limit with 413',
      { quirks: { limitRefused: { above: 120, status: 413 } }, more: { pageSize: 400 } },
    ],
    [
      'refuses a large limit with 400',
      { quirks: { limitRefused: { above: 150, status: 400 } }, more: { pageSize: 400 } },
    ],
    ['counts nothing', { quirks: { countHeaders: [] } }],
    ['counts in x-count', { quirks: { countHeaders: ['x-count'] } }],
    ['sends no links', { quirks: { links: 'none' } }],
    ['leads elsewhere', { quirks: { links: 'elsewhere' } }, 'answer_odd'],
    ['leads in a circle', { quirks: { links: 'loop' } }, 'answer_odd'],
    ['forgets the link to the next page', { quirks: { links: 'short' } }],
    ['answers users under students', { quirks: { envelope: { users: 'students' } } }, 'answer_odd'],
    ['writes relative references', { quirks: { relativeHrefs: true } }],
    ['refuses to sort', { quirks: { sortRefused: true } }, 'answer_odd'],
    ['refuses to sort and counts nothing', { quirks: { sortRefused: true, countHeaders: [] } }, 'answer_odd'],
    ['ignores sorting', { quirks: { sortIgnored: true } }],
    ['lacks all collections below an object', { quirks: { noSubCollections: true } }],
    ['writes booleans as booleans', { quirks: { booleans: 'boolean' } }],
    ['writes booleans as numbers', { quirks: { booleans: 'number' } }],
    ['writes words in capitals', { quirks: { words: 'capitals' } }, 'value_word'],
    ['writes words in plurals', { quirks: { words: 'plurals' } }, 'value_word'],
    ['sends no status', { quirks: { statuses: 'blank' } }],
    ['has one student as two users', { people: { twins: 5 } }],
    ['has users without a username', { people: { withoutUsername: 5 } }, 'value_blank'],
    ['packs its answers', { faults: [{ on: '', times: FOR_EVER, does: { kind: 'gzip' } }] }],
    ['signs by OAuth 1', { version: '1.1', auth: { type: 'oauth1', key: 'k 1', secret: 's & 1' } }],
    ['wants a bearer', { auth: { type: 'bearer', token: 'b-1' } }],
    ['wants credentials in a form', { auth: { ...OAUTH2, dialect: 'form' } as never, more: { profile: 'synergy' } }],
    [
      'wants credentials in the query',
      { auth: { ...OAUTH2, dialect: 'query' } as never, more: { profile: 'infinite-campus' } },
    ],
    ['wants its cookies back', { auth: { ...OAUTH2, dialect: 'cookie' } as never, more: { profile: 'synergy' } }],
    ['sends a page twice by a cache', { happenings: [{ on: '/users', from: 2, does: { kind: 'repeat page' } }] }],
    [
      'tells a revision and no counts',
      { quirks: { countHeaders: [], revision: { header: 'x-perm-rev', first: '7' } } },
    ],
  ]

  it.each(TRIALS.map(([name, trial, code = null]) => [name, trial, code] as const))(
    '%s',
    async (_name, trial, code) => {
      const { heard, fake } = await pull(trial)
      expect(heard.error).toBeNull()
      expect(heard.quarantined).toEqual([])
      for (const table of TABLES)
        expect(sorted(heard.records[table])).toEqual(truth(fake, table, trial.version ?? '1.2'))
      expect(completeTables(heard)).toEqual([...TABLES])
      if (code !== null) expect(codes(heard)).toContain(code)
      expect(new Set(fake.requests.map(({ headers }) => headers.host))).toEqual(new Set([new URL(fake.url).host]))
    },
  )

  it('asks nobody for demographics, and lets go of what is private', async () => {
    const { heard, fake } = await pull({})
    expect(asked(fake, '/demographics')).toEqual([])
    for (const secret of Object.values(PRIVATE_VALUES)) expect(JSON.stringify(heard)).not.toContain(secret)
  })

  it('reads twice only where the provider neither counts nor tells a revision', async () => {
    const revision = { header: 'x-perm-rev', first: '7' }
    for (const [quirks, times] of [
      [{}, 1],
      [{ countHeaders: [], revision }, 1],
      [{ countHeaders: [] }, 2],
    ] as const) {
      const { fake } = await pull({ quirks })
      expect(asked(fake, '/orgs').filter((query) => query.get('offset') === '0')).toHaveLength(times)
    }
  })

  it('is never asked more at once than the source allows', async () => {
    const slow: FaultSwitch = { on: '', times: FOR_EVER, does: { kind: 'slow', ms: 5 } }
    for (const requestsAtOnce of [1, 3]) {
      const { fake } = await pull({ more: { requestsAtOnce }, faults: [slow] })
      expect(fake.busiest()).toBe(requestsAtOnce)
    }
  })
})

describe('a pull that meets a fault', () => {
  const passing: readonly (readonly [string, Misbehaviour, number])[] = [
    ['502', { kind: 'answer', status: 502, body: '<html>Bad gateway</html>' }, 3],
    ['503', { kind: 'answer', status: 503 }, 3],
    ['429 without a word', { kind: 'answer', status: 429 }, 2],
    ['429 with Retry-After', { kind: 'answer', status: 429, headers: { 'retry-after': '1' } }, 1],
    ['a broken connection', { kind: 'hang up' }, 2],
    ['a body that is shorter than announced', { kind: 'cut', share: 0.6, as: 'length' }, 2],
    ['a body that ends with the connection', { kind: 'cut', share: 0.6, as: 'close' }, 2],
    ['gzip without its end', { kind: 'cut', share: 0.6, as: 'gzip' }, 2],
    ['a slow page', { kind: 'slow', ms: 300 }, 1],
  ]

  it.each(passing)(
    '%s: goes on at the same page, asks for no other again, and is whole',
    async (_name, does, times) => {
      const on = '/enrollments'
      const { heard, fake } = await pull({ faults: [{ on, from: 3, times, does }], limits: { fetchRetryBaseMs: 1 } })
      expect(heard.error).toBeNull()
      expect(completeTables(heard)).toEqual([...TABLES])
      expect(sorted(heard.records.enrolments)).toEqual(truth(fake, 'enrolments', '1.2'))
      const offsets = asked(fake, on).map((query) => Number(query.get('offset')))
      expect(offsets).toEqual(offsets.toSorted((a, b) => a - b))
      expect(offsets.filter((offset) => offset === 80).length).toBe(does.kind === 'slow' ? 1 : times + 1)
      expect(offsets.filter((offset) => offset === 40)).toHaveLength(1)
    },
  )

  it('waits as long as Retry-After asks for', async () => {
    const does: Misbehaviour = { kind: 'answer', status: 429, headers: { 'retry-after': '1' } }
    const begun = performance.now()
    const { heard } = await pull({ faults: [{ on: '/users', does }] })
    expect(heard.error).toBeNull()
    expect(performance.now() - begun).toBeGreaterThan(950)
  })

  it('gets another token when its own expires, and asks for the same page again', async () => {
    const happenings: Happening[] = [{ on: '/enrollments', from: 3, does: { kind: 'expire tokens' } }]
    const { heard, fake } = await pull({ happenings })
    expect(heard.error).toBeNull()
    expect(completeTables(heard)).toEqual([...TABLES])
    expect(fake.requests.filter(({ method }) => method === 'POST')).toHaveLength(2)
  })

  const failing: readonly (readonly [string, Trial, string, string])[] = [
    [
      'a web page with status 200',
      always({ kind: 'answer', status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Maintenance</h1>' }),
      'ANSWER_UNREADABLE',
      'retry',
    ],
    ['an empty object', always({ kind: 'answer', status: 200, body: '{}' }), 'ANSWER_UNREADABLE', 'retry'],
    [
      'an error with status 200',
      always({ kind: 'answer', status: 200, body: '{"imsx_codeMajor":"failure","imsx_severity":"error"}' }),
      'ANSWER_UNREADABLE',
      'retry',
    ],
    [
      'the list under a key that nobody knows',
      { quirks: { envelope: { users: 'pupils' } } },
      'ANSWER_UNREADABLE',
      'retry',
    ],
    ['503 again and again', always({ kind: 'answer', status: 503 }), 'FETCH_FAILED', 'retry'],
    ['bodies that always break off', always({ kind: 'cut', share: 0.5, as: 'close' }), 'FETCH_FAILED', 'retry'],
    ['gzip that always breaks off', always({ kind: 'cut', share: 0.5, as: 'gzip' }), 'FETCH_FAILED', 'retry'],
    [
      'a page that never comes',
      { ...always({ kind: 'slow', ms: 1500 }), limits: { pageMsMax: 60, fetchAttemptsMax: 2 } },
      'FETCH_FAILED',
      'retry',
    ],
    [
      'a page that trickles',
      {
        ...always({ kind: 'trickle', bytes: 1, everyMs: 20 }),
        limits: { fetchWindowMs: 200, fetchAttemptsMax: 2, fetchBytesPerSecondMin: 5000 },
      },
      'FETCH_FAILED',
      'retry',
    ],
    [
      'the wish for an hour of rest',
      always({ kind: 'answer', status: 429, headers: { 'retry-after': '3600' } }),
      'FETCH_DEFERRED',
      'retry',
    ],
    [
      'another address',
      always({ kind: 'answer', status: 302, headers: { location: 'https://elsewhere.invalid/users' } }),
      'FETCH_REFUSED',
      'operator',
    ],
    ['credentials that are refused', always({ kind: 'answer', status: 401 }), 'FETCH_DENIED', 'operator'],
    ['no users', { quirks: { missing: ['users'] } }, 'FETCH_NOT_FOUND', 'operator'],
    ['no orgs for us', { quirks: { forbidden: ['orgs'] } }, 'FETCH_DENIED', 'operator'],
    [
      'the same page for ever',
      { happenings: [{ on: '/users', from: 2, times: FOR_EVER, does: { kind: 'repeat page' } }] },
      'PAGES_UNREADABLE',
      'operator',
    ],
    [
      'a page that is too large',
      { limits: { pageBytesMax: 2000 }, more: { pageSize: 20 } },
      'PAGES_UNREADABLE',
      'operator',
    ],
    ['pages without an end', { limits: { pagesMax: 2 } }, 'PAGES_UNREADABLE', 'operator'],
  ]

  it.each(failing)('%s: fails, hands nothing on and proves nothing', async (_name, trial, code, disposition) => {
    const { heard } = await pull({ ...trial, limits: { fetchAttemptsMax: 3, ...trial.limits } })
    expect(heard.error).toMatchObject({ code, disposition })
    expect(TABLES.flatMap((table) => heard.records[table])).toEqual([])
    expect(heard.evidence).toEqual([])
  })

  it('says nothing of a secret, a token or an answer’s text in the failure', async () => {
    const body = 'Confidential-Text-7'
    for (const status of [200, 400, 401, 403, 500]) {
      const { heard } = await pull({ ...always({ kind: 'answer', status, body }), limits: { fetchAttemptsMax: 2 } })
      const error = heard.error as Error
      const said = [error.message, error.stack, String(error.cause), JSON.stringify(error.cause)].join(' ')
      expect(said).not.toContain(body)
      expect(said).not.toContain('only between us')
      expect(said).not.toMatch(/Bearer \w/)
    }
  })
})

function always(does: Misbehaviour): Trial {
  return { faults: [{ on: '/users', times: FOR_EVER, does }] }
}

const inserted = (id: string, from: number): Happening => ({
  on: '/users',
  from,
  does: { kind: 'insert', record: newcomer(id) },
})
const removed = (sourcedId: string, from: number): Happening => ({
  on: '/users',
  from,
  does: { kind: 'remove', table: 'people', sourcedId },
})

describe('data that changes while it is read', () => {
  it.each<readonly [string, Trial]>([
    ['somebody comes, the total moves', { happenings: [inserted('a-new-one', 2)] }],
    ['somebody leaves, the total moves', { happenings: [removed('staff-0001', 2)] }],
    ['somebody comes, nothing is counted', { quirks: { countHeaders: [] }, happenings: [inserted('a-new-one', 2)] }],
    ['somebody leaves, nothing is counted', { quirks: { countHeaders: [] }, happenings: [removed('staff-0001', 2)] }],
    [
      'somebody leaves, nothing is counted nor sorted',
      { quirks: { countHeaders: [], sortIgnored: true }, happenings: [removed('staff-0001', 2)] },
    ],
  ])('%s: the collection is read again until it stands still, and then it is whole', async (_name, trial) => {
    const { heard, fake } = await pull(trial)
    expect(heard.error).toBeNull()
    expect(sorted(heard.records.people)).toEqual(truth(fake, 'people', '1.2'))
    expect(completeTables(heard)).toEqual([...TABLES])
    expect(asked(fake, '/users').filter((query) => query.get('offset') === '0').length).toBeGreaterThan(1)
  })

  it('begins anew with everything when the revision moves, and is of one revision then', async () => {
    const quirks = { countHeaders: [], revision: { header: 'x-perm-rev', first: '7' } }
    const happenings: Happening[] = [{ on: '/enrollments', from: 2, does: { kind: 'revision', value: '8' } }]
    const { heard, fake } = await pull({ quirks, happenings })
    expect(heard.error).toBeNull()
    expect(completeTables(heard)).toEqual([...TABLES])
    expect(asked(fake, '/orgs').filter((query) => query.get('offset') === '0')).toHaveLength(2)
    expect(sorted(heard.records.people)).toEqual(truth(fake, 'people', '1.2'))
  })

  it.each<readonly [string, Trial, readonly Table[], RegExp]>([
    [
      'the revision moves again and again',
      {
        quirks: { countHeaders: [], revision: { header: 'x-perm-rev', first: '0' } },
        happenings: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => ({
          on: '/users',
          from: n * 2,
          does: { kind: 'revision', value: String(n) } as const,
        })),
      },
      [...TABLES],
      /changed while it was read, 4 times in a row/,
    ],
    [
      'the number of people moves with every read',
      { happenings: [2, 5, 8, 11].map((from) => inserted(`new-${from}`, from)) },
      ['people'],
      /moved while they were read/,
    ],
    [
      'other people come with every read, and nobody counts',
      { quirks: { countHeaders: [] }, happenings: [2, 5, 8, 11].map((from) => inserted(`new-${from}`, from)) },
      ['people'],
      /two reads did not bring the same|rows came twice/,
    ],
    [
      'more people are announced than come',
      { happenings: [{ on: '/users', times: FOR_EVER, does: { kind: 'total', off: 3 } }] },
      ['people'],
      /another number of records than it sends/,
    ],
    [
      'fewer people are announced than come',
      { happenings: [{ on: '/users', times: FOR_EVER, does: { kind: 'total', off: -3 } }] },
      ['people'],
      /another number of records than it sends/,
    ],
  ])('%s: what came is taken, and nothing is proven', async (_name, trial, unproven, reason) => {
    const { heard } = await pull(trial)
    expect(heard.error).toBeNull()
    expect(completeTables(heard)).toEqual(TABLES.filter((table) => !unproven.includes(table)))
    for (const evidence of heard.evidence)
      if (unproven.includes(evidence.table)) expect(evidence).toHaveProperty('reason', expect.stringMatching(reason))
    expect(heard.records.people.length).toBeGreaterThanOrEqual(56)
  })
})

describe('collections that are missing', () => {
  it.each<readonly [string, Trial, Table]>([
    ['are not there', { quirks: { missing: ['courses'] } }, 'courses'],
    ['are not shared', { quirks: { forbidden: ['enrollments'] } }, 'enrolments'],
  ])('%s: what is known of their table stays, and the others are proven', async (_name, trial, table) => {
    const { heard, fake } = await pull(trial)
    expect(heard.error).toBeNull()
    expect(heard.modes.has(table)).toBe(false)
    expect(completeTables(heard)).toEqual(TABLES.filter((each) => each !== table))
    expect(codes(heard)).toContain('collection_absent')
    expect(sorted(heard.records.people)).toEqual(truth(fake, 'people', '1.2'))
  })

  it('that are empty are whole, with nobody in them: what that means is for the guard', async () => {
    const { heard } = await pull({ quirks: { empty: ['users'] } })
    expect(completeTables(heard)).toEqual([...TABLES])
    expect(heard.records.people).toEqual([])
  })

  it('of people can be read as students and teachers, each person once, even where teachers stand among the students', async () => {
    const quirks = { missing: ['users'] }
    const { heard, fake } = await pull({
      quirks,
      people: { studentsHoldTeachers: true },
      more: { people: 'students-and-teachers' },
    })
    expect(heard.error).toBeNull()
    const wanted = truth(fake, 'people', '1.2').filter(
      (person) =>
        person.table === 'people' && person.feedRoles.some(({ role }) => role === 'student' || role === 'teacher'),
    )
    expect(sorted(heard.records.people)).toEqual(wanted)
    expect(heard.received.people).toBe(wanted.length)
    expect(completeTables(heard)).toEqual([...TABLES])
  })
})

const distorted = async (object: Record<string, unknown>): Promise<Heard> => {
  const served = await serveApi(district, '1.2')
  open.push(served)
  served.fake.setDistortion((each, collection) =>
    collection === 'users' && each['sourcedId'] === 'student-0003' ? ({ ...each, ...object } as typeof each) : each,
  )
  return readAll(oneRosterRest, served.config)
}
const who = (heard: Heard): RosterRecord | undefined =>
  heard.records.people.find((person) => person.sourcedId === 'student-0003')

describe('strange values', () => {
  it.each<readonly [string, Record<string, unknown>, string, string]>([
    ['a NUL in a name', { givenName: 'A\0B' }, 'row_character', 'givenName'],
    ['half a character in a name', { givenName: 'A\uD800' }, 'row_character', 'givenName'],
    ['a name without an end', { givenName: 'A'.repeat(70_000) }, 'row_too_long', 'givenName'],
    ['no name', { familyName: null }, 'value_missing', 'familyName'],
    [
      'an unknown role',
      { roles: [{ roleType: 'primary', role: 'captain', org: { sourcedId: 'org-0001' } }] },
      'value_enum',
      'roles.role',
    ],
    [
      'a role at no organisation',
      { roles: [{ roleType: 'primary', role: 'student' }] },
      'value_missing',
      'roles.orgSourcedId',
    ],
    ['neither enabled nor not', { enabledUser: 'perhaps' }, 'value_boolean', 'enabledUser'],
    ['an odd status', { status: 'sleeping' }, 'value_enum', 'status'],
  ])('%s: keeps the row out and says why, and the person as they were', async (_name, object, code, field) => {
    const heard = await distorted(object)
    expect(heard.error).toBeNull()
    expect(who(heard)).toBeUndefined()
    expect(heard.quarantined).toHaveLength(1)
    expect(heard.quarantined[0]).toMatchObject({ sourcedId: 'student-0003', file: 'users' })
    expect(heard.quarantined[0]?.diagnostics).toEqual([expect.objectContaining({ code, field })])
    expect(completeTables(heard)).toEqual([...TABLES])
  })

  it('a row without an id: nobody can say whose it is, so the table proves nothing', async () => {
    const heard = await distorted({ sourcedId: null })
    expect(heard.quarantined[0]?.sourcedId).toBeNull()
    expect(completeTables(heard)).not.toContain('people')
  })

  it('of the wrong kind are understood or left out, and said', async () => {
    const heard = await distorted({ identifier: 12345, grades: '05,06', email: { not: 'text' }, schoolYear: 2027 })
    expect(who(heard)).toMatchObject({ identifier: '12345', grades: ['05', '06'], email: null })
    expect(codes(heard)).toContain('value_type')
    expect(heard.quarantined).toEqual([])
  })

  it('keeps a comma inside an item of a list, which a file could not', async () => {
    const served = await serveApi(district, '1.1')
    open.push(served)
    served.fake.setDistortion((each, collection) =>
      collection === 'courses' ? { ...each, subjects: ['Reading, Writing'], subjectCodes: ['1'] } : each,
    )
    const heard = await readAll(oneRosterRest, served.config)
    expect(heard.records.courses[0]).toMatchObject({ subjects: ['Reading, Writing'] })
  })

  it('keeps extensions but for private ones, sorted by name', async () => {
    const heard = await distorted({
      metadata: { zeta: 1, jobTitle: ' Aide ', homePhone: '555', nested: { a: 1 }, active: true },
    })
    expect(JSON.stringify((who(heard) as { metadata: unknown }).metadata)).toBe(
      '{"active":"true","jobTitle":"Aide","zeta":"1"}',
    )
  })
})
