/** A grade that somebody changed by hand counts at once for the rules of products. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import type { StickyKind } from '../../roster/sticky-field.ts'
import type { DistrictClient } from '../../store/database.ts'
import { squareStudents } from '../../store/seats/student-seats.ts'
import type { DomainWorld } from '../../store/world.ts'

/** Squares the seats of the person in the same transaction, where it is their grades that were changed. */
export async function followGrades(
  { settings, now }: DomainWorld,
  { principal }: Grant<Capability>,
  client: DistrictClient,
  { kind, id, field }: { readonly kind: StickyKind; readonly id: string; readonly field: string },
): Promise<void> {
  if (kind !== 'people' || field !== 'grades') return
  const { districtId } = principal
  const by = { actor: actorOf(principal), kinds: settings.licenceKinds, now: now() }
  await squareStudents(client, { districtId, personIds: [id], ...by })
}
