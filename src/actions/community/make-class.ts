/** Classes made by hand (002 "Create a class", "Activate or deactivate a class", "Edit a class name"; 003). */

import { authorise, authoriseMine, reaches, type Resource } from '../../access/authorise.ts'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { tidyText } from '../../roster/sticky-field.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import {
  addClassByHand,
  type ClassNames,
  endClassByHand,
  type FoundClass,
  readClassByHand,
  renameClassByHand,
} from '../../store/community/class-by-hand.ts'
import { assignByHand, isStaffToAssign } from '../../store/people/teaching.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { type ClassOutcome, ClassStop, inClassDistrict } from './class-desk.ts'

export interface NewClass extends ClassNames {
  readonly schoolId: string
  /** Who teaches and leads it; null: whoever makes it. */
  readonly teacherId: string | null
}

/**
 * Makes a class with its first lead. Administrators make it for a teacher of theirs; a teacher makes their own, at a school
 * where the roster has them teach.
 */
export function makeClass(
  world: DomainWorld,
  principal: Principal,
  given: NewClass,
): Promise<ClassOutcome<{ readonly classId: string }>> {
  return inClassDistrict(world, principal, async (tx) => {
    const grant = authorise(principal, 'create:class')
    const { districtId, personId } = principal
    const teacherId = given.teacherId ?? personId
    if (teacherId === null || !(await mayTeach(tx, grant, teacherId))) throw new ClassStop('teacher_unknown')
    const classId = await addClassByHand(tx, grant, { ...readNames(given), schoolId: given.schoolId })
    if (classId === null) throw new ClassStop('school_unknown')
    await assignByHand(tx, { districtId, classId, personId: teacherId })
    await appendAudit(tx, districtId, {
      action: 'class.create',
      object: `class:${classId}`,
      detail: { personId: teacherId },
    })
    return { classId }
  })
}

/** Oneself where one teaches; else staff at work of the schools that one administers. */
async function mayTeach(tx: PrismaTransaction, grant: Grant<'create:class'>, teacherId: string): Promise<boolean> {
  const { principal } = grant
  if (teacherId === principal.personId) return principal.roles.some(({ role }) => role === 'teacher')
  return isStaffToAssign(tx, grant, teacherId)
}

/** Gives a class that was made by hand another name. By a lead of it, or by who may edit names of classes. */
export function renameClass(
  world: DomainWorld,
  principal: Principal,
  o: ClassNames & { readonly classId: string },
): Promise<ClassOutcome<null>> {
  return inClassDistrict(world, principal, async (tx) => {
    const found = await findClass(tx, principal, { classId: o.classId, capability: 'edit:class_name' })
    if (!found.active) throw new ClassStop('class_unknown')
    const place = { districtId: principal.districtId, classId: found.id }
    await renameClassByHand(tx, place, readNames(o))
    await appendAudit(tx, principal.districtId, { action: 'class.rename', object: `class:${found.id}` })
    return null
  })
}

/**
 * Ends a class that was made by hand, or brings it back. While it is ended nobody answers for it and it is in no community;
 * what was answered and reported stays.
 */
export function endClass(
  world: DomainWorld,
  principal: Principal,
  o: { readonly classId: string; readonly ends: boolean },
): Promise<ClassOutcome<null>> {
  return inClassDistrict(world, principal, async (tx) => {
    const found = await findClass(tx, principal, { classId: o.classId, capability: 'activate_deactivate:class' })
    if (found.active !== o.ends) throw new ClassStop('already_so')
    const place = { districtId: principal.districtId, classId: found.id }
    await endClassByHand(tx, place, { ends: o.ends, at: world.now() })
    const action = o.ends ? 'class.end' : 'class.bring_back'
    await appendAudit(tx, principal.districtId, { action, object: `class:${found.id}` })
    return null
  })
}

interface Asked {
  readonly classId: string
  readonly capability: Extract<Capability, 'edit:class_name' | 'activate_deactivate:class'>
}

async function findClass(
  tx: PrismaTransaction,
  principal: Principal,
  { classId, capability }: Asked,
): Promise<FoundClass> {
  const { districtId } = principal
  const found = await readClassByHand(tx, { districtId, classId })
  if (found === null) throw new ClassStop('class_unknown')
  const schoolIds = found.schoolId === null ? [] : [found.schoolId]
  const resource: Resource = { districtId, classId: found.id, schoolIds, holds: found.byHand ? ['field_open'] : [] }
  const leads = authoriseMine(principal, 'control:all_class_settings')
  if (leads === null || !reaches(principal, leads.scope, resource)) authorise(principal, capability, resource)
  if (!found.byHand) throw new ClassStop('class_fed')
  return found
}

/** @throws ClassStop where there is no title */
function readNames({ title, classCode }: ClassNames): ClassNames {
  const [tidied, code] = [tidyText(title), tidyText(classCode ?? '')]
  if (tidied === '') throw new ClassStop('title_missing')
  return { title: tidied, classCode: code === '' ? null : code }
}
