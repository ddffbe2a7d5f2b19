/** What an applied run leaves for the next one, so that it reads only what is not as it was. */

import type { Table } from '../roster/model.ts'
import type { DistrictClient } from '../store/database.ts'
import {
  MEMORY_TABLES,
  forgetUnreadPeople,
  refreshFingerprints,
  sumFeedRoles,
  writeMemory,
} from '../store/sync/roster-memory.ts'
import type { Execution, Planned } from './execution.ts'
import type { StoredMemory } from './row-memory.ts'

export interface Remembering {
  readonly execution: Execution
  readonly planned: Planned
  /** Tables of which the live rows in question stand apart. */
  readonly near: ReadonlySet<Table>
}

/** In the apply transaction, after the changes. */
export async function rememberRun(client: DistrictClient, { execution, planned, near }: Remembering): Promise<void> {
  const { lease, source, world } = execution
  const { plan, rowMemory, guard } = planned
  const place = { districtId: lease.districtId, sourceId: source.sourceId }
  if (source.hasBaseline) {
    await refreshFingerprints(client, place, { near, staged: planned.intake.staged })
    if (readAllPeople(planned)) await forgetUnreadPeople(client, place)
  }
  const sum = isEmpty(plan.roles.gained) && isEmpty(plan.roles.lost) ? await rowMemory.rolesSum() : null
  const next: StoredMemory = {
    version: world.version,
    rows: MEMORY_TABLES.reduce((rows, table) => rows + plan.tables[table].staged, 0),
    classesDangle: plan.classesDangle || !plan.read.whole.includes('classes'),
    roleBasis: nextRoleBasis(planned),
    rolesSum: sum ?? (await sumFeedRoles(client, place)),
    rolesOn: guard.today,
  }
  if (!isSame(next, rowMemory.stored)) await writeMemory(client, place, next)
}

function readAllPeople({ intake, plan, rowMemory }: Planned): boolean {
  return intake.roleBasis !== null && !rowMemory.used.has('people') && plan.read.whole.includes('people')
}

/**
 * By what the roles of all people stand. Where the list of people was not whole, some role may have been left that the
 * next whole list takes away: everybody is read again.
 */
function nextRoleBasis(planned: Planned): string | null {
  const { intake, rowMemory } = planned
  if (intake.roleBasis === null || rowMemory.used.has('people')) return rowMemory.stored?.roleBasis ?? null
  return readAllPeople(planned) ? intake.roleBasis : null
}

function isEmpty(counts: object): boolean {
  return Object.keys(counts).length === 0
}

function isSame(one: StoredMemory, other: StoredMemory | null): boolean {
  return (
    other !== null &&
    one.version === other.version &&
    one.rows === other.rows &&
    one.classesDangle === other.classesDangle &&
    one.roleBasis === other.roleBasis &&
    one.rolesSum === other.rolesSum &&
    one.rolesOn === other.rolesOn
  )
}
