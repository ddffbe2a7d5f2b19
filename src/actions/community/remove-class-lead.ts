/** Somebody leads a class no longer (P003-07, P003-08). The last one goes by an administrator of the district alone. */

import { authorise } from '../../access/authorise.ts'
import type { Principal } from '../../access/principal.ts'
import { listTeachingLines, takeClassLead } from '../../store/community/class-lead.ts'
import {
  closeStickyField,
  lockRosterForEdit,
  removeEnrolment,
  retireEnrolment,
  settleClassLead,
} from '../../store/sync/sticky-field.ts'
import type { DomainWorld } from '../../store/world.ts'
import { atClassDesk, type ClassDesk, type ClassOutcome, ClassStop, noteOfClass } from './class-desk.ts'
import { mayTakeLastLead } from '../people/last-lead.ts'

/**
 * Ends it. Who leads because the roster has them as the class's teacher is taken out of it as its teacher, and stays out
 * whatever the feed says until somebody gives the enrolment back: `fromRoster` says so.
 */
export function removeClassLead(
  world: DomainWorld,
  principal: Principal,
  o: { readonly classId: string; readonly personId: string },
): Promise<ClassOutcome<{ readonly fromRoster: boolean }>> {
  return atClassDesk(world, principal, o.classId, async (desk) => {
    // Whether it is the last one is asked below, so that who may remove others is told why not this one.
    authorise(principal, 'remove:class_lead', { ...desk.resource, holds: ['not_the_last_lead'] })
    const { tx, districtId, facts, at } = desk
    if (!facts.leads.includes(o.personId)) throw new ClassStop('person_unknown')
    if (facts.leads.length === 1 && !mayTakeLastLead(principal, facts)) throw new ClassStop('last_lead')
    const place = { districtId, classId: facts.id, personId: o.personId }
    const lines = await listTeachingLines(tx, place)
    if (lines.length > 0) await endTeaching(desk, lines)
    await takeClassLead(tx, place, at)
    const fromRoster = lines.length > 0
    await noteOfClass(desk, 'class.remove_lead', { personId: o.personId, fromRoster })
    return { fromRoster }
  })
}

async function endTeaching({ tx, districtId, at }: ClassDesk, lines: readonly string[]): Promise<void> {
  if (!(await lockRosterForEdit(tx, districtId))) throw new ClassStop('roster_busy')
  for (const id of lines) {
    const place = { districtId, kind: 'enrolments', id } as const
    // A line that begins with a slash is nobody's but ours.
    const isFed = !id.startsWith('/')
    if (isFed) await removeEnrolment(tx, place, at)
    else await retireEnrolment(tx, place, at)
    await settleClassLead(tx, place, at)
    if (!isFed) await closeStickyField(tx, place, 'member')
  }
}
