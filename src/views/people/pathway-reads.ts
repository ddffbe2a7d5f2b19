/** Pathways for the command line: those of a district, and the students of one as a named teacher sees them. */

import { authorise } from '../../access/authorise.ts'
import { Refusal } from '../../access/grant.ts'
import { operatorOf } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import { findOperatorAs } from '../../store/people/operator-names.ts'
import type { DomainWorld } from '../../store/world.ts'
import { type PathwaysView, type PathwayStudentView, viewPathways, viewPathwayStudents } from './pathways.ts'

interface Asked {
  readonly districtId: string
  /** Whose eyes: a sourcedId, an e-mail address, or `id:17`. */
  readonly as: string
  readonly pathwayId: string
  readonly classId: string | null
  readonly enrolledOnly: boolean
}

const PAGE_SIZE = 500

/**
 * Binds the reading to an installation.
 * @throws Failure PATHWAY_REFUSED, PERSON_UNKNOWN
 */
export function openPathwayReads(world: DomainWorld) {
  return {
    list: async (districtId: string): Promise<PathwaysView['pathways']> =>
      (await viewPathways(world, operatorOf(districtId))).pathways,
    /** All of them, by family name. */
    students: async ({ districtId, as, ...asked }: Asked): Promise<readonly PathwayStudentView[]> => {
      const principal = await findOperatorAs(world.database, districtId, as)
      const items: PathwayStudentView[] = []
      for (let page = 1; ; page += 1) {
        const found = await read(() =>
          viewPathwayStudents(world, authorise(principal, 'enrol:pathway'), { ...asked, page, pageSize: PAGE_SIZE }),
        )
        items.push(...found.items)
        if (items.length >= found.total || found.items.length === 0) return items
      }
    },
  }
}

async function read<T>(look: () => Promise<T | null>): Promise<T> {
  try {
    const found = await look()
    if (found !== null) return found
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw refused('Whoever --as names teaches no class by the roster, so they see no students of a pathway.')
  }
  throw refused('The district has no such pathway. "staffroom pathway list" shows those that it has.')
}

function refused(message: string): Failure {
  return new Failure('PATHWAY_REFUSED', 'operator', message)
}
