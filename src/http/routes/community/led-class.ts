/** The page of a class for whoever leads it. */

import { viewLedClass } from '../../../views/lti/launched-class.ts'
import { LedClassPage, LedClassParams } from '../../contract/launch.ts'
import { notFound } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** `/api/v1/classes/led/{classId}` */
export function addLedClassRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/classes/led/:classId',
    access: { capability: 'control:all_class_settings' },
    summary: 'A class that I lead, with who is in it.',
    params: LedClassParams,
    response: LedClassPage,
    handle: async ({ grant, params }) => {
      const found = await viewLedClass(world, grant, params.classId)
      if (found === null) throw notFound()
      return { status: 200, body: found }
    },
  })
}
