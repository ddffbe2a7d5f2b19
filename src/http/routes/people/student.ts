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
    summary: 'The classes I am in and the products I have.',
    response: StudentHome,
    handle: async ({ grant }) => ({ status: 200, body: await viewStudentHome(world, grant) }),
  })
}
