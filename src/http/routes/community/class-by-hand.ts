/** Making classes by hand, naming and ending them. */

import { endClass, makeClass, renameClass } from '../../../actions/community/make-class.ts'
import { viewClassesByHand } from '../../../views/community/class-by-hand.ts'
import { ClassesByHand, ClassMade, ClassNamesBody, EndClassBody, NewClassBody } from '../../contract/class-by-hand.ts'
import { LedClassParams } from '../../contract/launch.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { classDone } from './class-refusals.ts'

/** `POST /api/v1/classes`, `/api/v1/classes/by-hand`, `/api/v1/classes/{classId}/names` and `/ended`. */
export function addClassByHandRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/classes/by-hand',
    access: { capability: 'control:all_class_settings', mine: true },
    summary: 'Classes made by hand that I lead, also those that ended.',
    response: ClassesByHand,
    handle: async ({ grant }) => {
      const rows = grant === null ? [] : await viewClassesByHand(world, grant)
      const classes = rows.map(({ active: _active, endedAt, ...row }) => ({
        ...row,
        endedAt: endedAt === null ? null : endedAt.toISOString(),
      }))
      return { status: 200, body: { classes } }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/classes',
    access: { capability: 'create:class' },
    summary: 'Makes a class that is in no roster, with its first lead.',
    body: NewClassBody,
    response: ClassMade,
    status: 201,
    handle: async ({ principal, body: { classCode, teacherId, ...body } }) => {
      const made = await makeClass(world, principal, {
        ...body,
        classCode: classCode ?? null,
        teacherId: teacherId ?? null,
      })
      return { status: 201, body: classDone(made) }
    },
  })
  addChangeRoutes(table, world)
}

function addChangeRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'put',
    path: '/api/v1/classes/:classId/names',
    access: { capability: 'edit:class_name', onThing: true },
    summary: 'Gives a class that was made by hand another title and code: its leads, and who edits names of classes.',
    params: LedClassParams,
    body: ClassNamesBody,
    status: 204,
    handle: async ({ principal, params, body }) => {
      classDone(await renameClass(world, principal, { ...params, ...body, classCode: body.classCode ?? null }))
      return { status: 204 }
    },
  })
  table.add({
    method: 'put',
    path: '/api/v1/classes/:classId/ended',
    access: { capability: 'activate_deactivate:class', onThing: true },
    summary: 'Ends a class that was made by hand, or brings it back: its leads, and who activates classes.',
    params: LedClassParams,
    body: EndClassBody,
    status: 204,
    handle: async ({ principal, params, body }) => {
      classDone(await endClass(world, principal, { ...params, ends: body.ended }))
      return { status: 204 }
    },
  })
}
