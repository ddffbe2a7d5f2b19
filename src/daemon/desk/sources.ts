/** The operator's desk for sources: added, listed, changed, paused and checked, secrets sealed on the way in. */

import type { CheckLine, Connector } from '../../feed/connector.ts'
import type { Reach } from '../../feed/reach.ts'
import type { FeedLimits } from '../../feed/limits.ts'
import type { ConfigProblem } from '../../feed/config-problems.ts'
import { checkSourceConfig, concealConfig, openConfig, sealConfig } from '../../feed/source-config.ts'
import { Failure } from '../../roster/failure.ts'
import { type Database, globally, inDistrict } from '../../store/database.ts'
import { findDistrict, listDistricts } from '../../store/people/district.ts'
import { listRunRows } from '../../store/sync/run.ts'
import type { SecretBox } from '../../store/secret.ts'
import {
  createSource,
  findSource,
  findSourcePlaces,
  listSources,
  type Source,
  type SourcePlace,
  updateSourceConfig,
} from '../../store/sync/source.ts'
import { type Blackout, blackoutsOf } from '../../roster/blackout.ts'
import type { ScheduleSettings } from '../settings.ts'
import { timetableOf } from '../tick.ts'
import {
  changePause,
  changeSchedule,
  nextOf,
  type PlannedSlot,
  previewSchedule,
  type ScheduleChange,
} from './schedule.ts'

export interface SourceDeskWorld {
  readonly db: Database
  readonly box: SecretBox
  readonly connectors: ReadonlyMap<string, Connector>
  readonly limits: FeedLimits
  /** Where `${ENV_NAME}` is looked up. */
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly now: () => Date
  readonly schedule: ScheduleSettings
  readonly reach: Reach
}

export interface SourceView extends SourcePlace {
  readonly connector: string
  readonly schedule: string | null
  readonly timezone: string
  readonly paused: boolean
  /** 'person' or 'undo'; null where it isn't paused. */
  readonly pausedBecause: string | null
  /** The next slot, by its name. */
  readonly nextDueAt: Date | null
  /** When it starts: later by the source's own share of the spread. */
  readonly startsAt: Date | null
  readonly blackouts: readonly Blackout[]
  /** `HH:MM` on the district's clock: until then a failed night is tried again. */
  readonly windowEnd: string
  readonly retryAt: Date | null
  readonly retries: number
  readonly lastSuccessAt: Date | null
  /** Nothing was applied for longer than the schedule lets expect. */
  readonly stale: boolean
  /** Its runs fail past their window. */
  readonly alarm: { readonly since: Date; readonly code: string } | null
  /** Secrets are dots. */
  readonly config: unknown
  readonly lastRun: { readonly runId: string; readonly state: string; readonly at: string | null } | null
}

export interface NewSource extends SourcePlace {
  readonly connector: string
  /** Has passed the connector's schema. */
  readonly config: unknown
  readonly schedule: string | null
}

/** Opens a kept configuration for its connector. */
export type ConfigOpener = (stored: unknown, place: SourcePlace) => unknown

/** Secrets are bound to their source and field: copied elsewhere they don't open. */
export function createConfigOpener(world: Pick<SourceDeskWorld, 'box' | 'variables'>): ConfigOpener {
  return (stored, place) =>
    openConfig(stored, {
      open: (sealed, path) => world.box.open(sealed, secretContext(place, path)),
      environment: world.variables,
    })
}

/** Problems of a configuration against its connector's schema; none of them quotes a value. */
export function checkConfig(world: SourceDeskWorld, connector: string, config: unknown): readonly ConfigProblem[] {
  return checkSourceConfig(requireConnector(world, connector).configSchema, config)
}

/** Makes the source; `nextDueAt` is when it starts for the first time. */
export async function addSource(
  world: SourceDeskWorld,
  source: NewSource,
): Promise<{ readonly nextDueAt: Date | null }> {
  const { districtId, connector, schedule } = source
  const district = await globally(world.db, (client) => findDistrict(client, districtId))
  if (district === null)
    throw new Failure(
      'DISTRICT_UNKNOWN',
      'operator',
      `There is no district ${districtId}. Make it with "staffroom district create".`,
    )
  const timetable = timetableOf(
    { ...source, cron: schedule, timezone: district.timezone, blackouts: [] },
    world.schedule,
  )
  const { nextDueAt, startsAt } = nextOf(timetable, atDesk(world))
  const config = seal(world, source, connector, source.config)
  const borrowsOrgs = requireConnector(world, connector).usesDistrict === true
  await inDistrict(world.db, asOperator(source), (client) =>
    createSource(client, { ...source, config, cron: schedule, nextDueAt, startsAt, borrowsOrgs }),
  )
  return { nextDueAt: startsAt }
}

/** The sources of a district, or (null) of all. */
export async function listSourceViews(
  world: Pick<SourceDeskWorld, 'db' | 'now' | 'schedule'>,
  districtId: string | null,
): Promise<readonly SourceView[]> {
  const districts = districtId === null ? await globally(world.db, listDistricts) : [{ id: districtId }]
  const views: SourceView[] = []
  for (const { id } of districts)
    views.push(
      ...(await inDistrict(world.db, asOperator({ districtId: id }), async (client) => {
        const found: SourceView[] = []
        // One after the other: a client answers one question at a time.
        for (const source of await listSources(client, id))
          found.push(toView(world, source, await findLastRun(client, source)))
        return found
      })),
    )
  return views
}

export async function setSource(
  world: SourceDeskWorld,
  place: SourcePlace,
  change: ScheduleChange & { readonly config?: unknown },
): Promise<SourceView> {
  const { config, ...schedule } = change
  return inDistrict(world.db, asOperator(place), async (client) => {
    const source = await requireSource(client, place)
    if (config !== undefined) await updateSourceConfig(client, place, seal(world, place, source.connector, config))
    if (Object.keys(schedule).length > 0) await changeSchedule(client, source, schedule, atDesk(world))
    return toView(world, await requireSource(client, place), await findLastRun(client, source))
  })
}

/** Keeps the schedule from starting a source, or lets it again. */
export async function pauseSource(world: SourceDeskWorld, place: SourcePlace, paused: boolean): Promise<SourceView> {
  return inDistrict(world.db, asOperator(place), async (client) => {
    const source = await requireSource(client, place)
    await changePause(client, source, paused, atDesk(world))
    return toView(world, await requireSource(client, place), await findLastRun(client, source))
  })
}

/** Reaches for the feed and says in words what works; stores nothing. */
export async function checkSource(
  world: SourceDeskWorld,
  place: SourcePlace,
  signal: AbortSignal,
): Promise<readonly CheckLine[]> {
  const source = await inDistrict(world.db, asOperator(place), (client) => requireSource(client, place))
  const config = createConfigOpener(world)(source.config, place)
  const { now, limits, reach } = world
  return requireConnector(world, source.connector).check(config, {
    signal,
    limits,
    now,
    wholeSetWanted: false,
    bookmark: null,
    reach,
    fileEnds: new Map(),
  })
}

/** The next slots of a source; none where it has no schedule, or is paused. */
export async function previewSlots(
  world: SourceDeskWorld,
  place: SourcePlace,
  count: number,
): Promise<readonly PlannedSlot[]> {
  const source = await inDistrict(world.db, asOperator(place), (client) => requireSource(client, place))
  return previewSchedule(source, count, atDesk(world))
}

export function findPlaces(
  world: SourceDeskWorld,
  wanted: { readonly districtId: string | null; readonly sourceId: string | null },
): Promise<readonly SourcePlace[]> {
  return globally(world.db, (client) => findSourcePlaces(client, wanted))
}

type Client = Parameters<typeof findSource>[0]

async function requireSource(client: Client, place: SourcePlace): Promise<Source> {
  const source = await findSource(client, place)
  if (source !== null) return source
  throw new Failure('SOURCE_UNKNOWN', 'operator', `District ${place.districtId} has no source ${place.sourceId}.`)
}

async function findLastRun(client: Client, source: Source): Promise<SourceView['lastRun']> {
  const wanted = { districtId: source.districtId, sourceId: source.id, beforeId: null, limit: 1, withoutRefused: true }
  const [run] = await listRunRows(client, wanted)
  if (run === undefined) return null
  return { runId: run.id, state: run.state, at: (run.finished_at ?? run.requested_at).toISOString() }
}

function toView(
  world: Pick<SourceDeskWorld, 'now' | 'schedule'>,
  source: Source,
  lastRun: SourceView['lastRun'],
): SourceView {
  return {
    districtId: source.districtId,
    sourceId: source.id,
    connector: source.connector,
    schedule: source.cron,
    timezone: source.timezone,
    paused: source.paused,
    pausedBecause: source.paused ? (source.pausedBecause ?? 'person') : null,
    nextDueAt: source.nextDueAt,
    startsAt: source.startsAt,
    blackouts: blackoutsOf(source.blackouts),
    windowEnd: source.windowEnd ?? world.schedule.windowEnd,
    retryAt: source.retryAt,
    retries: source.retries,
    lastSuccessAt: source.lastSuccessAt,
    stale: !source.paused && source.cron !== null && source.staleAt !== null && source.staleAt <= world.now(),
    alarm: source.alarm,
    config: concealConfig(source.config),
    lastRun,
  }
}

function atDesk(world: SourceDeskWorld): { readonly now: Date; readonly settings: ScheduleSettings } {
  return { now: world.now(), settings: world.schedule }
}

/** With its secrets sealed, each for its place. */
export function seal(world: SourceDeskWorld, place: SourcePlace, connector: string, config: unknown): unknown {
  return sealConfig(requireConnector(world, connector).configSchema, config, (value, path) =>
    world.box.seal(value, secretContext(place, path)),
  )
}

/** @throws Failure CONNECTOR_UNKNOWN */
export function requireConnector(world: Pick<SourceDeskWorld, 'connectors'>, name: string): Connector {
  const connector = world.connectors.get(name)
  if (connector !== undefined) return connector
  throw new Failure(
    'CONNECTOR_UNKNOWN',
    'operator',
    `There is no connector ${name}. There are: ${[...world.connectors.keys()].join(', ')}.`,
  )
}

/** Where a secret of a source belongs. */
export function secretContext(place: SourcePlace, path: string): string {
  return `${place.districtId}/source/${place.sourceId}${path}`
}

function asOperator(place: { readonly districtId: string }): { readonly districtId: string; readonly actor: string } {
  return { districtId: place.districtId, actor: 'cli' }
}
