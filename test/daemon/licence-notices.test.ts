/** What is told of licences: at 80 %, at 100 %, over, waited for, before a purchase ends and before seats are given away; whom, in which words, and once. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChoreWorld } from '../../src/daemon/chores.ts'
import { sayLicence } from '../../src/roster/licence-words.ts'
import type { DistrictClient } from '../../src/store/database.ts'
import { inDistrict } from '../../src/store/database.ts'
import { setCapacity } from '../../src/store/seats/educator-capacity.ts'
import { allotCredits } from '../../src/store/seats/export-credits.ts'
import { saveProduct } from '../../src/store/seats/products.ts'
import { enterPurchase, reconcileSeats } from '../../src/store/seats/seats.ts'
import { writeNoticeSettings } from '../../src/sync/notice-settings.ts'
import { type FakeSmtp, startSmtp } from '../fakes/smtp/smtp.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { smallDistrict } from '../support/literal-feed.ts'
import { type Clock, doNow, noticeWorld } from './notice-world.ts'

const DAY = 24 * 3_600_000
const START = new Date('2026-11-24T18:00:00Z')
let smtp: FakeSmtp
let world: ChoreWorld
let clock: Clock = { now: START }
let seen = 0
const bench = useSyncBench({ now: () => clock.now })

beforeEach(async () => {
  smtp = await startSmtp()
  seen = 0
  clock = { now: START }
  world = noticeWorld(bench.world.db, { clock, smtpUrl: smtp.url })
  const settings = { emails: ['it@alder.example.org'], digest: false, digestHour: 6, webhook: null }
  await asSync((client) => writeNoticeSettings(client, bench.districtId, settings))
  bench.feed.current = { records: smallDistrict(100) }
  await bench.sync()
})
afterEach(() => smtp.close())

const asSync = <T>(work: (client: DistrictClient) => Promise<T>) =>
  inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, work)
const later = (days: number) => {
  clock.now = new Date(clock.now.getTime() + days * DAY)
}
const day = (days: number) => new Date(clock.now.getTime() + days * DAY).toISOString().slice(0, 10)
const cause = () => ({
  districtId: bench.districtId,
  actor: 'test',
  kinds: world.licenceKinds,
  now: clock.now,
})
const square = () => asSync((client) => reconcileSeats(client, { ...cause(), runId: null }))
const buy = (quantity: number, o: { kind?: string; name?: string; startsOn?: string; endsOn?: string } = {}) => {
  const { kind = 'coaching-seats', name = 'standing', startsOn = null, endsOn = null } = o
  return asSync((client) => enterPurchase(client, { ...cause(), kind, name, quantity, startsOn, endsOn, step: 'set' }))
}
/** So many coaches, and no others. */
const coaches = async (count: number) => {
  const asOwner = { districtId: bench.districtId, actor: 'test' }
  await inDistrict(bench.database.open('owner'), asOwner, async (client) => {
    await client.query("delete from role_grant where role = 'coach'")
    await client.query(
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
       select $1, id, 'coach', 'district', 0, 'manual' from person order by id limit $2`,
      [bench.districtId, count],
    )
  })
  await square()
}
/** So many seats in use, whoever has them. */
const inHand = async (count: number) => {
  await bench.query("delete from seat where kind = 'coaching-seats'")
  await bench.query(
    `insert into seat (district_id, kind, person_id, state, since, place)
     select $1, 'coaching-seats', id, 'assigned', now(), id from person order by id limit $2`,
    [bench.districtId, count],
  )
}
/** The worker's regular look, three times, and what it sends. */
const watch = async () => {
  for (let time = 0; time < 3; time += 1) {
    await doNow(world, bench.districtId, 'look')
    await doNow(world, bench.districtId, 'post')
  }
}
const open = async () =>
  (await bench.query<{ kind: string }>('select kind from notice where resolved_at is null order by kind')).map(
    ({ kind }) => kind,
  )
/** What the open notice of a licence that is over says. */
const said = async () => {
  const [notice] = await bench.query<{ detail: Record<string, string | number | null> }>(
    "select detail from notice where kind = 'licence_over' and resolved_at is null",
  )
  const { title, says, remedy } = sayLicence('licence_over', notice?.detail ?? {}, 'Coaching seats')
  return `${title}. ${says} ${remedy}`
}
/** What came by mail since the last time: to whom, what about, and the text. */
const mails = () => {
  const came = smtp.mails.slice(seen)
  seen = smtp.mails.length
  return came.map((mail) => ({
    to: mail.to.join(' '),
    // However the header is folded.
    subject: (/^Subject: (.*(?:\r\n[ \t].*)*)/m.exec(mail.source)?.[1] ?? '').replaceAll(/\r\n[ \t]+/g, ' '),
    text: mail.source.replaceAll('=\r\n', '').replaceAll('\r\n', ' '),
  }))
}
const toldOnce = (title: string, ...texts: readonly string[]) => {
  const came = mails()
  expect(came.map(({ to, subject }) => [to, subject])).toEqual([
    ['it@alder.example.org', `${bench.districtId}: ${title}`],
  ])
  for (const text of texts) expect(came[0]?.text).toContain(text)
}

describe('coaching seats', () => {
  it('of which none are bought and none are needed are told of to nobody', async () => {
    await watch()
    expect([await open(), mails()]).toEqual([[], []])
  })

  it('at 80 % are told of once, with the figures and the page, and again only after they were calm', async () => {
    await buy(20)
    await coaches(15)
    await watch()
    expect(mails()).toEqual([])
    await coaches(16)
    await watch()
    toldOnce(
      'Coaching seats: almost all seats are in use',
      '16 of 20 seats are in use.',
      'Plan for more seats, or see who no longer needs one.',
      'https://roster.example.org/#/licences/coaching-seats',
    )
    await buy(21)
    await watch()
    expect([await open(), mails()]).toEqual([['licence_near'], []])
    await buy(30)
    await watch()
    expect([await open(), mails()]).toEqual([[], []])
    await buy(20)
    await watch()
    expect(mails()).toHaveLength(1)
  })

  it('at 100 %, waited for and over are told of once each, with the deadline', async () => {
    await buy(6)
    await coaches(6)
    await watch()
    toldOnce('Coaching seats: every seat is in use', 'All 6 seats are in use. Whoever comes next waits.')
    await coaches(8)
    await watch()
    toldOnce('Coaching seats: people are waiting for a seat', '2 waited when this was noticed')
    await buy(4)
    await watch()
    toldOnce(
      'Coaching seats: more seats are in use than were bought',
      '6 seats are in use, 4 were bought. Nobody was thrown out; the next deadline to choose is Dec 24, 2026.',
      'choose who gives theirs back before the deadline',
    )
    expect(await open()).toEqual(['licence_over', 'licence_waiting'])
    // A deadline that is near takes nobody's seat: nothing is told of seats that would be free again.
    later(20)
    await watch()
    expect([await open(), mails()]).toEqual([['licence_over', 'licence_waiting'], []])
    // A later one beside it changes nothing of the first.
    await buy(3)
    await watch()
    const told = await bench.query<{ until: string }>(
      "select detail->>'until' as until from notice where kind = 'licence_over' and resolved_at is null",
    )
    expect([told, mails()]).toEqual([[{ until: '2026-12-24' }], []])
    // What is better than before is shown, and nobody is written to.
    await buy(8)
    await watch()
    expect([await open(), mails()]).toEqual([['licence_full'], []])
    await buy(20)
    await watch()
    expect([await open(), mails()]).toEqual([[], []])
  })

  it('that come and go at the limit are told of once a week at most, and again at once where all was well between', async () => {
    await buy(10)
    await coaches(9)
    await watch()
    toldOnce('Coaching seats: almost all seats are in use')
    const told: number[] = []
    // One more comes each morning, and goes in the evening.
    for (let date = 0; date < 16; date += 1) {
      await inHand(9)
      await watch()
      await inHand(10)
      await watch()
      told.push(mails().length)
      expect(await open()).toEqual(['licence_full'])
      later(1)
    }
    expect(told).toEqual([1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0])
    await buy(30)
    await watch()
    await buy(10)
    await watch()
    toldOnce('Coaching seats: every seat is in use')
  })

  it('that more use than were bought are told of again a week before the deadline and on it, and not in between', async () => {
    await buy(6)
    await coaches(6)
    await watch()
    toldOnce('Coaching seats: every seat is in use')
    await buy(4)
    await watch()
    toldOnce('Coaching seats: more seats are in use than were bought', 'the next deadline to choose is Dec 24, 2026.')
    const told: string[] = []
    for (let date = 1; date <= 40; date += 1) {
      later(1)
      await watch()
      for (const { subject } of mails()) told.push(`${date} ${subject.replace(/^.*: (?=[a-z])/, '')}`)
      expect(await open()).toEqual(['licence_over'])
    }
    expect(told).toEqual(['23 choose by Dec 24, 2026', '30 the deadline to choose is Dec 24, 2026'])
  })

  it('that more use than were bought for two days to choose by are told of before each and on it, and not after the one that passed', async () => {
    await buy(6)
    await coaches(6)
    await buy(4)
    await watch()
    later(20)
    await buy(3)
    await watch()
    mails()
    const told: string[] = []
    for (let date = 21; date <= 60; date += 1) {
      later(1)
      await watch()
      for (const { subject } of mails()) told.push(`${date} ${subject.replace(/^.*: (?=[a-z])/, '')}`)
      expect(await open()).toEqual(['licence_over'])
      if (date === 31) expect(await said()).toContain('the next deadline to choose is Jan 13, 2027.')
    }
    expect(told).toEqual([
      '23 choose by Dec 24, 2026',
      '30 the deadline to choose is Dec 24, 2026',
      '43 choose by Jan 13, 2027',
      '50 the deadline to choose is Jan 13, 2027',
    ])
    // A day that has passed is not announced as one to come.
    expect(await said()).toBe(
      'Coaching seats: more seats are in use than were bought: the deadline to choose was Jan 13, 2027. ' +
        '6 seats are in use, 3 were bought. Nobody was thrown out; the deadline to choose was Jan 13, 2027. ' +
        'Buy more seats, or choose who gives theirs back.',
    )
  })

  it('that are kept for people who left are told of a week before, with the day', async () => {
    await buy(20)
    await coaches(3)
    await coaches(1)
    later(22)
    await watch()
    expect(mails()).toEqual([])
    later(1)
    await watch()
    toldOnce(
      'Coaching seats: seats of people who left will be free again',
      '2 kept for people who left will be given to those who wait, the first on Dec 24, 2026.',
    )
    expect(await open()).toEqual(['licence_reclaim'])
    later(8)
    await square()
    await watch()
    expect([await open(), mails()]).toEqual([[], []])
  })
})

describe('a purchase that ends', () => {
  it('is told of 30 days before, with its last day and what is left then', async () => {
    await buy(20)
    await buy(5, { name: 'PO 7', endsOn: day(31) })
    await watch()
    expect(mails()).toEqual([])
    later(1)
    await watch()
    toldOnce(
      'Coaching seats: a purchase ends soon',
      'The purchase PO 7 of 5 ends on Dec 25, 2026; from the day after, 20 are bought.',
      'Enter the next purchase with its term',
    )
    const told: string[] = []
    for (let date = 29; date >= 0; date -= 1) {
      later(1)
      await watch()
      for (const { subject } of mails()) told.push(`${date} ${subject.replace(/^.*: (?=[a-z])/, '')}`)
      expect(await open()).toEqual(['licence_ends'])
    }
    expect(told).toEqual(['7 a purchase ends on Dec 25, 2026', '0 a purchase ends with Dec 25, 2026'])
    later(1)
    await square()
    await watch()
    expect([await open(), mails()]).toEqual([[], []])
  })

  it('is not told of where the next one is entered: nothing ends for the district', async () => {
    await buy(5, { name: 'PO 7', endsOn: day(20) })
    await buy(5, { name: 'PO 8', startsOn: day(21), endsOn: day(400) })
    await watch()
    expect(mails()).toEqual([])
    await buy(4, { name: 'PO 8', startsOn: day(21), endsOn: day(400) })
    await watch()
    toldOnce('Coaching seats: a purchase ends soon', 'from the day after, 4 are bought.')
    await buy(5, { name: 'PO 8', startsOn: day(21), endsOn: day(400) })
    await watch()
    expect([await open(), mails()]).toEqual([[], []])
  })
})

/** The people of the district by number. */
const people = async (count: number) =>
  (await bench.query<{ id: string }>('select id::text as id from person order by id limit $1', [count])).map(
    ({ id }) => id,
  )
const plant = (kind: string, count: number) =>
  bench.query(
    `insert into seat (district_id, kind, person_id, state, since, place)
     select $1, $2, id, 'assigned', now(), id from person order by id limit $3`,
    [bench.districtId, kind, count],
  )

describe('other licences are told of in words that are true of them:', () => {
  it('a product by its name', async () => {
    const by = { districtId: bench.districtId, actor: 'test', now: clock.now }
    await asSync((client) => saveProduct(client, by, { id: 'reading', name: 'Reading Plus', grades: [], category: '' }))
    await buy(5, { kind: 'product-seats:reading' })
    await plant('product-seats:reading', 5)
    await watch()
    toldOnce('Reading Plus: every seat is in use', 'https://roster.example.org/#/licences/product-seats%3Areading')
  })

  it('the educator database has places, and nobody is asked to give one back', async () => {
    await buy(1)
    await asSync((client) => setCapacity(client, { ...cause(), rule: { perSeat: 5 } }))
    await bench.query("delete from seat where kind = 'educator-capacity'")
    await plant('educator-capacity', 4)
    await watch()
    toldOnce(
      'Educator capacity: the educator database is almost full',
      '4 of 5 places are taken.',
      'How many places there are follows from the seats that were bought',
    )
    await bench.query("delete from seat where kind = 'educator-capacity'")
    await plant('educator-capacity', 5)
    await watch()
    toldOnce('Educator capacity: the educator database is full', 'Educators who come next wait in order.')
    await bench.query("update licence set bought = 3 where kind = 'educator-capacity'")
    await watch()
    toldOnce(
      'Educator capacity: the educator database has more educators than places',
      '5 places are taken, there are 3. Nobody was dropped; nobody new comes in before there is room.',
    )
  })

  it('credits are allotted, nobody waits for one and none comes back', async () => {
    await buy(10, { kind: 'export-credits', name: 'PO 9', endsOn: day(90) })
    const [first = ''] = await people(1)
    const reach = { district: true, schoolIds: [], classIds: [] }
    const allot = (quantity: number) =>
      asSync((client) => allotCredits(client, { ...cause(), personId: first, quantity, reach }))
    expect(await allot(8)).toEqual({ left: 2 })
    await watch()
    toldOnce(
      'Export credits: almost all were allotted',
      '8 of 10 credits were allotted.',
      'credits that were allotted do not come back',
    )
    expect(await allot(2)).toEqual({ left: 0 })
    await watch()
    toldOnce('Export credits: all were allotted', 'All 10 credits were allotted. Nobody can be given more.')
    await buy(6, { kind: 'export-credits', name: 'PO 9', endsOn: day(20) })
    await watch()
    // Fewer bought than were allotted take none away, and nobody has to choose anything.
    expect(mails().map(({ subject }) => subject.replace(/^[^:]*: /, ''))).toEqual([
      'Export credits: a purchase ends soon',
    ])
  })

  it('a licence that is bought no more and that nobody has is over with', async () => {
    const { used } = await buy(1000, { kind: 'account-seats' })
    await buy(used, { kind: 'account-seats' })
    await watch()
    toldOnce('Account seats: every seat is in use')
    await bench.query("delete from seat where kind = 'account-seats'")
    await buy(0, { kind: 'account-seats' })
    await watch()
    expect([await open(), mails()]).toEqual([[], []])
  })
})

describe('whom it is told:', () => {
  it('the accounts that administer the district or its IT, and the address for billing; nobody by another role', async () => {
    const settings = { emails: null, digest: false, digestHour: 6, webhook: null }
    await asSync((client) => writeNoticeSettings(client, bench.districtId, settings))
    const roles = ['district_admin', 'it_admin', 'coach', 'principal', 'school_admin', 'billing_only', 'teacher']
    const ids = await people(roles.length)
    await asSync(async (client) => {
      for (const [index, role] of roles.entries())
        await client.query(
          `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
           values ($1, $2, $3, 'district', 0, 'manual')`,
          [bench.districtId, ids[index], role],
        )
    })
    await inDistrict(bench.database.open('web'), { districtId: bench.districtId, actor: 'test' }, async (client) => {
      for (const [index, role] of roles.entries())
        await client.query(
          `insert into account (district_id, person_id, email, password_hash, status) values ($1, $2, $3, 'x', 'active')`,
          [bench.districtId, ids[index], `${role}@alder.example.org`],
        )
      await client.query(
        `insert into rule_setting (district_id, rule, school_id, value, locked, set_by, set_at)
           values ($1, 'billingEmail', 0, '"pay@alder.example.org"', false, 'test', now())`,
        [bench.districtId],
      )
    })
    await buy(2)
    await watch()
    const came = mails().map(({ to, subject }) => `${to} ${subject}`)
    const title = `${bench.districtId}: Coaching seats: every seat is in use`
    expect(came.toSorted()).toEqual(
      ['district_admin', 'it_admin', 'pay'].map((name) => `${name}@alder.example.org ${title}`),
    )
  })
})
