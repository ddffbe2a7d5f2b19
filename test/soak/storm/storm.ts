/**
 * A storm over several districts: workers, slots, people and faults at random from one seed, every call and its answer
 * logged, and at the end a checker that recounts everything.
 */

import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { countQueued } from '../../../src/daemon/queue.ts'
import { type Database, globally, inDistrict } from '../../../src/store/database.ts'
import { createDistrict } from '../../../src/store/people/district.ts'
import { QUEUE_SCHEMA } from '../../../src/store/postgres/queue-schema.ts'
import { joinEmbedded } from '../../../src/store/postgres/embedded.ts'
import { migrate } from '../../../src/store/postgres/migrate.ts'
import { createSource } from '../../../src/store/sync/source.ts'
import { writeDistrictRoleMap } from '../../../src/sync/district-rules.ts'
import { executeRun, requestRun } from '../../../src/sync/run.ts'
import type { SyncWorld } from '../../../src/sync/world.ts'
import { openDice } from './chance.ts'
import { type Base, checkStorm, takeBase } from './checker.ts'
import { type Crew, restartDatabase, startCrew } from './crew.ts'
import { openEditors } from './editors.ts'
import { openStormDatabase, readClock, setClock, setVersion, stormNow, stormWorld } from './ground.ts'
import { answers, doSomething, moveFeed } from './people.ts'
import type { Place } from './place.ts'

export interface StormOptions {
  /** An empty folder that the database's user can reach. */
  readonly home: string
  readonly seed: number
  readonly districts: number
  readonly workers: number
  /** Runs at a time in one worker. */
  readonly concurrency: number
  /** It goes on until there were so many slots, kills, freezes and restarts. */
  readonly slots: number
  readonly kills: number
  readonly freezes: number
  readonly restarts: number
  readonly say: (line: string) => void
}

export interface StormReport {
  readonly slots: number
  readonly kills: number
  readonly freezes: number
  readonly restarts: number
  /** Worker processes that ended without being killed. */
  readonly fallen: number
  readonly calls: number
  /** How many runs came to rest in which state. */
  readonly states: Readonly<Record<string, number>>
  readonly minutes: number
  /** Everything that isn't as it must be; none: the storm did no harm. */
  readonly faults: readonly string[]
}

/** A minute of the storm passes in a second. */
const SPEED = 60
const ACTS_AT_ONCE = 6
const ZONES = ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles', 'America/Phoenix']

export async function runStorm(options: StormOptions): Promise<StormReport> {
  const startedAt = Date.now()
  const { home, seed } = options
  mkdirSync(home, { recursive: true })
  let server = await joinEmbedded({ home, durable: true })
  await migrate({ ownerUrl: server.url })
  writeFileSync(join(home, 'url'), server.url)
  setClock(home, { wall: Date.now(), storm: Date.parse('2026-11-01T04:00:00Z'), speed: SPEED })
  const db = openStormDatabase(home, 40)
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const world = stormWorld(home, db, silent)
  const districts = Array.from({ length: options.districts }, (_, number) => `d${String(number).padStart(2, '0')}`)
  let calls = 0
  const log = (line: Readonly<Record<string, unknown>>): void => {
    if ('call' in line) calls += 1
    appendFileSync(join(home, 'storm.jsonl'), `${JSON.stringify({ at: Date.now(), ...line })}\n`)
  }
  const bases = new Map<string, Base>()
  for (const [number, district] of districts.entries()) {
    await plant(world, home, { district, timezone: ZONES[number % ZONES.length] ?? 'UTC' })
    bases.set(district, await takeBase(db, district))
  }
  await globally(db, (client) => client.query('update source_schedule set next_due_at = $1', [stormNow(home)]))
  const crew = startCrew(home, { size: options.workers, concurrency: options.concurrency })
  const editors = openEditors(home)
  const place: Place = { home, world, editors, dice: openDice(seed), districts, log }
  const done = { freezes: 0, restarts: 0 }
  const restart = async (): Promise<void> => {
    // The one who joined first keeps the server up when the storm is over.
    const again = await restartDatabase(home)
    await server.leave()
    server = again
    done.restarts += 1
  }
  await blow(place, crew, { options, done, restart })
  const fallen = crew.fallen()
  await calm(place, crew)
  const slots = await countSlots(db, districts)
  const faults = await checkStorm(world, districts, bases)
  const states = await countStates(db, districts)
  await Promise.all([db.close(), editors.database.close()])
  await server.leave()
  const counts = { slots, kills: crew.killed(), ...done, fallen, calls, states }
  return { ...counts, minutes: Math.round((Date.now() - startedAt) / 6_000) / 10, faults }
}

async function plant(
  world: SyncWorld,
  home: string,
  { district, timezone }: { readonly district: string; readonly timezone: string },
): Promise<void> {
  setVersion(home, district, 1)
  await globally(world.db, (client) =>
    createDistrict(client, { id: district, name: district, timezone, customerId: null }),
  )
  await inDistrict(world.db, { districtId: district, actor: 'storm' }, async (client) => {
    const schedule = { cron: '* * * * *', nextDueAt: null }
    await createSource(client, {
      districtId: district,
      sourceId: 'sis',
      connector: 'storm',
      config: { district },
      ...schedule,
    })
    await writeDistrictRoleMap(client, district, {
      rules: [{ when: { metadata: { jobTitle: ['Coach'] } }, grant: [{ role: 'coach', scope: 'org' }] }],
    })
  })
  const asked = {
    districtId: district,
    sourceId: 'sis',
    trigger: 'manual',
    dryRun: false,
    requestedBy: 'test',
  } as const
  const runId = await requestRun(world, asked)
  const { state, failure } = await executeRun(world, {
    districtId: district,
    runId,
    signal: AbortSignal.timeout(60_000),
  })
  if (state !== 'reported')
    throw new Error(`The first sync of ${district} is ${state}: ${failure?.code ?? ''} ${failure?.message ?? ''}`)
}

interface Weather {
  readonly options: StormOptions
  readonly done: { freezes: number; restarts: number }
  readonly restart: () => Promise<void>
}

/** Until everything that was asked for has happened. */
async function blow(place: Place, crew: Crew, { options, done, restart }: Weather): Promise<void> {
  const { dice, world, log } = place
  const frozen: Promise<void>[] = []
  const going = new Set<Promise<void>>()
  let told = 0
  for (;;) {
    const slots = await countSlots(world.db, place.districts).catch(() => 0)
    const due = (wanted: number): number => Math.ceil((wanted * Math.min(slots, options.slots)) / options.slots)
    const enough =
      crew.killed() >= options.kills && done.freezes >= options.freezes && done.restarts >= options.restarts
    if (slots >= options.slots && enough) break
    if (slots >= told) {
      options.say(`${slots} slots, ${crew.killed()} kills, ${done.freezes} freezes, ${done.restarts} restarts`)
      told += Math.max(100, options.slots / 20)
    }
    if (crew.killed() < due(options.kills) + (slots >= options.slots ? 1 : 0)) {
      const which = dice.below(options.workers)
      log({ fault: 'kill', which })
      crew.kill(which)
    }
    if (done.freezes < due(options.freezes)) {
      done.freezes += 1
      const which = dice.below(options.workers)
      log({ fault: 'freeze', which })
      frozen.push(crew.freeze(which, 500 + dice.below(7_000)))
    }
    if (done.restarts < due(options.restarts)) {
      log({ fault: 'restart' })
      await restart()
    }
    if (dice.below(120) === 0) jumpClock(place)
    if (dice.below(20) === 0) await passQueueTime(world.db).catch(() => undefined)
    for (let moved = 0; moved < 1; moved += 1) moveFeed(place)
    // What people do may take its time; the storm does not wait for it.
    if (going.size < ACTS_AT_ONCE) {
      const act = doSomething(place)
      going.add(act)
      void act.then(() => going.delete(act))
    }
    await sleep(20 + dice.below(120))
  }
  await Promise.all([...frozen, ...going])
}

/** The clock of the machine jumps, ten minutes at most, either way. */
function jumpClock({ home, dice, log }: Place): void {
  const clock = readClock(home)
  const minutes = dice.below(21) - 10
  log({ fault: 'clock', minutes })
  setClock(home, { ...clock, storm: clock.storm + minutes * 60_000 })
}

/** A feed that is down when the storm is over stays so: neither is its night tried again until five in the morning. */
const NO_MORE_SLOTS = `update source_schedule
  set paused = true, next_due_at = null, retry_at = null, retry_slot = null`

/** No more slots; what is under way comes to its end, abandoned runs included; the workers go. */
async function calm({ world, districts, log }: Place, crew: Crew): Promise<void> {
  log({ fault: 'over' })
  while (!(await answers(world.db))) await sleep(200)
  await globally(world.db, (client) => client.query(NO_MORE_SLOTS))
  // More slots come in a storm than it has time for: those that nobody has begun go with it.
  await globally(world.db, (client) => client.query(`delete from ${QUEUE_SCHEMA}.job where state = 'created'`))
  const deadline = Date.now() + 300_000
  const active =
    "state in ('requested', 'reading', 'staged', 'planned', 'applying', 'applied') and requested_by <> 'cli'"
  // Also what waits in the queue: a job that is taken up now would be a run that nobody ends.
  const busy = async (): Promise<boolean> =>
    (await countQueued(world.db)) > 0 || (await countRuns(world.db, districts, active)) > 0
  while (Date.now() < deadline && (await busy())) {
    await passQueueTime(world.db).catch(() => undefined)
    await sleep(500)
  }
  await crew.dismiss()
}

/** The queue goes by the database's clock, which does not run faster: what waits there to be tried again is due. */
async function passQueueTime(db: Database): Promise<void> {
  await globally(db, (client) =>
    client.query(`update ${QUEUE_SCHEMA}.job set start_after = now() where state = 'retry' and start_after > now()`),
  )
}

function countSlots(db: Database, districts: readonly string[]): Promise<number> {
  return sum(
    db,
    districts,
    "select count(distinct split_part(requested_by, '+', 1))::int as n from run where requested_by like 'schedule:%'",
  )
}

function countRuns(db: Database, districts: readonly string[], condition: string): Promise<number> {
  return sum(db, districts, `select count(*)::int as n from run where ${condition}`)
}

async function sum(db: Database, districts: readonly string[], text: string): Promise<number> {
  let total = 0
  for (const districtId of districts)
    total += await inDistrict(db, { districtId, actor: 'storm' }, async (client) => {
      const { rows } = await client.query<{ n: number }>(text)
      return rows[0]?.n ?? 0
    })
  return total
}

async function countStates(db: Database, districts: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const states: Record<string, number> = {}
  for (const districtId of districts)
    await inDistrict(db, { districtId, actor: 'storm' }, async (client) => {
      const { rows } = await client.query<{ state: string; n: number }>(
        'select state, count(*)::int as n from run group by state',
      )
      for (const { state, n } of rows) states[state] = (states[state] ?? 0) + n
    })
  return states
}
