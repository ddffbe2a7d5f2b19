/** What providers really do, each with the outcome that is right: everything proven, or the run fails and changes nothing. */

import { afterEach, describe, expect, it } from 'vitest'
import type { DiagnosticCode } from '../../../src/roster/diagnostic.ts'
import { TABLES } from '../../../src/roster/model.ts'
import { completeTables, HUNDRED_TIMES_AS_FAST } from '../../contract/read-all.ts'
import { PRIVATE_VALUES } from '../../fakes/sis/oneroster-objects.ts'
import type { Happening } from '../../fakes/sis/oneroster.ts'
import type { FaultSwitch, Misbehaviour } from '../../fakes/sis/server.ts'
import { closeAll, asked, codes, FOR_EVER, pull, sorted, truth } from './pulling.ts'
import type { Trial } from './pulling.ts'
import { OAUTH2 } from './serve.ts'

afterEach(closeAll)

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
    ['tells how many are on the page in x-count', { quirks: { countHeaders: [], pageCountHeader: 'x-count' } }],
    ['counts nothing with the empty page', { quirks: { emptyUncounted: true } }],
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
      expect(sorted(heard.records.enrolments)).toEqual(truth(fake, 'enrolments'))
      const offsets = asked(fake, on).map((query) => Number(query.get('offset')))
      expect(offsets).toEqual(offsets.toSorted((a, b) => a - b))
      expect(offsets.filter((offset) => offset === 80).length).toBe(does.kind === 'slow' ? 1 : times + 1)
      expect(offsets.filter((offset) => offset === 40)).toHaveLength(1)
    },
  )

  it('waits for a page of 60 s, by the limits as they are shipped and all of it a hundred times as fast', async () => {
    const faults: FaultSwitch[] = [{ on: '/users', from: 2, does: { kind: 'slow', ms: 600 } }]
    const { heard, fake } = await pull({ faults, limits: HUNDRED_TIMES_AS_FAST })
    expect(heard.error).toBeNull()
    expect(completeTables(heard)).toEqual([...TABLES])
    expect(asked(fake, '/users').map((query) => query.get('offset'))).toEqual(['0', '40', '56'])
  })

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

  it('is given up when all of it takes longer than a read may', async () => {
    const faults: FaultSwitch[] = [{ on: '', times: FOR_EVER, does: { kind: 'slow', ms: 60 } }]
    const { heard } = await pull({ faults, limits: { elapsedMsMax: 400 } })
    expect(heard.error).toMatchObject({ code: 'READ_TOO_LONG', disposition: 'operator' })
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
