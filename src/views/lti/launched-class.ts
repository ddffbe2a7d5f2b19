/** The class that a launch came from, for those who may see it, and the class's page for whoever leads it. */

import { authoriseMine } from '../../access/authorise.ts'
import type { Grant } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { listLedClasses } from '../../store/community/community.ts'
import { findLedClass, type LedClassPage } from '../../store/community/led-class.ts'
import { readRecord } from '../../store/sync/sticky-field.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictOf, inGrant } from '../../store/world.ts'

export interface LaunchedClass {
  readonly id: string
  readonly title: string
  /** `led`: the page of whoever leads it; `record`: the roster's, of whoever may edit it. */
  readonly page: 'led' | 'record'
}

/** Needs no Grant of its own: it asks for those that open a class, and is null for who has neither there. */
export function viewLaunchedClass(
  world: DomainWorld,
  principal: Principal,
  classId: string,
): Promise<LaunchedClass | null> {
  const leads = authoriseMine(principal, 'control:all_class_settings')
  const edits = authoriseMine(principal, 'edit:feed_owned_field')
  return inDistrictOf(world, principal, async (tx): Promise<LaunchedClass | null> => {
    const [led] = leads === null ? [] : await listLedClasses(tx, leads, classId)
    if (led !== undefined) return { id: classId, title: led.title, page: 'led' }
    const record = edits === null ? null : await readRecord(tx, edits, { kind: 'classes', id: classId })
    return record?.active === true ? { id: classId, title: record.name, page: 'record' } : null
  })
}

/** A class that somebody leads, with who is in it; null: they lead none of that number. */
export function viewLedClass(
  world: DomainWorld,
  grant: Grant<'control:all_class_settings'>,
  classId: string,
): Promise<LedClassPage | null> {
  return inGrant(world, grant, (tx) => findLedClass(tx, grant, classId))
}
