/** Teachers enrol students in a pathway, take them out, and mark steps as done. */

import type { Grant } from '../../access/grant.ts'
import {
  enrolInPathway,
  findPathwayStudents,
  leavePathway,
  listPathways,
  lockPathways,
  markPathwayStep,
  type Pathway,
  type PathwayStudent,
} from '../../store/people/pathways.ts'
import { noteOfStudent } from '../../store/people/students-write.ts'
import type { DistrictClient } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import { enrolProblem, type EnrolProblem } from '../../students/pathway.ts'

type Enrols = Grant<'enrol:pathway'>
export type EnrolRefusal = 'pathway_unknown' | 'student_unknown' | 'step_unknown'

export interface EnrolOutcome {
  readonly changed: readonly string[]
  /** The others, and why not. */
  readonly leftOut: readonly { readonly personId: string; readonly reason: EnrolProblem }[]
}

interface Order {
  readonly pathwayId: string
  readonly personIds: readonly string[]
}

type Outcome = EnrolOutcome | { readonly problem: EnrolRefusal }

/** Each student whom it is for; the others are named with the reason. Out of reach is nobody named at all. */
export function enrolStudents(
  world: DomainWorld,
  grant: Enrols,
  order: Order & { readonly enrol: boolean },
): Promise<Outcome> {
  return change(world, grant, order, async ({ client, districtId, pathway, students, now }) => {
    const { id, grade } = pathway
    const looked = students.map((student) => ({
      personId: student.id,
      reason: enrolProblem(student, { id, grade, enrol: order.enrol }),
    }))
    const changed = looked.filter(({ reason }) => reason === null).map(({ personId }) => personId)
    const write = { districtId, personIds: changed, pathwayId: id, now }
    if (changed.length > 0) await (order.enrol ? enrolInPathway(client, write) : leavePathway(client, write))
    const action = order.enrol ? 'pathway.enrol' : 'pathway.leave'
    await noteAll(client, { districtId, personIds: changed }, { action, detail: { pathway: id } })
    return {
      changed,
      leftOut: looked.flatMap(({ personId, reason }) => (reason === null ? [] : [{ personId, reason }])),
    }
  })
}

/** Marks a step of students who are in the pathway as done, or as still to do. Who isn't in it is named. */
export function markStep(
  world: DomainWorld,
  grant: Enrols,
  order: Order & { readonly stepId: string; readonly isDone: boolean },
): Promise<Outcome> {
  return change(world, grant, order, async ({ client, districtId, pathway, students, now }) => {
    const { stepId, isDone } = order
    if (!pathway.steps.some((step) => step.id === stepId)) return { problem: 'step_unknown' }
    const inIt = students.filter(({ enrolledAt }) => enrolledAt !== null)
    const personIds = inIt.filter(({ done }) => (done[stepId] !== undefined) !== isDone).map(({ id }) => id)
    await markPathwayStep(client, { districtId, personIds, pathwayId: pathway.id, now }, { stepId, isDone })
    const detail = { pathway: pathway.id, step: stepId, done: isDone }
    await noteAll(client, { districtId, personIds }, { action: 'pathway.step', detail })
    const out = students.filter(({ enrolledAt }) => enrolledAt === null)
    return { changed: personIds, leftOut: out.map(({ id }) => ({ personId: id, reason: 'not_enrolled' })) }
  })
}

interface Desk {
  readonly client: DistrictClient
  readonly districtId: string
  readonly pathway: Pathway
  readonly students: readonly PathwayStudent[]
  readonly now: Date
}

function change(
  world: DomainWorld,
  grant: Enrols,
  order: Order,
  work: (desk: Desk) => Promise<Outcome>,
): Promise<Outcome> {
  const { districtId } = grant.principal
  const at = { districtId, scope: grant.scope }
  return inGrantDirect(world, grant, async (client) => {
    await lockPathways(client, districtId)
    const [pathway] = await listPathways(client, at, order.pathwayId)
    if (pathway === undefined) return { problem: 'pathway_unknown' }
    const personIds = [...new Set(order.personIds)]
    const students = await findPathwayStudents(client, at, pathway, personIds)
    if (students.length < personIds.length) return { problem: 'student_unknown' }
    return work({ client, districtId, pathway, students, now: world.now() })
  })
}

async function noteAll(
  client: DistrictClient,
  { districtId, personIds }: { readonly districtId: string; readonly personIds: readonly string[] },
  entry: { readonly action: string; readonly detail: object },
): Promise<void> {
  for (const personId of personIds) await noteOfStudent(client, { districtId, personId }, entry)
}
