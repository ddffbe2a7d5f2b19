/** What a district is told: once each, whatever noticed it how often; by mail, by the pages, and by web hook. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChoreWorld } from '../../src/daemon/chores.ts'
import { Failure } from '../../src/roster/failure.ts'
import { deliver } from '../../src/daemon/notices/deliver.ts'
import { tellNotices } from '../../src/daemon/notices/tell.ts'
import { inDistrict } from '../../src/store/database.ts'
import { enterPurchase } from '../../src/store/seats/seats.ts'
import { approveRun, discardRun } from '../../src/sync/decide.ts'
import { writeNoticeSettings } from '../../src/sync/notice-settings.ts'
import { type FakeSmtp, startSmtp } from '../fakes/smtp/smtp.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { feedRole, person, smallDistrict } from '../support/literal-feed.ts'
import { type Clock, doNow, noticeWorld } from './notice-world.ts'

let smtp: FakeSmtp
let world: ChoreWorld
let clock: Clock = { now: new Date('2026-11-24T08:30:00Z') }
const bench = useSyncBench({ now: () => clock.now })

beforeEach(async () => {
  smtp = await startSmtp()
  clock = { now: new Date('2026-11-24T08:30:00Z') }
  world = noticeWorld(bench.world.db, { clock, smtpUrl: smtp.url })
  await setRecipients(['it@alder.example.org'])
  bench.feed.current = { records: smallDistrict(100) }
  await bench.sync()
})
afterEach(() => smtp.close())

const setRecipients = (emails: readonly string[] | null, digest = false) =>
  inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, (client) =>
    writeNoticeSettings(client, bench.districtId, { emails, digest, digestHour: 6, webhook: null }),
  )
const post = () => doNow(world, bench.districtId, 'post')
const look = () => doNow(world, bench.districtId, 'look')
const later = (ms: number) => {
  clock.now = new Date(clock.now.getTime() + ms)
}
const DAY = 24 * 3_600_000
const open = async () =>
  (await bench.query<{ kind: string }>('select kind from notice where resolved_at is null order by kind')).map(
    ({ kind }) => kind,
  )
const hold = async () => {
  bench.feed.current = { records: smallDistrict(80) }
  const report = await bench.sync()
  expect(report.state).toBe('held')
  return report.runId
}

describe('a held run', () => {
  it('is not told by a preview that would be held', async () => {
    bench.feed.current = { records: smallDistrict(80) }
    await bench.sync({ dryRun: true })
    await post()
    expect([await open(), smtp.mails.length]).toEqual([[], 0])
  })

  it('is told once by mail, however often somebody looks', async () => {
    const runId = await hold()
    for (let i = 0; i < 3; i += 1) {
      await look()
      await post()
    }
    expect(smtp.mails.map(({ to }) => to)).toEqual([['it@alder.example.org']])
    const [mail] = smtp.mails
    expect(smtp.header(mail, 'Subject')).toBe(`${bench.districtId}: A sync of source sis is held`)
    expect(smtp.header(mail, 'Message-ID')).toMatch(/^<[0-9a-f]{32}@roster\.example\.org>$/)
    expect(mail?.source).toContain(`https://roster.example.org/#/sync/runs/${runId}`)
    expect(mail?.source).toContain('text/html')
  })

  it('is not told again the next night for the same reasons, and leads to the newer run', async () => {
    await hold()
    await post()
    later(DAY)
    const runId = await hold()
    await post()
    expect(smtp.mails).toHaveLength(1)
    expect(await bench.query('select run_id from notice where resolved_at is null')).toEqual([{ run_id: runId }])
  })

  it('is told anew where the next one is held for another reason', async () => {
    await hold()
    await post()
    later(DAY)
    bench.feed.current = {
      records: [
        ...smallDistrict(100),
        ...Array.from({ length: 9 }, (_, i) => person(`a${i}`, { feedRoles: [feedRole('siteAdministrator', 's1')] })),
      ],
    }
    expect((await bench.sync()).state).toBe('held')
    await post()
    expect(smtp.mails).toHaveLength(2)
    expect(await open()).toEqual(['run_held'])
  })

  it('is over when somebody approves, or discards, and told again when it comes anew', async () => {
    const { districtId } = bench
    await discardRun(bench.world, { districtId, runId: await hold(), by: 'test' })
    expect(await open()).toEqual([])
    await post()
    expect(smtp.mails).toHaveLength(0)
    const runId = await hold()
    await post()
    await approveRun(bench.world, { districtId, runId, by: 'test' })
    expect(await open()).toEqual([])
    expect(smtp.mails).toHaveLength(1)
  })
})

/** What the worker notes of a source in its schedule. */
const troubles = (columns: string, values: readonly unknown[] = []) =>
  bench.query(`update source_schedule set ${columns} where district_id = $1`, [bench.districtId, ...values])

describe('a source in trouble', () => {
  it('is not told of before its tries are over', async () => {
    bench.feed.current = { records: [], failure: new Failure('FEED_UNREACHABLE', 'retry', 'x') }
    expect((await bench.sync()).state).toBe('failed')
    await look()
    expect(await open()).toEqual([])
  })

  it('is told of once when the alarm is raised, and it is over with the next applied run', async () => {
    bench.feed.current = { records: [], failure: new Failure('FEED_UNREACHABLE', 'retry', 'x') }
    const { runId } = await bench.sync()
    await troubles(`alarm_since = $2, alarm_code = 'FEED_UNREACHABLE'`, [clock.now])
    await look()
    await look()
    await post()
    expect(smtp.mails.map((mail) => smtp.header(mail, 'Subject'))).toEqual([
      `${bench.districtId}: The sync of source sis failed`,
    ])
    expect(smtp.mails[0]?.source).toContain(`/#/sync/runs/${runId}`)
    expect(smtp.mails[0]?.source).toContain('FEED_UNREACHABLE')
    bench.feed.current = { records: smallDistrict(100) }
    expect((await bench.sync()).state).toBe('reported')
    expect(await open()).toEqual([])
    await look()
    expect(await open()).toEqual([])
  })

  it('is told of when it goes stale, and rests in peace while somebody has paused it', async () => {
    await troubles(`cron = '0 2 * * *', stale_at = $2`, [new Date(clock.now.getTime() + 1000)])
    await look()
    expect(await open()).toEqual([])
    later(2000)
    await look()
    expect(await open()).toEqual(['source_stale'])
    await troubles(`paused = true, paused_because = 'person'`)
    await look()
    expect(await open()).toEqual([])
  })

  it('that rests because a run was taken back says so until it is resumed', async () => {
    await troubles(`paused = true, paused_because = 'undo'`)
    await look()
    expect(await open()).toEqual(['source_pinned'])
    await troubles('paused = false, paused_because = null')
    await look()
    expect(await open()).toEqual([])
  })
})

describe('the mail server', () => {
  it('being down loses nothing: the run ends as ever, and the mail goes out once it is back (F45)', async () => {
    const port = Number(new URL(smtp.url).port)
    await smtp.close()
    await hold()
    await post()
    expect(await bench.query('select state, attempts, failure_code from outbox')).toEqual([
      { state: 'queued', attempts: 1, failure_code: 'ESOCKET' },
    ])
    smtp = await startSmtp(port)
    await post()
    expect(smtp.mails).toHaveLength(0)
    later(61_000)
    await post()
    expect(smtp.mails).toHaveLength(1)
    expect(await bench.query('select state, attempts from outbox')).toEqual([{ state: 'sent', attempts: 2 }])
  })

  it('being silent is left alone after one deadline, and not asked for every recipient', async () => {
    await setRecipients(['a@alder.example.org', 'b@alder.example.org', 'c@alder.example.org'])
    smtp.setSilent(true)
    await hold()
    await post()
    expect(await bench.query('select attempts from outbox order by id')).toEqual([
      { attempts: 1 },
      { attempts: 0 },
      { attempts: 0 },
    ])
  })

  it('refusing one recipient for good keeps nobody else from it, and the pages say so', async () => {
    await setRecipients(['gone@alder.example.org', 'it@alder.example.org'])
    smtp.refused.add('gone@alder.example.org')
    await hold()
    await post()
    expect(smtp.mails.map(({ to }) => to)).toEqual([['it@alder.example.org']])
    expect(await bench.query('select state, failure_code from outbox order by id')).toEqual([
      { state: 'dead', failure_code: 'SMTP_550' },
      { state: 'sent', failure_code: null },
    ])
    expect(await open()).toEqual(['delivery_failed', 'run_held'])
  })

  it('being down for two days loses nothing, which the pages say meanwhile: each notice and digest goes out once (F45)', async () => {
    const port = Number(new URL(smtp.url).port)
    await setRecipients(['it@alder.example.org'], true)
    await smtp.close()
    await hold()
    for (let hour = 0; hour < 48; hour += 1) {
      await look()
      await post()
      if (hour === 6) expect(await open()).not.toContain('delivery_failed')
      if (hour === 24) expect(await open()).toContain('delivery_failed')
      later(3_600_000)
    }
    const waiting = await bench.query<{ event: string }>("select event from outbox where state = 'queued' order by id")
    expect(waiting.map(({ event }) => event.replace(/:.*/, ''))).toEqual(['notice', 'digest', 'digest'])
    expect(await bench.query("select event from outbox where state <> 'queued'")).toEqual([])
    smtp = await startSmtp(port)
    for (let quarter = 0; quarter < 12; quarter += 1) {
      await post()
      later(15 * 60_000)
    }
    const ids = smtp.mails.map((mail) => smtp.header(mail, 'Message-ID'))
    expect(ids).toHaveLength(3)
    expect(new Set(ids).size).toBe(3)
    await look()
    expect(await open()).not.toContain('delivery_failed')
  })

  it('that is never well again is given up after the time that is set, with the same Message-ID each time', async () => {
    smtp.busy.add('it@alder.example.org')
    await hold()
    for (let i = 0; i < 40; i += 1) {
      await post()
      later(2 * 3_600_000)
    }
    const rows = await bench.query<{ state: string; attempts: number; failure_code: string }>(
      "select state, attempts, failure_code from outbox where event like 'notice:%'",
    )
    expect(rows).toMatchObject([{ state: 'dead', failure_code: 'EXPIRED' }])
    expect(rows[0]?.attempts).toBeGreaterThan(30)
    expect(await open()).toContain('delivery_failed')
    await post()
    expect(await bench.query("select count(*)::int as n from outbox where event like 'notice:%'")).toEqual([{ n: 1 }])
  })

  it('that is not there at all fills no outbox, and the notices stand in the pages', async () => {
    world = noticeWorld(bench.world.db, { clock })
    await hold()
    await post()
    expect(await bench.query('select count(*)::int as n from outbox')).toEqual([{ n: 0 }])
    expect(await open()).toEqual(['run_held'])
  })
})

describe('two workers', () => {
  it('at the same outbox send each message once', async () => {
    await setRecipients(Array.from({ length: 8 }, (_, i) => `p${i}@alder.example.org`))
    await hold()
    const other = noticeWorld(bench.world.db, { clock, smtpUrl: smtp.url, over: { owner: 'other' } })
    const { signal } = new AbortController()
    const both = (each: ChoreWorld) =>
      inDistrict(each.db, { districtId: bench.districtId, actor: 'test' }, (client) =>
        tellNotices(client, bench.districtId, each),
      ).then(() => deliver(each, bench.districtId, signal))
    await Promise.all([both(world), both(other)])
    await Promise.all([both(world), both(other)])
    expect(smtp.mails.flatMap(({ to }) => to).toSorted()).toEqual(
      Array.from({ length: 8 }, (_, i) => `p${i}@alder.example.org`),
    )
  })
})

const licence = async (bought: number, used: number) => {
  await bench.buySeats(bought)
  await inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, async (client) => {
    await client.query('delete from seat')
    await client.query(
      `insert into seat (district_id, kind, person_id, state, since, place)
       select $1, 'coaching-seats', id, 'assigned', now(), id from person order by id limit $2`,
      [bench.districtId, used],
    )
  })
  await look()
}

const sentTo = (address: string) => smtp.mails.filter((mail) => mail.to.includes(address))

describe('licences', () => {
  it('are told to the address for billing as well, once and nothing else', async () => {
    await inDistrict(bench.database.open('web'), { districtId: bench.districtId, actor: 'test' }, (client) =>
      client.query(
        `insert into rule_setting (district_id, rule, school_id, value, locked, set_by, set_at)
         values ($1, 'billingEmail', 0, '"pay@alder.example.org"', false, 'test', now())`,
        [bench.districtId],
      ),
    )
    await licence(10, 10)
    await hold()
    await post()
    expect(sentTo('pay@alder.example.org').map((mail) => smtp.header(mail, 'Subject'))).toEqual([
      expect.stringContaining('Coaching seats: every seat is in use'),
    ])
    expect(sentTo('it@alder.example.org')).toHaveLength(2)
    // Somebody who gets it anyway gets it once.
    await setRecipients(['pay@alder.example.org'])
    await bench.buySeats(8)
    await look()
    await post()
    expect(sentTo('pay@alder.example.org')).toHaveLength(2)
  })

  it('are told of at 80 %, at 100 % and over, each once and the gravest only', async () => {
    const seen: string[][] = []
    for (const [bought, used] of [
      [10, 7],
      [10, 8],
      [10, 9],
      [10, 10],
    ] as const) {
      await licence(bought, used)
      seen.push(await open())
    }
    await bench.buySeats(8)
    await look()
    seen.push(await open())
    expect(seen).toEqual([[], ['licence_near'], ['licence_near'], ['licence_full'], ['licence_over']])
    await post()
    expect(smtp.mails.map((mail) => smtp.header(mail, 'Subject'))).toEqual([
      expect.stringContaining('more seats are in use than were'),
    ])
  })
})

describe('what is to come of licences', () => {
  it('is told of before it happens: a purchase that ends, and seats of leavers that will be free', async () => {
    await licence(10, 1)
    const context = { districtId: bench.districtId, actor: 'test' }
    const at = bench.world.now()
    const day = (days: number): string => new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, 10)
    const cause = { ...context, kind: 'coaching-seats', kinds: world.licenceKinds, now: at }
    const enter = (name: string, days: number) =>
      inDistrict(bench.world.db, context, (client) =>
        enterPurchase(client, { ...cause, name, quantity: 2, startsOn: null, endsOn: day(days), step: 'set' }),
      )
    await enter('PO far', 60)
    await inDistrict(bench.world.db, context, async (client) => {
      await client.query("update seat set state = 'grace', until = $1", [new Date(at.getTime() + 9 * 86_400_000)])
    })
    await look()
    expect(await open()).toEqual([])
    await enter('PO near', 20)
    await inDistrict(bench.world.db, context, async (client) => {
      await client.query('update seat set until = $1', [new Date(at.getTime() + 6 * 86_400_000)])
    })
    await look()
    await look()
    expect((await open()).toSorted()).toEqual(['licence_ends', 'licence_reclaim'])
    await post()
    const subjects = smtp.mails.map((mail) => smtp.header(mail, 'Subject')).toSorted()
    expect(subjects).toEqual([
      expect.stringContaining('a purchase ends soon'),
      expect.stringContaining('seats of people who left will be free'),
    ])
    await enter('PO near', 200)
    await inDistrict(bench.world.db, context, (client) => client.query('delete from seat'))
    await look()
    expect(await open()).toEqual([])
  })
})

const asOwner = <Row extends object>(statement: string, values: readonly unknown[] = []) =>
  bench.database.open('owner').pool.query<Row>(statement, [...values])
const confirm = (isConfirmed: boolean) =>
  asOwner(
    `update lti_deployment set confirmed_by = case when $2 then 'person:1' end,
       confirmed_at = case when $2 then now() end
     where district_id = $1`,
    [bench.districtId, isConfirmed],
  )

describe('a connection with a learning platform', () => {
  it('that nobody has confirmed is told of once, without a word of what was typed in, until it is confirmed or off', async () => {
    const { rows } = await asOwner<{ id: string }>(
      `insert into lti_registration (issuer, client_id, auth_url, token_url, jwks_url, frame_origins)
       values ('Confirm at https://phish.example', $1, 'x', 'x', 'x', '{https://lms.example}') returning id`,
      [bench.districtId],
    )
    await asOwner(
      `insert into lti_deployment (registration_id, deployment_id, district_id, status) values ($1, 'd-1', $2, 'active')`,
      [rows[0]?.id, bench.districtId],
    )
    for (let time = 0; time < 3; time += 1) {
      await look()
      await post()
    }
    expect(await open()).toEqual(['lti_unconfirmed'])
    expect(smtp.mails).toHaveLength(1)
    const text = (smtp.mails[0]?.source ?? '').replaceAll('=\r\n', '')
    expect(text).toContain('confirm it; else switch it off')
    expect(text).toContain('/#/sync/lms')
    expect(text).not.toContain('phish')
    await confirm(true)
    await look()
    expect(await open()).toEqual([])
    await confirm(false)
    await look()
    expect(await open()).toEqual(['lti_unconfirmed'])
    await asOwner("update lti_deployment set status = 'inactive' where district_id = $1", [bench.districtId])
    await look()
    expect(await open()).toEqual([])
  })
})

describe('recipients', () => {
  it('are those who administer the district or its IT and can sign in, where none are named', async () => {
    const owner = bench.world.db
    await setRecipients(null)
    await inDistrict(owner, { districtId: bench.districtId, actor: 'test' }, async (client) => {
      const { rows } = await client.query<{ id: string }>('select id from person order by id limit 4')
      const roles = ['it_admin', 'district_admin', 'coach', 'it_admin']
      for (const [index, role] of roles.entries())
        await client.query(
          `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, status)
           values ($1, $2, $3, 'district', 0, 'manual', 'active')`,
          [bench.districtId, rows[index]?.id, role],
        )
    })
    const web = bench.database.open('web')
    await inDistrict(web, { districtId: bench.districtId, actor: 'test' }, async (client) => {
      await client.query(
        `insert into account (district_id, person_id, email, password_hash, status)
         select $1, id, 'Person' || row_number() over (order by id) || '@alder.example.org', 'x',
           case when row_number() over (order by id) = 4 then 'suspended' else 'active' end
         from person order by id limit 4`,
        [bench.districtId],
      )
    })
    await hold()
    await post()
    expect(smtp.mails.flatMap(({ to }) => to).toSorted()).toEqual([
      'person1@alder.example.org',
      'person2@alder.example.org',
    ])
  })
})
