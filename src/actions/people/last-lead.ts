/** No change of the roster leaves a class without a lead, but by an administrator of the district (product.md §5.6). */

import { authoriseMine, reaches } from '../../access/authorise.ts'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import type { StickyKind } from '../../roster/sticky-field.ts'
import { type ClassFacts, lockClassLeads } from '../../store/community/class-lead.ts'
import { type DistrictClient, type RawTransaction, rawOf } from '../../store/database.ts'
import { readRecord } from '../../store/sync/sticky-field.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

/** What was written would have taken a class's last lead; it is taken back, and this becomes the answer. */
export class LastLeadStop extends Error {
  override readonly name = 'LastLeadStop'
  readonly classId: string
  constructor(classId: string) {
    super('last_lead')
    this.classId = classId
  }
}

/**
 * Works under the Grant while nobody else changes who leads these classes. Their locks are taken before the district's,
 * in one order, as `removeClassLead` takes them.
 * @throws LastLeadStop where a class that had a lead would have none, and whoever works may not take the last one
 */
export function inGrantKeepingLeads<T>(
  world: DomainWorld,
  grant: Grant<Capability>,
  classIdsOf: (tx: RawTransaction) => Promise<readonly string[]>,
  work: (tx: RawTransaction, client: DistrictClient) => Promise<T>,
): Promise<T> {
  const { principal } = grant
  return inGrantDirect(world, grant, async (client) => {
    const tx = rawOf(client)
    const led: ClassFacts[] = []
    for (const classId of [...new Set(await classIdsOf(tx))].toSorted()) {
      const facts = await lockClassLeads(tx, { districtId: principal.districtId, classId })
      if (facts !== null && facts.leads.length > 0) led.push(facts)
    }
    const done = await work(tx, client)
    for (const facts of led) {
      if (mayTakeLastLead(principal, facts)) continue
      const now = await lockClassLeads(tx, { districtId: principal.districtId, classId: facts.id })
      if (now?.leads.length === 0) throw new LastLeadStop(facts.id)
    }
    return done
  })
}

/** Whether the policy lets them remove a lead of this class also where it is the last one. */
export function mayTakeLastLead(principal: Principal, { id, schoolId, communityIds }: ClassFacts): boolean {
  const grant = authoriseMine(principal, 'remove:class_lead')
  if (grant === null) return false
  const schoolIds = schoolId === null ? [] : [schoolId]
  const resource = { districtId: principal.districtId, classId: id, schoolIds, communityIdsOfClass: communityIds }
  return reaches(principal, grant.scope, resource)
}

/** The class whose leads an edit of this record may change: an enrolment's. Within the Grant's reach. */
export function classesOfRecord(
  grant: Grant<Capability>,
  { kind, id }: { readonly kind: StickyKind; readonly id: string },
): (tx: RawTransaction) => Promise<readonly string[]> {
  return async (tx) => {
    if (kind !== 'enrolments') return []
    const record = await readRecord(tx, grant, { kind, id })
    const classId = record?.class?.id
    return classId === undefined ? [] : [classId]
  }
}
