/** Accounts of staff: giving and taking roles, moving, deactivating, removing, bringing back. */

import { authoriseRole } from '../../../access/staff.ts'
import { giveStaffRole, moveStaff, takeStaffRole } from '../../../actions/people/change-staff-roles.ts'
import { removeStaffAccount, returnStaffAccount, setStaffActive } from '../../../actions/people/change-staff-state.ts'
import { deleteStaff, previewDeletion } from '../../../actions/people/delete-staff.ts'
import {
  DeleteStaffBody,
  Deletion,
  GiveRoleBody,
  MoveStaffBody,
  StaffParams,
  StaffPerson,
  StaffRoleParams,
} from '../../contract/staff.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { done } from './staff-refusals.ts'
import { showStaff } from './staff-shown.ts'

/** What is done to one account; each answers with the person. */
export function addStaffActRoutes(table: RouteTable, world: DomainWorld): void {
  addRoleRoutes(table, world)
  addStateRoutes(table, world)
  addDeletionRoutes(table, world)
}

function addRoleRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/staff/:personId/roles',
    access: { capability: 'add:educator_account' },
    summary: 'Give somebody of the staff a role: promote them.',
    params: StaffParams,
    body: GiveRoleBody,
    response: StaffPerson,
    status: 201,
    handle: async ({ principal, params, body }) => {
      const { personId } = params
      const grant = authoriseRole(principal, body)
      done(await giveStaffRole(world, grant, { personId, ...body }))
      return { status: 201, body: await showStaff(world, principal, personId) }
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/staff/:personId/roles/:grantId',
    access: { capability: 'add:educator_account' },
    summary: 'Take a role that was given by hand: demote them.',
    params: StaffRoleParams,
    response: StaffPerson,
    handle: async ({ grant, principal, params }) => {
      done(await takeStaffRole(world, grant, params))
      return { status: 200, body: await showStaff(world, principal, params.personId) }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/staff/:personId/move',
    access: { capability: 'move:user' },
    summary: 'Move somebody from one school to another.',
    params: StaffParams,
    body: MoveStaffBody,
    response: StaffPerson,
    handle: async ({ grant, principal, params, body }) => {
      const { personId } = params
      done(await moveStaff(world, grant, { personId, ...body }))
      return { status: 200, body: await showStaff(world, principal, personId) }
    },
  })
}

function addStateRoutes(table: RouteTable, world: DomainWorld): void {
  for (const [path, active, summary] of [
    ['/api/v1/staff/:personId/deactivation', false, 'Deactivate an account: they come in by no door any more.'],
    ['/api/v1/staff/:personId/activation', true, 'Activate an account again.'],
  ] as const)
    table.add({
      method: 'post',
      path,
      access: { capability: 'activate_deactivate:educator_account', onThing: true },
      summary,
      params: StaffParams,
      response: StaffPerson,
      handle: async ({ principal, params }) => {
        const { personId } = params
        done(await setStaffActive(world, principal, { personId, active }))
        return { status: 200, body: await showStaff(world, principal, personId) }
      },
    })
  for (const [path, act, summary] of [
    ['/api/v1/staff/:personId/removal', removeStaffAccount, 'Remove somebody from the district: their work stays.'],
    ['/api/v1/staff/:personId/return', returnStaffAccount, 'Bring somebody back who was removed, as they were.'],
  ] as const)
    table.add({
      method: 'post',
      path,
      access: { capability: 'remove:user' },
      summary,
      params: StaffParams,
      response: StaffPerson,
      handle: async ({ grant, principal, params }) => {
        const { personId } = params
        done(await act(world, grant, personId))
        return { status: 200, body: await showStaff(world, principal, personId) }
      },
    })
}

function addDeletionRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'delete:user' } as const
  table.add({
    method: 'get',
    path: '/api/v1/staff/:personId/deletion',
    access,
    summary: 'What goes for good with somebody who has left.',
    params: StaffParams,
    response: Deletion,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: done(await previewDeletion(world, grant, params.personId)),
    }),
  })
  table.add({
    method: 'post',
    path: '/api/v1/staff/:personId/deletion',
    access,
    summary: 'Delete somebody who has left, and their work, for good; their name has to be typed.',
    params: StaffParams,
    body: DeleteStaffBody,
    status: 204,
    handle: async ({ grant, params, body }) => {
      done(await deleteStaff(world, grant, { ...params, ...body }))
      return { status: 204 }
    },
  })
}
