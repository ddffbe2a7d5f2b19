/** Somebody puts a person into a class by hand; no feed takes them out again. */

import type { Grant } from '../../access/grant.ts'
import type { EnrolmentRole } from '../../roster/model.ts'
import { auditedAs } from '../../roster/sticky-field.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import {
  type FieldedRecord,
  addEnrolment,
  findClassPlace,
  lockRosterForEdit,
  readRecord,
  settleClassLead,
} from '../../store/sync/sticky-field.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

export type AddToClassProblem =
  | 'class_unknown'
  | 'class_retired'
  | 'person_unknown'
  | 'person_not_in_source'
  | 'already_there'
  | 'taken_out_by_hand'
  | 'roster_busy'
export type AddToClassOutcome = { readonly record: FieldedRecord } | { readonly problem: AddToClassProblem }

/** Makes the enrolment, with the audit entry; or says why not. What lies outside the scope is unknown. */
export function addToClass(
  world: DomainWorld,
  grant: Grant<'edit:feed_owned_field'>,
  input: { readonly classId: string; readonly personId: string; readonly role: EnrolmentRole },
): Promise<AddToClassOutcome> {
  const { districtId } = grant.principal
  return inGrant(world, grant, async (tx): Promise<AddToClassOutcome> => {
    if (!(await lockRosterForEdit(tx, districtId))) return { problem: 'roster_busy' }
    const schoolClass = await readRecord(tx, grant, { kind: 'classes', id: input.classId })
    if (schoolClass === null) return { problem: 'class_unknown' }
    if (!schoolClass.active) return { problem: 'class_retired' }
    const person = await readRecord(tx, grant, { kind: 'people', id: input.personId })
    if (person?.active !== true) return { problem: 'person_unknown' }
    const place = await findClassPlace(tx, { districtId, ...input })
    if (!place.known) return { problem: 'person_not_in_source' }
    if (place.there) return { problem: 'already_there' }
    if (place.removed) return { problem: 'taken_out_by_hand' }
    const at = world.now()
    const id = await addEnrolment(tx, { districtId, ...input }, at)
    await settleClassLead(tx, { districtId, kind: 'enrolments', id }, at)
    await appendAudit(tx, districtId, {
      action: 'enrolment.add',
      object: auditedAs('classes', input.classId),
      detail: { personId: input.personId, role: input.role },
    })
    return { record: (await readRecord(tx, grant, { kind: 'enrolments', id })) ?? schoolClass }
  })
}
