/** What an LMS said of people whom nobody has linked is not kept for good. */

import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import settings from '../../config/settings.json' with { type: 'json' }
import { inDistrict } from '../../src/store/database.ts'
import { type RetentionSettings, retainDistrict } from '../../src/sync/retention.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { smallDistrict } from '../support/literal-feed.ts'

const bench = useSyncBench()
let registrationId: string

beforeAll(async () => {
  const { rows } = await bench.database.open('owner').pool.query<{ id: string }>(
    `insert into lti_registration (issuer, client_id, auth_url, token_url, jwks_url, frame_origins)
     values ('https://lms.example', 'c', 'https://lms.example/a', 'https://lms.example/t', 'https://lms.example/k',
       '{https://lms.example}') returning id::text`,
  )
  registrationId = rows[0]?.id ?? ''
})
beforeEach(async () => {
  bench.feed.current = { records: smallDistrict(3) }
  await bench.sync()
})

interface Row {
  readonly sub: string
  readonly status: string
  readonly name: string | null
  readonly email: string | null
  readonly lmsPersonId: string | null
  readonly notPersonId: string | null
}

const asOwner = <T extends object>(statement: string, values: readonly unknown[] = []) =>
  inDistrict(bench.database.open('owner'), { districtId: bench.districtId, actor: 'test' }, async (client) => {
    const { rows } = await client.query<T>(statement, [...values])
    return rows
  })

async function launched(sub: string, o: { days: number; status?: string; isNot?: boolean }): Promise<void> {
  await asOwner(
    `insert into lti_unmatched_launch (district_id, registration_id, sub, reason, lms_name, lms_email, lms_person_id,
       proposed_person_id, not_person_id, status, last_at)
     select $1, $2, $3, 'person_unknown', 'Ada Lovelace', 'ada@lms.example', '4711',
       min(id), case when $4 then min(id) end, $5, now() - make_interval(days => $6)
     from person where district_id = $1`,
    [bench.districtId, registrationId, sub, o.isNot ?? false, o.status ?? 'open', o.days],
  )
}

const rows = () =>
  asOwner<Row>(
    `select sub, status, lms_name as name, lms_email as email, lms_person_id as "lmsPersonId",
       not_person_id::text as "notPersonId"
     from lti_unmatched_launch where district_id = $1 order by sub`,
    [bench.districtId],
  )

const retain = (over: Partial<RetentionSettings> = {}) =>
  retainDistrict(bench.world.db, bench.districtId, {
    defaults: { ...settings.retention, ...over },
    now: new Date(),
    signal: new AbortController().signal,
  })

describe('somebody in the queue of unmatched launches', () => {
  it('is forgotten when they have not come back for the days that are set, and not before', async () => {
    await launched('long ago', { days: 91 })
    await launched('lately', { days: 89 })
    expect(await retain()).toEqual({ removed: 1, more: false })
    expect(await rows()).toMatchObject([{ sub: 'lately', name: 'Ada Lovelace' }])
  })

  it('is kept as long as their district says', async () => {
    await bench.query(`insert into district_setting (district_id, key, value) values ($1, 'retention', $2)`, [
      bench.districtId,
      JSON.stringify({ launchesDays: 30 }),
    ])
    await launched('a month ago', { days: 31 })
    await launched('a week ago', { days: 7 })
    await retain()
    expect((await rows()).map(({ sub }) => sub)).toEqual(['a week ago'])
  })

  it('whom somebody has said not to be a person loses name and address, and stays not to be that person', async () => {
    await launched('not them', { days: 400, isNot: true })
    await retain()
    const [row] = await rows()
    expect(row).toMatchObject({ status: 'linked', name: null, email: null, lmsPersonId: null })
    expect(row?.notPersonId).not.toBeNull()
    expect((await retain()).removed).toBe(0)
  })

  it('who was dismissed stays dismissed', async () => {
    await launched('dismissed', { days: 400, status: 'dismissed' })
    await launched('linked', { days: 400, status: 'linked' })
    expect((await retain()).removed).toBe(0)
    expect((await rows()).map(({ status }) => status)).toEqual(['dismissed', 'linked'])
  })

  it('of another district is none of this one’s business', async () => {
    await launched('elsewhere', { days: 400 })
    const first = bench.districtId
    await bench.next()
    expect((await retain()).removed).toBe(0)
    const left = await inDistrict(bench.database.open('owner'), { districtId: first, actor: 'test' }, (client) =>
      client.query('select sub from lti_unmatched_launch where district_id = $1', [first]),
    )
    expect(left.rows).toEqual([{ sub: 'elsewhere' }])
  })

  it('goes in batches, and the rest the next time', async () => {
    for (let at = 0; at < 5; at += 1) await launched(`${at}`, { days: 100 + at, isNot: at === 2 })
    expect(await retain({ batchRows: 2, batchesMax: 1 })).toEqual({ removed: 2, more: true })
    expect((await rows()).map(({ sub }) => sub)).toEqual(['0', '1', '2'])
    await retain({ batchRows: 2 })
    expect((await rows()).map(({ sub, name }) => [sub, name])).toEqual([['2', null]])
  })
})
