/**
 * What a page needs to set sources up, on an open base: connectors with the forms of their configurations, secrets sealed on
 * the way in and never out again, the district's clock, and a try of the connection. Works in the transaction it is handed.
 */

import type { ConfigProblem } from '../../feed/config-problems.ts'
import { overKept } from '../../feed/config-over-kept.ts'
import type { CheckLine } from '../../feed/connector.ts'
import { checkSourceConfig, concealConfig } from '../../feed/source-config.ts'
import { Failure } from '../../roster/failure.ts'
import type { DistrictClient } from '../../store/database.ts'
import { requireDistrict } from '../../store/people/district.ts'
import { createSource, type Source, type SourcePlace, updateSourceConfig } from '../../store/sync/source.ts'
import { findCronProblem } from '../slots.ts'
import { timetableOf } from '../tick.ts'
import { changePause, changeSchedule, nextOf, type ScheduleChange } from './schedule.ts'
import { createConfigOpener, requireConnector, seal, type SourceDeskWorld } from './sources.ts'

interface ShownSource extends Pick<Source, 'connector' | 'timezone' | 'paused' | 'pausedBecause' | 'windowEnd'> {
  readonly config: unknown
  readonly schedule: string | null
  readonly windowEndStandard: string
}

interface Feed {
  readonly connector: string
  readonly config: unknown
}

interface SentConfig extends Feed {
  /** What is stored; null: nothing. */
  readonly kept: unknown
}

interface NewSource extends SourcePlace, Feed {
  readonly schedule: string | null
}

interface Change extends Pick<ScheduleChange, 'schedule' | 'windowEnd'> {
  /** Sealed. */
  readonly config?: unknown
}

/** How long somebody waits at a page for a provider. */
const TRY_MS_MAX = 30_000
/** Of one process, so that pages can't keep the network busy. */
const TRIES_AT_ONCE_MAX = 4

/** In the shape that the actions of sources ask for (src/actions/sync/set-up-source.ts). */
export function openSourceSetup(world: SourceDeskWorld) {
  const { connectors, schedule: settings } = world
  const at = () => ({ now: world.now(), settings })
  return {
    connectors: [...connectors.values()].map(({ name, title, configSchema }) => ({
      name,
      title,
      schema: JSON.parse(JSON.stringify(configSchema)) as unknown,
    })),
    findCronProblem,
    show: (source: Source) => showSource(source, settings.windowEnd),
    read: (place: SourcePlace, sent: SentConfig) => readSent(world, place, sent),
    add: async (client: DistrictClient, source: NewSource): Promise<void> => {
      const { districtId, schedule: cron } = source
      const { timezone } = await requireDistrict(client, districtId)
      const slot = nextOf(timetableOf({ ...source, cron, timezone, blackouts: [] }, settings), at())
      const borrowsOrgs = requireConnector(world, source.connector).usesDistrict === true
      await createSource(client, { ...source, ...slot, cron, borrowsOrgs })
    },
    change: async (client: DistrictClient, source: Source, { config, ...schedule }: Change): Promise<void> => {
      if (config !== undefined) await updateSourceConfig(client, placeOf(source), config)
      if (Object.keys(schedule).length > 0) await changeSchedule(client, source, schedule, at())
    },
    pause: (client: DistrictClient, source: Source, paused: boolean) => changePause(client, source, paused, at()),
    tryOut: createTrial(world),
  }
}

/** As it may be shown: secrets are dots. */
function showSource(source: Source, windowEndStandard: string): ShownSource {
  const { connector, config, cron, timezone, paused, pausedBecause, windowEnd } = source
  return {
    connector,
    config: concealConfig(config),
    schedule: cron,
    timezone,
    paused,
    pausedBecause: paused ? (pausedBecause ?? 'person') : null,
    windowEnd,
    windowEndStandard,
  }
}

/** A configuration as somebody sent it, over the one that is kept: sealed, or everything that is wrong with it. */
function readSent(
  world: SourceDeskWorld,
  place: SourcePlace,
  { connector, config, kept }: SentConfig,
): { readonly config: unknown } | { readonly problems: readonly ConfigProblem[] } {
  const { configSchema } = requireConnector(world, connector)
  const problems = checkSourceConfig(configSchema, config)
  if (problems.length > 0) return { problems }
  const read = overKept(configSchema, { kept, given: config })
  return 'problems' in read ? read : { config: seal(world, place, connector, read.config) }
}

/** Reaches for the feed with a sealed configuration. What stands in the way is a line, too; null: too many are trying. */
function createTrial(world: SourceDeskWorld) {
  const open = createConfigOpener(world)
  let underWay = 0
  return async (place: SourcePlace, feed: Feed): Promise<readonly CheckLine[] | null> => {
    if (underWay >= TRIES_AT_ONCE_MAX) return null
    underWay += 1
    const { limits, now, reach } = world
    const signal = AbortSignal.timeout(TRY_MS_MAX)
    try {
      const config = open(feed.config, place)
      const io = { signal, limits, now, wholeSetWanted: false, bookmark: null, reach, fileEnds: new Map() }
      return await requireConnector(world, feed.connector).check(config, io)
    } catch (error) {
      if (signal.aborted)
        return [{ what: 'Answer', ok: false, says: `Nothing came back within ${TRY_MS_MAX / 1000} s.` }]
      if (error instanceof Failure && error.disposition !== 'bug')
        return [{ what: 'Connection', ok: false, says: error.message }]
      throw error
    } finally {
      underWay -= 1
    }
  }
}

function placeOf(source: Source): SourcePlace {
  return { districtId: source.districtId, sourceId: source.id }
}
