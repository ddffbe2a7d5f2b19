/**
 * The memory of a source: what its last applied run left so that the next one reads only the rows that are not as they
 * were. It never decides what is in the roster: a row that it doesn't know is read and compared like any other.
 */

import { createHash } from 'node:crypto'
import type { KnownTable } from '../feed/connector.ts'
import { KnownRows } from '../feed/known-rows.ts'
import type { Table } from '../roster/model.ts'
import type { OrgNode } from '../roster/org-tree.ts'
import type { CompiledRoleMap } from '../roster/role-map.ts'
import { type DistrictClient, inDistrict } from '../store/database.ts'
import {
  type Remembered,
  haveDatesPassed,
  isMemoryTable,
  loadRemembered,
  sumFeedRoles,
} from '../store/sync/roster-memory.ts'
import { type Lease, contextOf } from './lease.ts'
import type { SyncWorld } from './world.ts'

/** As it is kept with the source. */
export interface StoredMemory {
  /** The version of Staffroom that read the rows: another one may read them otherwise. */
  readonly version: string
  readonly rows: number
  /** Whether a class may name an org, term or course that isn't there: then the next run says so again. */
  readonly classesDangle: boolean
  /** By what the roles of people were made; null: not all were made by one. */
  readonly roleBasis: string | null
  /** Stands for the roles that were given: they must still be there. */
  readonly rolesSum: string
  /** The day, in the district's zone, on which they were given. */
  readonly rolesOn: string
}

/** A table whose known rows are not read in this run. */
export interface RememberedTable {
  readonly rows: KnownRows
  /** Where the records stand that have no fingerprint, packed. */
  readonly unknown: Buffer
  /** Active rows of the roster before the run. */
  readonly live: number
  /** Rows that were known and yet are not taken, because another row contradicts them or they name somebody who leaves. */
  withdrawn: number
}

export class RowMemory {
  readonly stored: StoredMemory | null
  /** Tables of which rows are passed over. */
  readonly used = new Map<Table, RememberedTable>()
  readonly #loads: Loads | null

  constructor(stored: StoredMemory | null, loads: Loads | null) {
    this.stored = stored
    this.#loads = loads
  }

  /** Whether some date since the last run gives or takes a role by itself. */
  async datesPassed(): Promise<boolean> {
    return (await this.#loads?.datesPassed) ?? true
  }

  /** The sum of the roles as they stood at the start; null: it was not asked for. */
  async rolesSum(): Promise<string | null> {
    return (await this.#loads?.rolesSum) ?? null
  }

  /** The known rows of a table; null: all are to be read. `roleBasis`: by what roles are made in this run. */
  async open(table: Table, roleBasis: () => string): Promise<KnownTable | null> {
    const [loads, stored] = [this.#loads, this.stored]
    if (loads === null || stored === null || !isMemoryTable(table)) return null
    if (table === 'people') {
      if (stored.roleBasis === null || roleBasis() !== stored.roleBasis) return null
      if ((await loads.rolesSum) !== stored.rolesSum) return null
    }
    const { unknown, live, ...packed } = await loads[table]
    const rows = new KnownRows(packed)
    this.used.set(table, { rows, unknown, live, withdrawn: 0 })
    return rows
  }

  /** Waits for what was begun and never asked for: its connection goes back before the run ends. */
  async close(): Promise<void> {
    await Promise.allSettled(Object.values(this.#loads ?? {}))
  }
}

interface Loads {
  readonly rolesSum: Promise<string>
  readonly datesPassed: Promise<boolean>
  readonly classes: Promise<Remembered>
  readonly people: Promise<Remembered>
  readonly enrolments: Promise<Remembered>
}

export interface RememberingSource {
  readonly sourceId: string
  readonly hasBaseline: boolean
  /** As it is stored. */
  readonly memory: unknown
  /** Every row is to be read, whatever is remembered. */
  readonly full: boolean
}

/** Begins to load what is known, beside the reading of the feed; `full`: nothing is, every row is to be read. */
export function openRowMemory(
  world: SyncWorld,
  lease: Lease,
  source: RememberingSource & { readonly today: string },
): RowMemory {
  const stored = readStoredMemory(source.memory)
  const usable =
    !source.full &&
    source.hasBaseline &&
    stored !== null &&
    stored.version === world.version &&
    stored.rows <= world.settings.run.knownRowsMax
  return new RowMemory(stored, usable ? load(world, lease, { ...source, rolesOn: stored.rolesOn }) : null)
}

/** On two connections: enrolments take as long as everything before them. */
function load(
  world: SyncWorld,
  lease: Lease,
  { sourceId, rolesOn, today }: { readonly sourceId: string; readonly rolesOn: string; readonly today: string },
): Loads {
  const place = { districtId: lease.districtId, sourceId }
  const ask = <T>(question: (client: DistrictClient) => Promise<T>): Promise<T> =>
    inDistrict(world.db, contextOf(lease), question)
  const datesPassed = ask((client) => haveDatesPassed(client, place, { from: rolesOn, to: today }))
  const classes = datesPassed.then(() => ask((client) => loadRemembered(client, place, 'classes')))
  const rolesSum = classes.then(() => ask((client) => sumFeedRoles(client, place)))
  const people = rolesSum.then(() => ask((client) => loadRemembered(client, place, 'people')))
  const enrolments = ask((client) => loadRemembered(client, place, 'enrolments'))
  const loads = { rolesSum, datesPassed, classes, people, enrolments }
  // A load that fails is told where it is asked for; one that nobody asks for any more fails in silence.
  for (const each of Object.values<Promise<unknown>>(loads)) each.catch(() => undefined)
  return loads
}

/** Stands for everything but the people themselves that decides which roles they get. */
export function roleBasisOf(roleMap: CompiledRoleMap, orgs: ReadonlyMap<string, OrgNode>, version: string): string {
  const tree = [...orgs.values()]
    .map(({ sourcedId, type, parentSourcedId }) => [sourcedId, type, parentSourcedId])
    .toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([version, roleMap, tree]))
    .digest('hex')
}

function readStoredMemory(value: unknown): StoredMemory | null {
  return isStoredMemory(value) ? value : null
}

function isStoredMemory(value: unknown): value is StoredMemory {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    'rows' in value &&
    'classesDangle' in value &&
    'roleBasis' in value &&
    'rolesSum' in value &&
    'rolesOn' in value
  )
}
