/**
 * P9: how long a coach's first page takes, in the slowest of a hundred, while a sync changes 200,000 rows of
 * the same district; against the same with the worker idle. Then once more with a flood of launches besides, none of
 * them valid. The served program and a worker, each a process of its own.
 */

import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DEFAULT_SIGN_IN_LIMITS } from '../../src/signin/limits.ts'
import { openOwnSession } from '../../src/signin/session.ts'
import { type Database, inDistrict, openDatabase } from '../../src/store/database.ts'
import { makeDistrict, PRESETS } from '../contract/districts/district.ts'
import { withChanges } from '../contract/districts/mutations.ts'
import { writeDistrict } from '../contract/districts/write.ts'
import { makeHome, openCommandLine } from '../support/command-line.ts'
import { dropDatabase } from '../support/database-server.ts'
import { type BenchServer, type Figure, freshDatabase, quantile } from './bench-server.ts'
import { ask, type Coach, openPages, type PageOpened } from './coaches.ts'
import { type Flood, floodLaunches } from './flood.ts'

const COACHES = 8
// 290,000 rows, of which 0.7 change: what is beyond three quarters, the guard would hold.
const SCHOOLS = 30
const CHANGED = 0.7
const ROUNDS = 2
const IDLE_MS = 15_000
const DATABASE = 'staffroom_bench_page'
const SUBJECT = { districtId: 'harbor', customerId: null, customerAdminId: null }

interface Place {
  readonly server: BenchServer
  readonly web: Database
  readonly url: string
  readonly coaches: readonly Coach[]
  readonly administrator: string
  /** Puts the district as it is, or with most rows changed, where the source finds it. */
  readonly deliver: (which: 'before' | 'after') => Promise<void>
}

/** The ninety-ninth percentiles, over rounds of idling and syncing in turn, and of one round with a flood. */
export async function measureCoachPage(server: BenchServer): Promise<readonly Figure[]> {
  const ownerUrl = await freshDatabase(server, DATABASE)
  const home = makeHome()
  const staffroom = openCommandLine({ DATABASE_URL: ownerUrl, STAFFROOM_HOME: home })
  const run = async (...args: string[]): Promise<void> => {
    const { code, err } = await staffroom.run(...args)
    if (code !== 0) throw new Error(`staffroom ${args.slice(0, 2).join(' ')} ended ${code}: ${err}`)
  }
  const web = openDatabase({ url: ownerUrl, role: 'web', poolMax: 2 })
  try {
    const feed = join(home, 'roster.zip')
    const files = await writeFeeds(server)
    await copyFile(files.before, feed)
    await writeFile(join(home, 'sis.json'), JSON.stringify({ path: feed }))
    await run('district', 'create', '--id', 'harbor', '--name', 'Harbor', '--timezone', 'UTC')
    const source = ['--district', 'harbor', '--id', 'sis', '--connector', 'oneroster-csv']
    await run('source', 'add', ...source, '--config', join(home, 'sis.json'))
    await run('sync', 'sis')
    server.say('P9: the first sync is in')
    const people = await seatPeople(web)
    const [serving, working] = await Promise.all([staffroom.start('serve'), staffroom.start('worker')])
    try {
      const url = /http:\/\/localhost:\d+/.exec(serving.firstLine)?.[0] ?? ''
      const deliver = (which: 'before' | 'after'): Promise<void> => copyFile(files[which], feed)
      const place = { server, web, url, ...people, deliver }
      await giveInteractions(place)
      return await measureRounds(place)
    } finally {
      await Promise.all([serving.stop('SIGTERM'), working.stop('SIGTERM')])
    }
  } finally {
    await web.close()
    await dropDatabase(server.url, DATABASE)
  }
}

async function measureRounds(place: Place): Promise<readonly Figure[]> {
  const idle: PageOpened[] = []
  const busy: PageOpened[] = []
  // Caches fill, and the just-in-time compiler has its turn.
  await openPages(place.url, place.coaches, AbortSignal.timeout(3_000))
  for (let round = 0; round < ROUNDS; round += 1) {
    idle.push(...(await openPages(place.url, place.coaches, AbortSignal.timeout(IDLE_MS))))
    await place.deliver(round % 2 === 0 ? 'after' : 'before')
    busy.push(...(await openDuringSync(place)).pages)
    say(place, `round ${round + 1}, idle`, idle)
    say(place, `round ${round + 1}, syncing`, busy)
  }
  await place.deliver(ROUNDS % 2 === 0 ? 'after' : 'before')
  const { pages: flooded, flood } = await openDuringSync(place, floodLaunches)
  say(place, 'syncing, with a flood', flooded)
  place.server.say(`P9: the flood was answered ${JSON.stringify(flood)}`)
  const work = "a coach's first page during a sync"
  return [compare(`${work}, p99`, busy, idle), compare(`${work} and a flood, p99`, flooded, idle)]
}

/** The pages that were opened until the sync was reported, and what came of what went on besides. */
async function openDuringSync(
  place: Place,
  besides?: (url: string, signal: AbortSignal) => Promise<Flood>,
): Promise<{ readonly pages: readonly PageOpened[]; readonly flood: Flood }> {
  const syncing = new AbortController()
  const [pages, flood] = await Promise.all([
    openPages(place.url, place.coaches, syncing.signal),
    besides?.(place.url, syncing.signal) ?? {},
    syncOnce(place).finally(() => syncing.abort()),
  ])
  return { pages, flood }
}

function compare(work: string, busy: readonly PageOpened[], idle: readonly PageOpened[]): Figure {
  const [measured, baseline] = [percentile(busy, 0.99), percentile(idle, 0.99)]
  return { name: 'P9', work, measured, baseline, unit: 'ms', ratio: measured / baseline, must: '≤ 3, < 300 ms' }
}

function percentile(pages: readonly PageOpened[], share: number): number {
  return quantile(
    pages.map(({ ms }) => ms),
    share,
  )
}

function say({ server }: Place, when: string, pages: readonly PageOpened[]): void {
  const [half, most, worst] = [0.5, 0.99, 1].map((share) => Math.round(percentile(pages, share)))
  server.say(`P9: ${when}: ${pages.length} pages, median ${half} ms, p99 ${most} ms, slowest ${worst} ms`)
}

/** Orders a sync as an administrator's page does and waits until the worker has reported it. */
async function syncOnce(place: Place): Promise<void> {
  const { web, url, administrator, server } = place
  const started = performance.now()
  const last = async (): Promise<{ id: string; state: string; hold: string | null }> => {
    const { rows } = await inDistrict(web, { districtId: 'harbor', actor: 'bench' }, (client) =>
      client.query<{ id: string; state: string; hold: string | null }>(
        'select id, state from run order by id desc limit 1',
      ),
    )
    return rows[0] ?? { id: '', state: '', hold: null }
  }
  const before = await last()
  await post(`${url}/api/v1/sources/sis/runs`, administrator, { preview: false })
  for (;;) {
    await sleep(250)
    const { id, state, hold } = await last()
    if (id === before.id) continue
    if (state === 'reported') {
      server.say(`P9: the sync took ${Math.round(performance.now() - started)} ms`)
      return
    }
    if (['held', 'failed', 'discarded', 'superseded'].includes(state))
      throw new Error(`the sync ended ${state}: ${hold ?? ''}`)
  }
}

async function writeFeeds({ data, say: tell }: BenchServer): Promise<Readonly<Record<'before' | 'after', string>>> {
  await mkdir(data, { recursive: true })
  const before = join(data, `page-${SCHOOLS}-before.zip`)
  const after = join(data, `page-${SCHOOLS}-after.zip`)
  const district = makeDistrict({ ...PRESETS.S, schools: SCHOOLS })
  for (const [path, content] of [
    [before, district],
    [after, withChanges(district, CHANGED)],
  ] as const) {
    if (existsSync(path)) continue
    tell(`writing ${path}`)
    await writeDistrict(content, { version: '1.1', to: path, faults: [] })
  }
  return { before, after }
}

/** Makes coaches of two schools each, and an administrator, of people of the roster; their sessions are open. */
async function seatPeople(web: Database): Promise<Pick<Place, 'coaches' | 'administrator'>> {
  const people = await inDistrict(web, { districtId: 'harbor', actor: 'bench' }, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select distinct person_id as id from affiliation where feed_role = 'teacher' order by 1 limit ${COACHES + 1}`,
    )
    await client.query(
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
       select 'harbor', p.id, 'coach', 'school', o.id, 'manual'
       from unnest($1::bigint[]) with ordinality as p (id, place)
       join (select id, row_number() over (order by id) as place from org where type = 'school') o
         on o.place in (2 * p.place - 1, 2 * p.place)`,
      [rows.slice(1).map(({ id }) => id)],
    )
    await client.query(
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
       values ('harbor', $1, 'district_admin', 'district', 0, 'manual')`,
      [rows[0]?.id],
    )
    return rows.map(({ id }) => id)
  })
  const world = { db: web, limits: DEFAULT_SIGN_IN_LIMITS, now: () => new Date() }
  const sessions = await Promise.all(
    people.map((personId) => openOwnSession(world, { ...SUBJECT, personId }, 'password')),
  )
  const [administrator, ...coaches] = sessions.map(({ token }) => token)
  if (administrator === undefined) throw new Error('the district has no teachers')
  return { administrator, coaches: coaches.map((token) => ({ token })) }
}

async function giveInteractions({ url, coaches }: Place): Promise<void> {
  for (const coach of coaches) {
    const [{ schools }, { items }] = (await Promise.all([
      ask(`${url}/api/v1/coaching/schools`, coach),
      ask(`${url}/api/v1/coaching/educators?pageSize=20`, coach),
    ])) as [{ schools: readonly { id: string }[] }, { items: readonly { id: string }[] }]
    for (const { id } of items)
      await post(`${url}/api/v1/coaching/interactions`, coach.token, {
        date: '2026-11-02',
        minutes: 30,
        typeId: 'observation',
        schoolId: schools[0]?.id,
        educatorIds: [id],
        notes: 'Watched the opening of the lesson, agreed on one thing to try.',
      })
  }
}

async function post(url: string, token: string, body: unknown): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}: ${await response.text()}`)
}
