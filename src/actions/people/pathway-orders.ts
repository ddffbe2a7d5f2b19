/**
 * Pathways for the command line: made as an administrator of the district makes them, seen and enrolled in as a named
 * teacher does; by the rules that pages have.
 */

import { authorise } from '../../access/authorise.ts'
import { Refusal } from '../../access/grant.ts'
import { operatorOf, type Principal } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import { inDistrict } from '../../store/database.ts'
import { needNamedIds, type NamedTable } from '../../store/people/named-ids.ts'
import { findOperatorAs } from '../../store/people/operator-names.ts'
import type { DomainWorld } from '../../store/world.ts'
import type { GivenPathway } from '../../students/pathway.ts'
import { changePathway, type PathwayProblem, removePathway } from './change-pathway.ts'
import { type EnrolRefusal, enrolStudents } from './enrol-pathway.ts'

interface Enrolment {
  readonly districtId: string
  /** Whose hands: a sourcedId, an e-mail address, or `id:17`. */
  readonly as: string
  readonly pathwayId: string
  readonly personIds: readonly string[]
  readonly enrol: boolean
}

/**
 * Binds the changes to an installation.
 * @throws Failure PATHWAY_REFUSED, PERSON_UNKNOWN
 */
export function openPathwayChanges(world: DomainWorld) {
  return {
    named: (districtId: string, table: NamedTable, names: readonly string[]): Promise<readonly string[]> =>
      inDistrict(world.database, { districtId, actor: 'cli' }, (client) =>
        needNamedIds(client, districtId, { table, names, refused }),
      ),
    save: async ({
      districtId,
      ...pathway
    }: GivenPathway & { readonly districtId: string; readonly id: string | null }) => {
      const grant = authorise(operatorOf(districtId), 'set:licence_quantity')
      const outcome = await changePathway(world, grant, pathway)
      if ('problem' in outcome) throw refused(ON_PATHWAY[outcome.problem])
      return outcome
    },
    remove: async (districtId: string, pathwayId: string): Promise<void> => {
      const problem = await removePathway(world, authorise(operatorOf(districtId), 'set:licence_quantity'), pathwayId)
      if (problem !== null) throw refused(ON_PATHWAY[problem])
    },
    enrol: async ({ districtId, as, ...order }: Enrolment) => {
      const outcome = await enrolStudents(world, enrolsAs(await findOperatorAs(world.database, districtId, as)), order)
      if ('problem' in outcome) throw refused(ON_ORDER[outcome.problem])
      return outcome
    },
  }
}

/** @throws Failure PATHWAY_REFUSED where they teach nobody */
function enrolsAs(principal: Principal) {
  try {
    return authorise(principal, 'enrol:pathway')
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw refused('Whoever --as names teaches no class by the roster, so they enrol nobody.')
  }
}

const ON_PATHWAY: Readonly<Record<PathwayProblem, string>> = {
  pathway_unknown: 'The district has no such pathway. "staffroom pathway list" shows those that it has.',
  pathway_in_use: 'Students are in this pathway. Their teachers take them out first.',
  product_unknown: 'A product of a step is not in the catalogue. "staffroom product list" shows it.',
  name_wrong: 'Give the pathway a name of at most 120 characters.',
  grade_wrong: 'Say for which grade the pathway is.',
  steps_wrong: 'Give 1 to 60 steps, each with a title of at most 200 characters.',
  step_unknown: 'One of the steps has an id that is none of this pathway, or is there twice.',
  address_wrong: 'Write addresses that begin with https://, or null.',
}

const ON_ORDER: Readonly<Record<EnrolRefusal, string>> = {
  pathway_unknown: ON_PATHWAY.pathway_unknown,
  student_unknown: 'One of them is no student at work whom they teach. Nothing was changed.',
  step_unknown: 'The pathway has no such step.',
}

function refused(message: string): Failure {
  return new Failure('PATHWAY_REFUSED', 'operator', message)
}
