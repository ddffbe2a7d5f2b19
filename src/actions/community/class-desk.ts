/** One change of who leads a class, or of its settings, in one transaction. */

import type { Principal } from '../../access/principal.ts'
import { actorOf } from '../../access/principal.ts'
import type { Resource } from '../../access/authorise.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import { type ClassFacts, lockClassLeads } from '../../store/community/class-lead.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictOf } from '../../store/world.ts'

export type ClassProblem =
  | 'class_unknown'
  | 'not_yourself'
  /** Nobody who works in the district has this address, or several do. */
  | 'person_unknown'
  | 'already_so'
  | 'asked_already'
  | 'request_over'
  /** The class has a lead again, whose consent it needs. */
  | 'lead_must_agree'
  /** The class has no lead, and whoever leads its community, or did, isn't made one by another lead of it. */
  | 'leads_its_community'
  | 'last_lead'
  | 'joiner_unknown'
  /** No student at work of the class's school. */
  | 'student_unknown'
  | 'not_in_class'
  | 'name_missing'
  | 'title_missing'
  | 'school_unknown'
  | 'teacher_unknown'
  /** A feed knows the class: what it is called and whether it is at work is the feed's. */
  | 'class_fed'
  /** Not as the district's rules ask for. */
  | 'number_wrong'
  | 'number_taken'
  /** The feed's word of them counts already. */
  | 'not_edited'
  | 'roster_busy'

/** Undoes what was written so far and becomes the answer. */
export class ClassStop extends Error {
  override readonly name = 'ClassStop'
  readonly problem: ClassProblem
  constructor(problem: ClassProblem) {
    super(problem)
    this.problem = problem
  }
}

export interface ClassDesk {
  readonly tx: PrismaTransaction
  readonly principal: Principal
  readonly districtId: string
  readonly facts: ClassFacts
  /** The class as the policy asks about it. */
  readonly resource: Resource
  readonly by: string
  readonly at: Date
}

export type ClassOutcome<T> = { readonly done: T } | { readonly problem: ClassProblem }

/** Works on one class, whose leads nobody else changes meanwhile. The work itself asks whether it may. */
export function atClassDesk<T>(
  world: DomainWorld,
  principal: Principal,
  classId: string,
  work: (desk: ClassDesk) => Promise<T>,
): Promise<ClassOutcome<T>> {
  return inClassDistrict(world, principal, async (tx) => work(await openClassDesk(world, principal, { tx, classId })))
}

/** The desk of a class inside a transaction that is under way. @throws ClassStop where there is no such class */
export async function openClassDesk(
  world: DomainWorld,
  principal: Principal,
  { tx, classId }: { readonly tx: PrismaTransaction; readonly classId: string },
): Promise<ClassDesk> {
  const { districtId } = principal
  const facts = await lockClassLeads(tx, { districtId, classId })
  if (facts === null) throw new ClassStop('class_unknown')
  const schoolIds = facts.schoolId === null ? [] : [facts.schoolId]
  const resource = { districtId, classId: facts.id, schoolIds, communityIdsOfClass: facts.communityIds }
  return { tx, principal, districtId, facts, resource, by: actorOf(principal), at: world.now() }
}

/** A transaction whose stops become answers. */
export async function inClassDistrict<T>(
  world: DomainWorld,
  principal: Principal,
  work: (tx: PrismaTransaction) => Promise<T>,
): Promise<ClassOutcome<T>> {
  try {
    return { done: await inDistrictOf(world, principal, work) }
  } catch (error) {
    if (error instanceof ClassStop) return { problem: error.problem }
    throw error
  }
}

/** On the audit log, and in the history that the class's leads see. */
export function noteOfClass(
  { tx, districtId, facts }: ClassDesk,
  action: string,
  detail: Readonly<Record<string, string | boolean>> = {},
): Promise<void> {
  return appendAudit(tx, districtId, { action, object: `class:${facts.id}`, detail })
}
