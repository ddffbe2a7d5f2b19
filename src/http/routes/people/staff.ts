/** Accounts of staff: the list, one person, making accounts, editing them. */

import { authoriseRole } from '../../../access/staff.ts'
import { addStaffAccount, addTeachers } from '../../../actions/people/add-staff.ts'
import { editStaff, inviteAgain } from '../../../actions/people/edit-staff.ts'
import { viewStaff, viewStaffOptions } from '../../../views/people/staff.ts'
import type { HandOver } from '../../contract/invitations.ts'
import { InviteBody, StaffInvitation } from '../../contract/invitations.ts'
import { placeOf } from '../../contract/shapes.ts'
import {
  AddStaffBody,
  AddTeachersBody,
  EditStaffBody,
  StaffAdded,
  StaffOptions,
  StaffPage,
  StaffParams,
  StaffPerson,
  StaffQuery,
  TeachersAdded,
} from '../../contract/staff.ts'
import { unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import type { StaffLinks } from './invitations.ts'
import { addInvitationListRoutes, newLink } from './invitations.ts'
import { done } from './staff-refusals.ts'
import { showStaff } from './staff-shown.ts'

/** `/api/v1/staff`. */
export function addStaffRoutes(table: RouteTable, world: DomainWorld, links: StaffLinks): void {
  addReadingRoutes(table, world, links)
  addMakingRoutes(table, world, links)
  addEditingRoutes(table, world, links)
}

function addReadingRoutes(table: RouteTable, world: DomainWorld, links: StaffLinks): void {
  table.add({
    method: 'get',
    path: '/api/v1/staff',
    access: { capability: 'add:educator_account' },
    summary: 'The staff in my scope, by family name.',
    query: StaffQuery,
    response: StaffPage,
    handle: async ({ grant, query }) => {
      const { q = '', role = null, schoolId = null, state = 'present' } = query
      const states = state === 'present' ? (['active', 'deactivated', 'disabled'] as const) : [state]
      const search = { q, role, schoolId, states, ...placeOf(query) }
      return { status: 200, body: await viewStaff(world, grant, search) }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/staff/options',
    access: { capability: 'add:educator_account' },
    summary: 'Which roles I may give, and at which schools.',
    response: StaffOptions,
    handle: async ({ grant }) => ({
      status: 200,
      body: { ...(await viewStaffOptions(world, grant)), sendsMail: links.sendsMail },
    }),
  })
  addInvitationListRoutes(table, world, links)
  table.add({
    method: 'get',
    path: '/api/v1/staff/:personId',
    access: { capability: 'edit:staff_account', onThing: true },
    summary: 'One person of the staff: roles and why, schools, seats, identities, history, and what I may do.',
    params: StaffParams,
    response: StaffPerson,
    handle: async ({ principal, params }) => ({
      status: 200,
      body: await showStaff(world, principal, params.personId),
    }),
  })
}

function addMakingRoutes(table: RouteTable, world: DomainWorld, links: StaffLinks): void {
  table.add({
    method: 'post',
    path: '/api/v1/staff',
    access: { capability: 'add:educator_account' },
    summary: 'Make an account for somebody, with its role, and a one-time link where one is wanted.',
    body: AddStaffBody,
    response: StaffAdded,
    shownOnce: true,
    status: 201,
    handle: async ({ principal, body }) => {
      const { role, schoolId, invite, handOver, ...account } = body
      const grant = authoriseRole(principal, { role, schoolId })
      const link = invite ? newLink(world, principal, { ...links, ...given(handOver) }) : null
      const invitation = link === null ? null : link.kept
      const { personId, districtAdmins } = done(
        await addStaffAccount(world, grant, { ...account, role, schoolId, invitation }),
      )
      const shown = link === null ? null : link.shownTo(account.email.trim())
      return { status: 201, body: { personId, invitation: shown, districtAdmins } }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/staff/teachers',
    access: { capability: 'bulk_add:teacher_account' },
    summary: 'Make accounts for several teachers of a school at once: all of them, or none.',
    body: AddTeachersBody,
    response: TeachersAdded,
    shownOnce: true,
    status: 201,
    handle: async ({ grant, principal, body }) => {
      const { schoolId, teachers, handOver } = body
      const wanted = { ...links, ...given(handOver) }
      const made = teachers.map((account) => ({ account, link: newLink(world, principal, wanted) }))
      const accounts = made.map(({ account, link }) => ({ ...account, invitation: link.kept }))
      const outcome = await addTeachers(world, grant, { schoolId, accounts })
      if ('faults' in outcome) throw faulty(outcome.faults)
      const { personIds } = done(outcome)
      const added = made.map(({ account, link }, index) => ({
        personId: personIds[index] ?? '',
        email: account.email.trim(),
        invitation: link.shownTo(account.email.trim()),
      }))
      return { status: 201, body: { teachers: added } }
    },
  })
}

function addEditingRoutes(table: RouteTable, world: DomainWorld, links: StaffLinks): void {
  table.add({
    method: 'put',
    path: '/api/v1/staff/:personId',
    access: { capability: 'edit:staff_account', onThing: true },
    summary: 'Edit names and address of somebody whom no feed knows.',
    params: StaffParams,
    body: EditStaffBody,
    response: StaffPerson,
    handle: async ({ principal, params, body }) => {
      const { personId } = params
      const { version, ...information } = body
      done(await editStaff(world, principal, { personId, information, version }))
      return { status: 200, body: await showStaff(world, principal, personId) }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/staff/:personId/invitation',
    access: { capability: 'add:educator_account' },
    summary: 'A new one-time link for somebody who was made by hand and has no password yet; links before it end.',
    params: StaffParams,
    body: InviteBody,
    response: StaffInvitation,
    shownOnce: true,
    status: 201,
    handle: async ({ grant, principal, params, body }) => {
      const link = newLink(world, principal, { ...links, ...body })
      const { email } = done(await inviteAgain(world, grant, { personId: params.personId, link: link.kept }))
      return { status: 201, body: link.shownTo(email) }
    },
  })
}

function given(handOver: HandOver | undefined): { readonly handOver?: HandOver } {
  return handOver === undefined ? {} : { handOver }
}

function faulty(faults: readonly { readonly at: number; readonly problem: 'address_taken' | 'address_twice' }[]) {
  const SAYS = {
    address_taken: 'Somebody in the district has this address already.',
    address_twice: 'This address is in the list twice.',
  }
  const fields = faults.map(({ at, problem }) => ({
    field: `teachers/${at}/email`,
    code: problem,
    message: SAYS[problem],
  }))
  return unprocessable('teachers_not_taken', 'None of them was added: some addresses can’t be taken.', fields)
}
