/** Somebody assigns teachers to classes, or unassigns them (002 "Assigning and unassigning teachers and classes"). */

import type { Grant } from '../../access/grant.ts'
import { auditedAs } from '../../roster/sticky-field.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import type { RawTransaction } from '../../store/database.ts'
import {
  addEnrolment,
  closeStickyField,
  lockRosterForEdit,
  removeEnrolment,
  restoreEnrolment,
  retireEnrolment,
  settleClassLead,
} from '../../store/sync/sticky-field.ts'
import {
  assignByHand,
  type ClassToAssign,
  endAssignedLead,
  findClassToAssign,
  isStaffToAssign,
} from '../../store/people/teaching.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantKeepingLeads, LastLeadStop } from './last-lead.ts'

export type AssignProblem = 'roster_busy' | 'class_unknown' | 'person_unknown' | 'already_so' | 'yourself' | 'last_lead'

/** One teacher and one class. */
export interface Pair {
  readonly classId: string
  readonly personId: string
}

/** Takes back what was written so far and becomes the answer. */
class AssignStop extends Error {
  override readonly name = 'AssignStop'
  readonly problem: AssignProblem
  readonly pair: Pair
  constructor(problem: AssignProblem, pair: Pair) {
    super(problem)
    this.problem = problem
    this.pair = pair
  }
}

/** Null: done, every pair of them. Else nothing is, and this is the first that can't be. */
export type AssignOutcome = { readonly problem: AssignProblem; readonly pair: Pair } | null

/**
 * Lets each teacher teach each class. Whom the class's own source knows gets an enrolment that the feed doesn't take out
 * again; the others teach it by hand alone. Somebody who teaches it already is left as they are. Nobody
 * assigns themself: who teaches a class leads it, and reads what those who supervise it don't.
 */
export function assignTeachers(
  world: DomainWorld,
  grant: Grant<'assign:teacher_class'>,
  pairs: readonly Pair[],
): Promise<AssignOutcome> {
  const { districtId, personId } = grant.principal
  return forEachPair(world, grant, pairs, (tx, pair, schoolClass) => {
    if (pair.personId === personId && !schoolClass.lines.some(({ active }) => active))
      throw new AssignStop('yourself', pair)
    return letTeach(tx, { districtId, ...pair, schoolClass }, world.now())
  })
}

/** Lets somebody teach a class who doesn't yet, with its audit entry. Under the roster's lock. */
export async function letTeach(
  tx: RawTransaction,
  o: Pair & { readonly districtId: string; readonly schoolClass: ClassToAssign },
  at: Date,
): Promise<void> {
  const { districtId, classId, personId, schoolClass } = o
  if (schoolClass.lines.some(({ active }) => active)) return
  const removed = schoolClass.lines.find((line) => line.removed)
  if (removed !== undefined) await putBack(tx, { districtId, kind: 'enrolments', id: removed.id }, at)
  else if (schoolClass.isKnown) {
    const id = await addEnrolment(tx, { districtId, classId, personId, role: 'teacher' }, at)
    await settleClassLead(tx, { districtId, kind: 'enrolments', id }, at)
  } else await assignByHand(tx, { districtId, classId, personId })
  const detail = { personId, role: 'teacher' }
  await appendAudit(tx, districtId, { action: 'enrolment.add', object: auditedAs('classes', classId), detail })
}

/**
 * Ends it for each pair; a feed's own enrolment stays out until somebody puts it back. A class's last lead is taken out by
 * an administrator of the district alone.
 */
export function unassignTeachers(
  world: DomainWorld,
  grant: Grant<'assign:teacher_class'>,
  pairs: readonly Pair[],
): Promise<AssignOutcome> {
  return forEachPair(world, grant, pairs, async (tx, pair, schoolClass) => {
    const { districtId } = grant.principal
    const { classId, personId } = pair
    const lines = schoolClass.lines.filter(({ active }) => active)
    if (lines.length === 0) throw new AssignStop('already_so', pair)
    const at = world.now()
    for (const { id } of lines) {
      const place = { districtId, kind: 'enrolments', id } as const
      if (id.startsWith('/')) await retireEnrolment(tx, place, at)
      else await removeEnrolment(tx, place, at)
      await settleClassLead(tx, place, at)
      if (id.startsWith('/')) await closeStickyField(tx, place, 'member')
    }
    await endAssignedLead(tx, { districtId, classId, personId }, at)
    const detail = { personId, role: 'teacher' }
    await appendAudit(tx, districtId, { action: 'enrolment.remove', object: auditedAs('classes', classId), detail })
  })
}

type Place = Parameters<typeof restoreEnrolment>[1]

/** What the feed says of them counts again. */
async function putBack(tx: RawTransaction, place: Place, at: Date): Promise<void> {
  await restoreEnrolment(tx, place)
  await settleClassLead(tx, place, at)
  await closeStickyField(tx, place, 'member')
}

async function forEachPair(
  world: DomainWorld,
  grant: Grant<'assign:teacher_class'>,
  pairs: readonly Pair[],
  work: (tx: RawTransaction, pair: Pair, schoolClass: ClassToAssign) => Promise<void>,
): Promise<AssignOutcome> {
  const [first] = pairs
  if (first === undefined) return null
  const classIdsOf = () => Promise.resolve(pairs.map(({ classId }) => classId))
  try {
    await inGrantKeepingLeads(world, grant, classIdsOf, async (tx) => {
      if (!(await lockRosterForEdit(tx, grant.principal.districtId))) throw new AssignStop('roster_busy', first)
      for (const pair of pairs) {
        if (!(await isStaffToAssign(tx, grant, pair.personId))) throw new AssignStop('person_unknown', pair)
        const schoolClass = await findClassToAssign(tx, grant, pair)
        if (schoolClass === null) throw new AssignStop('class_unknown', pair)
        await work(tx, pair, schoolClass)
      }
    })
    return null
  } catch (error) {
    if (error instanceof AssignStop) return { problem: error.problem, pair: error.pair }
    if (error instanceof LastLeadStop)
      return { problem: 'last_lead', pair: pairs.find(({ classId }) => classId === error.classId) ?? first }
    throw error
  }
}
