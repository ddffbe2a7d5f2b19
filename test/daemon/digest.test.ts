/** The digest: once on each day of a district, by its own clock, with counts and nothing personal. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChoreWorld } from '../../src/daemon/chores.ts'
import { composeDigest } from '../../src/daemon/notices/digest.ts'
import { inDistrict } from '../../src/store/database.ts'
import { writeDistrictGuard } from '../../src/sync/district-rules.ts'
import { writeNoticeSettings } from '../../src/sync/notice-settings.ts'
import { type FakeSmtp, startSmtp } from '../fakes/smtp/smtp.ts'
import { useDatabase } from '../support/database.ts'
import type { RosterRecord } from '../../src/roster/model.ts'
import { feedRole, person, smallDistrict } from '../support/literal-feed.ts'
import { type Clock, doNow, noticeWorld } from './notice-world.ts'
import { openSyncBench, type SyncBench } from '../support/sync-world.ts'

const database = useDatabase()
let smtp: FakeSmtp
let bench: SyncBench
let world: ChoreWorld
const clock: Clock = { now: new Date('2026-11-24T08:30:00Z') }

beforeAll(async () => {
  smtp = await startSmtp()
  const db = database.open('sync')
  bench = await openSyncBench(db, 'alder', { now: () => clock.now })
  world = noticeWorld(db, { clock, smtpUrl: smtp.url })
  await settle(true)
})
afterAll(async () => {
  await smtp.close()
})

const settle = (digest: boolean, digestHour = 6) =>
  inDistrict(bench.world.db, { districtId: 'alder', actor: 'test' }, (client) =>
    writeNoticeSettings(client, 'alder', { emails: ['it@alder.example.org'], digest, digestHour, webhook: null }),
  )
const compose = (each = world) =>
  inDistrict(each.db, { districtId: 'alder', actor: 'test' }, (client) => composeDigest(client, 'alder', each))
/** Hour by hour; how many digests were written. */
async function walk(from: string, hours: number): Promise<number> {
  let written = 0
  for (let hour = 0; hour < hours; hour += 1) {
    clock.now = new Date(Date.parse(from) + hour * 3_600_000)
    if (await compose()) written += 1
  }
  return written
}

/** Forty teachers, without the first of them. */
const teachers = (from: number): RosterRecord[] => [
  ...smallDistrict(2),
  ...Array.from({ length: 40 - from }, (_, index) =>
    person(`drip-${from + index}`, { feedRoles: [feedRole('teacher', 's1')] }),
  ),
]

describe('the digest', () => {
  it('waits for its hour on the clock of the district, and is written once, by one of two workers', async () => {
    // 05:59 in Chicago.
    clock.now = new Date('2026-11-23T11:59:00Z')
    expect(await compose()).toBe(false)
    clock.now = new Date('2026-11-23T12:00:00Z')
    const both = await Promise.all([compose(), compose({ ...world, owner: 'other' })])
    expect(both.toSorted()).toEqual([false, true])
    expect(await compose()).toBe(false)
  })

  it('says what the night did in counts, and names nobody', async () => {
    clock.now = new Date('2026-11-24T08:00:00Z')
    bench.feed.current = { records: smallDistrict(100) }
    await bench.sync()
    bench.feed.current = { records: smallDistrict(60) }
    const held = await bench.sync()
    // The database's own clock notes the end of a run.
    await bench.query('update run set finished_at = $1', [clock.now])
    await doNow(world, 'alder', 'post')
    clock.now = new Date('2026-11-24T12:30:00Z')
    await doNow(world, 'alder', 'look')
    await doNow(world, 'alder', 'post')
    const rows = await bench.query<{ message: { subject: string; text: string } }>(
      `select message from outbox where event = 'digest:2026-11-24'`,
    )
    const { subject = '', text = '' } = rows[0]?.message ?? {}
    expect(subject).toBe('alder: 1 sync applied, 1 held, 1 thing to look at')
    expect(text).toContain('sis, run 1: applied; 206 added, 0 changed, 0 retired')
    expect(text).toContain(`sis, run ${held.runId}: held`)
    expect(text).not.toMatch(/Given|Family|p0\d\d/)
    expect(smtp.mails.map((mail) => smtp.header(mail, 'Subject'))).toContain(subject)
  })

  it('adds up what leaves night after night below the limits of one, and tells of it', async () => {
    const db = world.db
    const drip = await openSyncBench(db, 'birch', { now: () => clock.now })
    await inDistrict(db, { districtId: 'birch', actor: 'test' }, (client) =>
      writeNoticeSettings(client, 'birch', {
        emails: ['it@birch.example.org'],
        digest: true,
        digestHour: 6,
        webhook: null,
      }),
    )
    const textOf = async (day: string): Promise<string> => {
      await inDistrict(db, { districtId: 'birch', actor: 'test' }, (client) => composeDigest(client, 'birch', world))
      const rows = await drip.query<{ text: string }>(
        "select message ->> 'text' as text from outbox where event = $1",
        [`digest:${day}`],
      )
      return rows[0]?.text ?? ''
    }
    clock.now = new Date('2026-10-01T08:00:00Z')
    drip.feed.current = { records: teachers(0) }
    await drip.sync()
    await drip.query('update role_grant set granted_at = $1', [clock.now])
    const told: string[] = []
    for (const [night, gone] of [3, 6].entries()) {
      clock.now = new Date(Date.UTC(2026, 9, 12 + night, 8))
      drip.feed.current = { records: teachers(gone) }
      expect((await drip.sync()).state).toBe('reported')
      clock.now = new Date(Date.UTC(2026, 9, 12 + night, 13))
      told.push(await textOf(`2026-10-${12 + night}`))
    }
    expect(told[0]).toContain('applied')
    expect(told[0]).not.toContain('Within seven days')
    expect(told[1]).toMatch(/Within seven days\s.*6 of \d+ who had the role teacher have lost it/s)
    clock.now = new Date('2026-10-22T13:00:00Z')
    expect(await textOf('2026-10-22')).not.toContain('Within seven days')
  })

  it('measures what adds up by the limits that the district has set for one night', async () => {
    const db = world.db
    const drip = await openSyncBench(db, 'cherry', { now: () => clock.now })
    const told: string[] = []
    const night = async (day: number, gone: number, roleLossRowsMax: number): Promise<void> => {
      clock.now = new Date(Date.UTC(2026, 9, day, 8))
      drip.feed.current = { records: teachers(gone) }
      expect((await drip.sync()).state).toBe('reported')
      await inDistrict(db, { districtId: 'cherry', actor: 'test' }, async (client) => {
        const settings = { emails: ['it@cherry.example.org'], digest: true, digestHour: 6, webhook: null }
        await writeNoticeSettings(client, 'cherry', settings)
        await writeDistrictGuard(client, 'cherry', { roleLossRowsMax, roleLossShareMax: 0 })
        clock.now = new Date(Date.UTC(2026, 9, day, 13))
        await composeDigest(client, 'cherry', world)
      })
      const rows = await drip.query<{ text: string }>(
        "select message ->> 'text' as text from outbox where event = $1",
        [`digest:2026-10-${day}`],
      )
      told.push(rows[0]?.text ?? '')
    }
    await night(11, 0, 5)
    await drip.query("update role_grant set granted_at = '2026-10-01T08:00:00Z'")
    await night(12, 2, 2)
    await night(13, 3, 2)
    await night(14, 3, 3)
    expect(told.map((text) => text.includes('Within seven days'))).toEqual([false, false, true, false])
  })

  it('comes once a day through a year with both changes of the clocks', async () => {
    const spring = await walk('2027-03-12T06:00:00Z', 24 * 5)
    const autumn = await walk('2027-11-05T05:00:00Z', 24 * 5)
    expect([spring, autumn]).toEqual([5, 5])
    const days = await bench.query<{ day: string }>(`select day::text from digest where day > '2027-01-01' order by 1`)
    expect(new Set(days.map(({ day }) => day)).size).toBe(10)
  })

  it('whose hour the clock skips in spring comes after the gap, and one in the double hour comes once', async () => {
    await settle(true, 2)
    expect(await walk('2028-03-12T06:00:00Z', 24)).toBe(1)
    await settle(true, 1)
    expect(await walk('2028-11-05T05:00:00Z', 25)).toBe(1)
  })

  it('is not written where it is switched off', async () => {
    await settle(false)
    expect(await walk('2029-01-05T06:00:00Z', 24)).toBe(0)
  })
})
