/** A teacher runs a motivational programme in a class: makes it, changes it, gives points, and takes back what was given wrongly. */

import { authoriseOnClass } from '../../access/class-programme.ts'
import { actorOf, type Principal } from '../../access/principal.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import { type DistrictClient, rawOf } from '../../store/database.ts'
import {
  addPointEntries,
  addProgramme,
  changeProgramme,
  findGivenEntry,
  type LedgerProblem,
  LedgerRefusal,
  listProgrammes,
  listProgrammeStudents,
  type Programme,
} from '../../store/people/programmes.ts'
import { findCardClass } from '../../store/people/start-cards.ts'
import { noteOfStudent } from '../../store/people/students-write.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictClient } from '../../store/world.ts'
import {
  checkTerms,
  mondayOf,
  programmeStateOn,
  type ProgrammeTerms,
  type TermsFault,
  tidyTerms,
} from '../../students/programme.ts'

export type ProgrammeProblem =
  | 'unknown'
  | 'student_unknown'
  | 'entry_unknown'
  | 'nobody_in_class'
  | 'reason_unknown'
  | 'not_running'
  | LedgerProblem

/** Nothing of it was written. */
export type ProgrammeRefused = { readonly problem: ProgrammeProblem } | { readonly faults: readonly TermsFault[] }
type Outcome<T> = { readonly done: T } | ProgrammeRefused

/** Makes one in a class. @throws Refusal where the class is out of reach */
export function makeProgramme(
  world: DomainWorld,
  principal: Principal,
  { classId, ...given }: ProgrammeTerms & { readonly classId: string },
): Promise<Outcome<{ readonly id: string }>> {
  return inDistrictClient(world, principal, async (client) => {
    const found = await findCardClass(client, principal.districtId, classId)
    if (found === null) return { problem: 'unknown' }
    authoriseOnClass(principal, 'administer:motivational_program', found)
    const terms = tidyTerms(given)
    const faults = checkTerms(terms)
    if (faults.length > 0) return { faults }
    const id = await addProgramme(client, byOf(world, principal), { classId, ...terms })
    await note(client, principal, { action: 'programme.make', classId, detail: { programme: id, ...detailOf(terms) } })
    return { done: { id } }
  })
}

/** Changes one; what was given before keeps its words. @throws Refusal where its class is out of reach */
export function editProgramme(
  world: DomainWorld,
  principal: Principal,
  { id, ...given }: ProgrammeTerms & { readonly id: string },
): Promise<Outcome<{ readonly id: string }>> {
  return atProgramme(world, principal, id, async ({ client, programme }) => {
    const terms = tidyTerms(given)
    const faults = checkTerms(terms)
    if (faults.length > 0) return { faults }
    await changeProgramme(client, { districtId: principal.districtId, id }, terms)
    const detail = { programme: id, ...detailOf(terms) }
    await note(client, principal, { action: 'programme.change', classId: programme.class.id, detail })
    return { done: { id } }
  })
}

export interface Giving {
  readonly programmeId: string
  /** Null: everybody in the class. */
  readonly studentIds: readonly string[] | null
  /** One of the programme's reasons, in its words. */
  readonly reason: string
}

/**
 * Gives the points of a reason to students of the class, to all of those named or to none.
 * @throws Refusal where the class is out of reach
 */
export function givePoints(
  world: DomainWorld,
  principal: Principal,
  { programmeId, studentIds, reason }: Giving,
): Promise<Outcome<{ readonly students: number; readonly points: number }>> {
  return atProgramme(world, principal, programmeId, async ({ client, programme }) => {
    const { districtId } = principal
    const found = programme.reasons.find(({ words }) => words === reason)
    if (found === undefined) return { problem: 'reason_unknown' }
    if (programmeStateOn(programme, programme.today) !== 'running') return { problem: 'not_running' }
    const week = mondayOf(programme.today)
    const asked = { districtId, classId: programme.class.id, programmeId, week, studentIds }
    const students = await listProgrammeStudents(client, asked)
    if (studentIds !== null && students.length < new Set(studentIds).size) return { problem: 'student_unknown' }
    if (students.length === 0) return { problem: 'nobody_in_class' }
    const { words, points } = found
    const personIds = students.map(({ id }) => id)
    const entry = { programmeId, personIds, kind: 'given', points, words, undoesId: null } as const
    await addPointEntries(client, byOf(world, principal), entry)
    const detail = { programme: programmeId, points, students: personIds.length, everybody: studentIds === null }
    await note(client, principal, { action: 'points.give', classId: programme.class.id, detail })
    return { done: { students: personIds.length, points } }
  })
}

/**
 * Takes back what was given wrongly, while the student still has it; also after the programme's last day.
 * @throws Refusal where the class is out of reach
 */
export function takeBackPoints(
  world: DomainWorld,
  principal: Principal,
  { programmeId, entryId }: { readonly programmeId: string; readonly entryId: string },
): Promise<Outcome<{ readonly points: number }>> {
  return atProgramme(world, principal, programmeId, async ({ client }) => {
    const { districtId } = principal
    const given = await findGivenEntry(client, { districtId, programmeId, entryId })
    if (given === null) return { problem: 'entry_unknown' }
    if (given.isTakenBack) return { problem: 'taken_back_before' }
    const { personId, points, words } = given
    const entry = { programmeId, personIds: [personId], kind: 'taken_back', points: -points, words } as const
    await addPointEntries(client, byOf(world, principal), { ...entry, undoesId: entryId })
    const detail = { programme: programmeId, points }
    await noteOfStudent(client, { districtId, personId }, { action: 'points.take-back', detail })
    return { done: { points } }
  })
}

interface Desk {
  readonly client: DistrictClient
  readonly programme: Programme
}

async function atProgramme<T>(
  world: DomainWorld,
  principal: Principal,
  programmeId: string,
  work: (desk: Desk) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const { districtId } = principal
  try {
    return await inDistrictClient(world, principal, async (client) => {
      const [programme] = await listProgrammes(client, { districtId, programmeId, now: world.now() })
      if (programme === undefined) return { problem: 'unknown' }
      authoriseOnClass(principal, 'administer:motivational_program', programme.class)
      return work({ client, programme })
    })
  } catch (error) {
    if (error instanceof LedgerRefusal) return { problem: error.problem }
    throw error
  }
}

function byOf(world: DomainWorld, principal: Principal) {
  return { districtId: principal.districtId, by: actorOf(principal), now: world.now() }
}

/** Names and reasons are a teacher's own words, which may name somebody: they stay out of the audit log. */
function detailOf({ startsOn, endsOn, reasons }: ProgrammeTerms): object {
  return { startsOn, endsOn, reasons: reasons.length }
}

/** Under the class, so that its school reads it, too. */
function note(
  client: DistrictClient,
  { districtId }: Principal,
  entry: { readonly action: string; readonly classId: string; readonly detail: object },
): Promise<void> {
  const { action, classId, detail } = entry
  return appendAudit(rawOf(client), districtId, { action, object: `class:${classId}`, detail: { ...detail } })
}
