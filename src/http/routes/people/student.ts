/** Student home. */

import { viewStudentHome } from '../../../views/people/student-home.ts'
import { StudentHome } from '../../contract/student.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** `GET /api/v1/student/home`. */
export function addStudentRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/student/home',
    access: { capability: 'answer:survey' },
    summary: 'The classes I am in, the products I have, my pathway and the benchmark tests that are open to me.',
    response: StudentHome,
    handle: async ({ grant }) => {
      const { benchmarks, pathway, ...home } = await viewStudentHome(world, grant)
      return {
        status: 200,
        body: {
          ...home,
          pathway: pathway === null ? null : { ...pathway, steps: [...pathway.steps] },
          benchmarks: { ...benchmarks, open: [...benchmarks.open] },
        },
      }
    },
  })
}
