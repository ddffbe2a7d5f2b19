/** Somebody sets a source up: adds it, changes how it is read and when, lets it rest, tries the connection, removes it. */

import { isDeepStrictEqual } from 'node:util'
import type { Grant } from '../../access/grant.ts'
import { Failure } from '../../roster/failure.ts'
import type { DistrictClient } from '../../store/database.ts'
import type { Source, SourcePlace } from '../../store/sync/source.ts'
import { findSource, listSources, lockSource, noteSourceTried, removeSource } from '../../store/sync/source.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

type MaySetUp = Grant<'manage:source'>

/** What is wrong with a part of a configuration: where (`/auth/clientId`), and what was expected; never the value. */
export interface ConfigProblem {
  readonly path: string
  readonly says: string
}

/** One thing that was tried; `optional`: the source works without it. */
export interface TrialLine {
  readonly what: string
  readonly ok: boolean
  readonly optional?: true
  readonly says: string
}

interface Feed {
  readonly connector: string
  readonly config: unknown
}

/** Connectors, secrets and the clock, handed in by the composition root: actions know no feed. */
export interface SourceSetup {
  readonly connectors: readonly { readonly name: string; readonly title: string; readonly schema: unknown }[]
  /** What is wrong with a schedule, in words; null: nothing. */
  readonly findCronProblem: (cron: string) => string | null
  /** As it may be shown: secrets are dots. */
  readonly show: (source: Source) => Omit<ShownSource, 'id'>
  /** A configuration as it was sent, over the one that is kept (null: none): sealed, or everything that is wrong with it. */
  readonly read: (
    place: SourcePlace,
    sent: Feed & { readonly kept: unknown },
  ) => { readonly config: unknown } | { readonly problems: readonly ConfigProblem[] }
  readonly add: (
    client: DistrictClient,
    source: SourcePlace & Feed & { readonly schedule: string | null },
  ) => Promise<void>
  readonly change: (client: DistrictClient, source: Source, change: SealedChange) => Promise<void>
  readonly pause: (client: DistrictClient, source: Source, paused: boolean) => Promise<void>
  /** Null: too many are trying just now. */
  readonly tryOut: (place: SourcePlace, feed: Feed) => Promise<readonly TrialLine[] | null>
}

export interface ShownSource {
  readonly id: string
  readonly connector: string
  readonly config: unknown
  readonly schedule: string | null
  readonly timezone: string
  readonly paused: boolean
  readonly pausedBecause: 'person' | 'undo' | null
  readonly windowEnd: string | null
  readonly windowEndStandard: string
}

/** What is left out stays. `schedule` null: only when told to. `windowEnd` null: the installation's. */
interface SealedChange {
  readonly config?: unknown
  readonly schedule?: string | null
  readonly windowEnd?: string | null
}

export type SourceProblem =
  | { readonly problem: 'unknown' | 'connector_unknown' | 'exists' | 'too_many' | 'run_open' | 'busy' }
  | { readonly problem: 'schedule'; readonly says: string }
  | { readonly problem: 'config'; readonly fields: readonly ConfigProblem[] }

export interface SourceWorld extends DomainWorld {
  readonly sources: SourceSetup
}

/** Of one district. */
const SOURCES_MAX = 50

/** A new source, with its own number for good. */
export async function addSource(
  world: SourceWorld,
  grant: MaySetUp,
  source: Feed & { readonly id: string; readonly schedule: string | null },
): Promise<SourceProblem | null> {
  const { sources } = world
  const place = placeIn(grant, source.id)
  const { connector, schedule } = source
  if (sources.connectors.every(({ name }) => name !== connector)) return { problem: 'connector_unknown' }
  const scheduleProblem = problemOfSchedule(sources, schedule)
  if (scheduleProblem !== null) return scheduleProblem
  const read = sources.read(place, { connector, config: source.config, kept: null })
  if ('problems' in read) return { problem: 'config', fields: read.problems }
  try {
    return await inGrantDirect(world, grant, async (client) => {
      if ((await listSources(client, place.districtId)).length >= SOURCES_MAX) return { problem: 'too_many' }
      await sources.add(client, { ...place, connector, schedule, config: read.config })
      return null
    })
  } catch (error) {
    if (error instanceof Failure && error.code === 'SOURCE_EXISTS') return { problem: 'exists' }
    throw error
  }
}

/** Another configuration, another schedule. A secret that is sent as it is shown stays as it is. */
export function changeSource(
  world: SourceWorld,
  grant: MaySetUp,
  { id, ...change }: SealedChange & { readonly id: string },
): Promise<SourceProblem | null> {
  const { sources } = world
  return onSource(world, grant, id, async (client, source) => {
    const scheduleProblem = problemOfSchedule(sources, change.schedule ?? null)
    if (scheduleProblem !== null) return scheduleProblem
    const { config, ...when } = change
    if (config === undefined) return done(sources.change(client, source, whenOf(source, when)))
    const read = sources.read(placeIn(grant, id), { connector: source.connector, config, kept: source.config })
    if ('problems' in read) return { problem: 'config', fields: read.problems }
    // The same once more is no change: it would make the next read a whole one for nothing.
    const other = isDeepStrictEqual(read.config, source.config) ? {} : { config: read.config }
    return done(sources.change(client, source, { ...whenOf(source, when), ...other }))
  })
}

/** Keeps its schedule from starting it, or lets it again. Where it is so already, nothing is done. */
export function pauseSource(
  world: SourceWorld,
  grant: MaySetUp,
  { id, paused }: { readonly id: string; readonly paused: boolean },
): Promise<SourceProblem | null> {
  return onSource(world, grant, id, async (client, source) => {
    if (source.paused !== paused) await world.sources.pause(client, source, paused)
    return null
  })
}

/** It starts never again and its credentials are forgotten. The people it brought, and its runs, stay. */
export function takeSourceOut(world: SourceWorld, grant: MaySetUp, id: string): Promise<SourceProblem | null> {
  return onSource(world, grant, id, async (client) =>
    (await removeSource(client, placeIn(grant, id), world.now())) ? null : { problem: 'run_open' },
  )
}

/**
 * Reaches for a feed with a configuration that is not stored; nothing of the feed is kept. Over a source that is there, its
 * secrets count where they are sent as they are shown.
 */
export async function trySource(
  world: SourceWorld,
  grant: MaySetUp,
  asked: { readonly id: string | null; readonly connector: string; readonly config: unknown },
): Promise<{ readonly lines: readonly TrialLine[] } | SourceProblem> {
  const { sources } = world
  const place = placeIn(grant, asked.id ?? 'new')
  const source = asked.id === null ? null : await inGrantDirect(world, grant, (client) => findSource(client, place))
  if (asked.id !== null && source === null) return { problem: 'unknown' }
  const connector = source?.connector ?? asked.connector
  if (sources.connectors.every(({ name }) => name !== connector)) return { problem: 'connector_unknown' }
  const read = sources.read(place, { connector, config: asked.config, kept: source?.config ?? null })
  if ('problems' in read) return { problem: 'config', fields: read.problems }
  await inGrantDirect(world, grant, (client) => noteSourceTried(client, place))
  const lines = await sources.tryOut(place, { connector, config: read.config })
  return lines === null ? { problem: 'busy' } : { lines }
}

async function done(change: Promise<void>): Promise<null> {
  await change
  return null
}

/** What of it is another time than the source has. */
function whenOf(source: Source, { schedule, windowEnd }: SealedChange): SealedChange {
  return {
    ...(schedule === undefined || schedule === source.cron ? {} : { schedule }),
    ...(windowEnd === undefined || windowEnd === source.windowEnd ? {} : { windowEnd }),
  }
}

/** The source in its transaction, held until its end. */
function onSource(
  world: SourceWorld,
  grant: MaySetUp,
  id: string,
  work: (client: DistrictClient, source: Source) => Promise<SourceProblem | null>,
): Promise<SourceProblem | null> {
  return inGrantDirect(world, grant, async (client) => {
    const place = placeIn(grant, id)
    const source = (await lockSource(client, place)) ? await findSource(client, place) : null
    return source === null ? { problem: 'unknown' } : work(client, source)
  })
}

function problemOfSchedule({ findCronProblem }: SourceSetup, cron: string | null): SourceProblem | null {
  const says = cron === null ? null : findCronProblem(cron)
  return says === null ? null : { problem: 'schedule', says }
}

function placeIn({ principal }: MaySetUp, sourceId: string): SourcePlace {
  return { districtId: principal.districtId, sourceId }
}
