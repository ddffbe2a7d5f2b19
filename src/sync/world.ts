/** What the pipeline needs of the world, handed in by the composition root. */

import type { Connector } from '../feed/connector.ts'
import type { PackageShelf } from '../feed/package-shelf.ts'
import type { Reach } from '../feed/reach.ts'
import type { FeedLimits } from '../feed/limits.ts'
import type { GuardLimits } from '../roster/guard-limits.ts'
import type { Table } from '../roster/model.ts'
import type { RoleMap } from '../roster/role-map.ts'
import type { LicenceKind } from '../seats/kind.ts'
import type { Database } from '../store/database.ts'

/** Structured logging: a fixed event name and fields that hold ids, codes and counts, never a personal value. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void
  error(event: string, fields?: Readonly<Record<string, unknown>>): void
}

export interface SyncSettings {
  readonly feedLimits: FeedLimits
  readonly guard: GuardLimits
  /** Deltas of a table go on alone for at most that many days; then a person decides, or a whole set comes. */
  readonly fullComparison: { readonly daysMax: number }
  readonly defaultRoleMap: RoleMap
  readonly licenceKinds: readonly LicenceKind[]
  readonly run: {
    /** A worker that has not renewed its lease for this long is taken for dead. */
    readonly leaseMs: number
    readonly renewMs: number
    /** Quarantined rows kept with the run; beyond that they are only counted. */
    readonly quarantinedRowsMax: number
    /** Of the last so many applied runs of a source any one can be taken back. */
    readonly undoRunsMax: number
    /** How long an apply waits for a row that somebody else is changing, and how often it is tried. */
    readonly lockWaitMs: number
    readonly applyAttemptsMax: number
    /** Of a source with more rows none is remembered, because that takes memory: each run reads all of them. */
    readonly knownRowsMax: number
  }
}

/** Where a run stands, for the hooks of a test that kills it there. */
export type Stage = 'claimed' | 'staged' | 'planned' | 'applying' | 'roster-written' | 'seats-written' | 'applied'

export interface SyncWorld {
  /** Opened with the runtime role `sync`. */
  readonly db: Database
  readonly connectors: ReadonlyMap<string, Connector>
  /** The way to the network, and where downloads lie meanwhile. */
  readonly reach: Reach
  /** Where packages are kept that may be the same the next time; absent: none is. */
  readonly shelf?: PackageShelf
  readonly settings: SyncSettings
  /** Opens sealed secrets and `${ENV_NAME}` references of a source's stored configuration. */
  readonly openConfig: (stored: unknown, place: { readonly districtId: string; readonly sourceId: string }) => unknown
  readonly log: Log
  readonly now: () => Date
  /** This process, in words for a log: host and pid. */
  readonly owner: string
  /** Of Staffroom: what another version has read this one reads anew. */
  readonly version: string
  readonly onStage?: (stage: Stage) => Promise<void>
}

export interface RunProgress {
  readonly stage: 'reading' | 'comparing' | 'applying'
  readonly table: Table | null
  readonly rows: number
  readonly bytesRead: number
  readonly bytesTotal: number | null
}
