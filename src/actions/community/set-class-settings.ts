/** How a class's students take part: its code, and what is locked (P003-10, P003-32). */

import { authorise } from '../../access/authorise.ts'
import type { Principal } from '../../access/principal.ts'
import {
  readClassSetting,
  removeLateJoiner,
  renewCode,
  writeClassSetting,
} from '../../store/community/participation.ts'
import type { DomainWorld } from '../../store/world.ts'
import { atClassDesk, type ClassDesk, type ClassOutcome, ClassStop, noteOfClass } from './class-desk.ts'

export interface ClassLocks {
  readonly codeLocked: boolean
  /** Only who is on the class's list takes part by the code; not given: as it is. */
  readonly listLocked?: boolean
}

/** By a lead of the class. */
export function setClassLocks(
  world: DomainWorld,
  principal: Principal,
  o: { readonly classId: string } & ClassLocks,
): Promise<ClassOutcome<null>> {
  return atClassDesk(world, principal, o.classId, async (desk) => {
    authorise(principal, 'control:all_class_settings', desk.resource)
    return writeLocks(desk, o)
  })
}

/** The same by a lead of a community that the class stands in. */
export function setClassLocksAsCommunity(
  world: DomainWorld,
  principal: Principal,
  o: { readonly classId: string; readonly communityId: string } & ClassLocks,
): Promise<ClassOutcome<null>> {
  return atClassDesk(world, principal, o.classId, async (desk) => {
    const communityIdsOfClass = desk.facts.communityIds.filter((id) => id === o.communityId)
    authorise(principal, 'edit:class_settings', { ...desk.resource, communityIdsOfClass })
    return writeLocks(desk, o)
  })
}

/** A new code; the one before it leads nowhere from now on. By a lead of the class. */
export function renewClassCode(world: DomainWorld, principal: Principal, classId: string): Promise<ClassOutcome<null>> {
  return atClassDesk(world, principal, classId, async (desk) => {
    authorise(principal, 'control:all_class_settings', desk.resource)
    await renewCode(desk.tx, { districtId: desk.districtId, classId: desk.facts.id }, desk.at)
    await noteOfClass(desk, 'class.renew_code')
    return null
  })
}

/** Somebody who joined by the code takes part no longer, on no device. By a lead of the class. */
export function removeJoiner(
  world: DomainWorld,
  principal: Principal,
  o: { readonly classId: string; readonly joinerId: string },
): Promise<ClassOutcome<null>> {
  return atClassDesk(world, principal, o.classId, async (desk) => {
    authorise(principal, 'edit:class_roster', desk.resource)
    const { tx, districtId, facts, by, at } = desk
    const { joinerId } = o
    if (!(await removeLateJoiner(tx, { districtId, classId: facts.id }, { joinerId, by, at })))
      throw new ClassStop('joiner_unknown')
    await noteOfClass(desk, 'class.remove_late_joiner', { joinerId })
    return null
  })
}

async function writeLocks(desk: ClassDesk, locks: ClassLocks): Promise<null> {
  const place = { districtId: desk.districtId, classId: desk.facts.id }
  const before = await readClassSetting(desk.tx, place)
  const { codeLocked } = locks
  const rosterLocked = locks.listLocked ?? before?.rosterLocked === true
  if (before?.codeLocked === codeLocked && before.rosterLocked === rosterLocked) return null
  await writeClassSetting(desk.tx, place, { codeLocked, rosterLocked, by: desk.by, at: desk.at })
  await noteOfClass(desk, 'class.set_locks', { codeLocked, listLocked: rosterLocked })
  return null
}
