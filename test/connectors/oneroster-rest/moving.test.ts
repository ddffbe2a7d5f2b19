/** Data that changes while it is read, stands in the feed twice, is cut, missing or not to be reached: nothing is proven by what was not seen. */

import { afterEach, describe, expect, it } from 'vitest'
import { oneRosterRest } from '../../../connectors/oneroster-rest/connector.ts'
import { createGuardedOpen } from '../../../src/net/guarded-open.ts'
import { TABLES } from '../../../src/roster/model.ts'
import type { RosterRecord, Table } from '../../../src/roster/model.ts'
import { completeTables, feedIo, readAll } from '../../contract/read-all.ts'
import type { Heard } from '../../contract/read-all.ts'
import type { Happening } from '../../fakes/sis/oneroster.ts'
import { closeAll, asked, codes, FOR_EVER, newcomer, pull, serve, sorted, truth } from './pulling.ts'
import type { Trial } from './pulling.ts'

afterEach(closeAll)

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
    expect(sorted(heard.records.people)).toEqual(truth(fake, 'people'))
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
    expect(sorted(heard.records.people)).toEqual(truth(fake, 'people'))
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
      /no two reads brought the same|rows came twice/,
    ],
    [
      'more people are announced than come',
      { happenings: [{ on: '/users', times: FOR_EVER, does: { kind: 'total', off: 3 } }] },
      ['people'],
      /tells of \d+ records and sends \d+/,
    ],
    [
      'fewer people are announced than come',
      { happenings: [{ on: '/users', times: FOR_EVER, does: { kind: 'total', off: -3 } }] },
      ['people'],
      /tells of \d+ records and sends \d+/,
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

const twice = async (record: RosterRecord): Promise<Heard> => {
  const served = await serve('1.2')
  served.fake.store.insert(record, '2026-08-01T06:00:00.000Z')
  return readAll(oneRosterRest, served.config)
}

describe('a record that stands in a collection twice', () => {
  it('as it is, is taken once and said, and the collection is proven when a second read brings the same', async () => {
    const heard = await twice(newcomer('student-0030'))
    expect(heard.records.people).toHaveLength(56)
    expect(codes(heard)).toContain('duplicate_same')
    expect(completeTables(heard)).toEqual([...TABLES])
  })

  it('with other content, is handed on as both, for the set to be judged', async () => {
    const heard = await twice({ ...newcomer('student-0030'), familyName: 'Other' } as RosterRecord)
    expect(heard.records.people.filter(({ sourcedId }) => sourcedId === 'student-0030')).toHaveLength(2)
    expect(completeTables(heard)).toEqual([...TABLES])
  })
})

describe('a body that is cut anywhere', () => {
  const shares = Array.from({ length: 24 }, (_, index) => index / 24)

  it.each(['length', 'close', 'gzip'] as const)('(%s) is never taken for whole', async (as) => {
    const served = await serve('1.1', { more: { pageSize: 7 } })
    for (const share of shares) {
      served.fake.setFaults([{ on: '/classes', from: 2, times: FOR_EVER, does: { kind: 'cut', share, as } }])
      const heard = await readAll(oneRosterRest, served.config, feedIo({ fetchAttemptsMax: 1 }))
      expect(heard.error).toMatchObject({ disposition: 'retry' })
      expect(heard.evidence).toEqual([])
    }
  })
})

describe('a private address', () => {
  it.each(['baseUrl', 'tokenUrl'])('is not asked, wherever it stands: %s', async (field) => {
    const served = await serve('1.2')
    const reach = {
      ...feedIo().reach,
      open: createGuardedOpen({ allowPrivateNetwork: false, userAgent: 'Staffroom/test' }),
    }
    const auth = {
      ...(served.config['auth'] as object),
      ...(field === 'tokenUrl' ? { tokenUrl: 'https://127.0.0.1:8/token' } : {}),
    }
    const baseUrl = field === 'baseUrl' ? 'https://169.254.169.254/latest' : 'https://sis.example/x'
    const config = { ...served.config, baseUrl, auth: field === 'baseUrl' ? { type: 'bearer', token: 't' } : auth }
    const heard = await readAll(oneRosterRest, config, { ...feedIo(), reach })
    expect(heard.error).toMatchObject({ code: 'FETCH_REFUSED', disposition: 'operator' })
    expect(served.fake.requests).toEqual([])
    const lines = await oneRosterRest.check(config, { ...feedIo(), reach })
    expect(lines.at(-1)).toMatchObject({ what: 'name', ok: false })
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
    expect(sorted(heard.records.people)).toEqual(truth(fake, 'people'))
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
    const wanted = truth(fake, 'people').filter(
      (person) =>
        person.table === 'people' && person.feedRoles.some(({ role }) => role === 'student' || role === 'teacher'),
    )
    expect(sorted(heard.records.people)).toEqual(wanted)
    expect(heard.received.people).toBe(wanted.length)
    expect(completeTables(heard)).toEqual([...TABLES])
  })
})
