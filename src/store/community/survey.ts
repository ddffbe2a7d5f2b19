/** Cycles of classes and who takes part in them. In the district's transaction. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import type { KnownCycle, WantedCycle } from '../../community/survey-cycle.ts'
import type { PrismaTransaction } from '../database.ts'
import { reachClasses } from '../scope.ts'
import { query } from '../world.ts'

export interface CycleRow extends KnownCycle {
  readonly classId: string
  /** The district's day. */
  readonly today: string
  /** Since then nobody knows who took part; null: it is known. */
  readonly namesRemovedOn: string | null
  readonly completed: number
  /** Students of the class, and whoever has answered and left since. */
  readonly expected: number
}

export interface ParticipantRow {
  readonly id: string
  /** Joined by the code and isn't on the roster; their name is in `givenName`, empty once names were removed. */
  readonly byCode: boolean
  readonly givenName: string
  readonly familyName: string
  readonly completedOn: string | null
  readonly isLate: boolean
  /** Came after the cycle had begun. */
  readonly joined: boolean
  /** Answered, and is not in the class any more. */
  readonly left: boolean
}

/** The cycles of the classes in scope, or of one of them, by class and start. */
export function listCycles(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  at: { readonly classId: string | null; readonly now: Date },
): Promise<CycleRow[]> {
  return query<CycleRow>(tx, 'list_survey_cycles', [...reachClasses(grant), at.classId, at.now])
}

/** The class as it stands, held until the transaction ends; null: none in scope. */
export async function lockSurveyClass(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  at: { readonly classId: string; readonly now: Date },
): Promise<{ readonly today: string; readonly known: readonly KnownCycle[] } | null> {
  const [row] = await query<{ today: string }>(tx, 'lock_survey_class', [...reachClasses(grant), at.classId, at.now])
  if (row === undefined) return null
  const known = await query<KnownCycle>(tx, 'list_known_cycles', [grant.principal.districtId, at.classId])
  return { today: row.today, known }
}

/** Makes the schedule of a class the one given; what may be done was decided before. */
export async function writeCycles(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  schedule: { readonly classId: string; readonly cycles: readonly WantedCycle[]; readonly now: Date },
): Promise<void> {
  const { districtId } = grant.principal
  const { classId, cycles, now } = schedule
  const kept = cycles.flatMap(({ id }) => id ?? [])
  await query(tx, 'delete_survey_cycles', [districtId, classId, kept])
  for (const { id, questionSet, startsOn, endsOn, extendedTo } of cycles) {
    const days = [questionSet, startsOn, endsOn, extendedTo]
    if (id === null) await query(tx, 'add_survey_cycle', [districtId, classId, ...days, actorOf(grant.principal), now])
    else await query(tx, 'write_survey_cycle', [districtId, classId, id, ...days])
  }
}

/** Who takes part in a cycle of a class in scope, by name; empty where there is no such cycle. */
export function listParticipants(
  tx: PrismaTransaction,
  grant: Grant<'view:participation_by_name'>,
  at: { readonly classId: string; readonly cycleId: string },
): Promise<ParticipantRow[]> {
  return query<ParticipantRow>(tx, 'list_participants', [...reachClasses(grant), at.classId, at.cycleId])
}
