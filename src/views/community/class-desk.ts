/** A class as its leads run it, and the classes that somebody is asked to lead. */

import type { Grant } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { showCode } from '../../community/participation-code.ts'
import {
  type ClassHistoryRow,
  type ClassLeadRow,
  listClassHistory,
  listClassLeads,
  listLeadRequests,
  type ShownLeadRequest,
} from '../../store/community/class-lead.ts'
import { listLedClasses } from '../../store/community/community.ts'
import {
  type ClassSetting,
  type LateJoiner,
  listLateJoiners,
  readClassSetting,
} from '../../store/community/participation.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictOf, inGrant } from '../../store/world.ts'

export interface ClassDeskView {
  readonly leads: readonly ClassLeadRow[]
  readonly requests: readonly ShownLeadRequest[]
  readonly locks: Pick<ClassSetting, 'codeLocked'> & { readonly listLocked: boolean }
  readonly code: { readonly code: string; readonly since: Date } | null
  readonly lateJoiners: readonly LateJoiner[]
  readonly history: readonly ClassHistoryRow[]
}

const HISTORY_LENGTH = 20

/** Null: they lead none of that number. */
export function viewClassDesk(
  world: DomainWorld,
  grant: Grant<'control:all_class_settings'>,
  classId: string,
): Promise<ClassDeskView | null> {
  const { districtId } = grant.principal
  const place = { districtId, classId }
  return inGrant(world, grant, async (tx): Promise<ClassDeskView | null> => {
    if ((await listLedClasses(tx, grant, classId)).length === 0) return null
    const setting = await readClassSetting(tx, place)
    if (setting === null) return null
    const { codeLocked, rosterLocked, code, codeSince } = setting
    return {
      leads: await listClassLeads(tx, place),
      requests: await listLeadRequests(tx, districtId, { classId }, world.now()),
      locks: { codeLocked, listLocked: rosterLocked },
      code: code === null || codeSince === null ? null : { code: showCode(code), since: codeSince },
      lateJoiners: await listLateJoiners(tx, place),
      history: await listClassHistory(tx, place, HISTORY_LENGTH),
    }
  })
}

/** Needs no Grant: it is about whoever asks. */
export function viewMyLeadRequests(world: DomainWorld, principal: Principal): Promise<readonly ShownLeadRequest[]> {
  const { districtId, personId } = principal
  if (personId === null) return Promise.resolve([])
  return inDistrictOf(world, principal, (tx) => listLeadRequests(tx, districtId, { personId }, world.now()))
}
