/** School information and groups of schools. */

import { authorise } from '../../../access/authorise.ts'
import type { Principal } from '../../../access/principal.ts'
import {
  addGroup,
  changeGroup,
  dissolveGroup,
  editSchoolInformation,
  type OrganisationProblem,
} from '../../../actions/people/edit-organisation.ts'
import { viewOrganisation } from '../../../views/people/organisation.ts'
import {
  AddGroupBody,
  ChangeGroupBody,
  GroupParams,
  Organisation,
  SchoolInformationBody,
} from '../../contract/organisation.ts'
import { SchoolParams } from '../../contract/roster.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** `/api/v1/organisation`, `/api/v1/schools/{schoolId}/information`, `/api/v1/school-groups`. */
export function addOrganisationRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/organisation',
    access: { capability: 'edit:school' },
    summary: 'The schools with what the district knows of them, and its groups of schools.',
    response: Organisation,
    handle: async ({ principal }) => ({ status: 200, body: await show(world, principal) }),
  })
  table.add({
    method: 'put',
    path: '/api/v1/schools/:schoolId/information',
    access: { capability: 'edit:school' },
    summary: 'Edit what the district knows of a school.',
    params: SchoolParams,
    body: SchoolInformationBody,
    response: Organisation,
    handle: async ({ grant, principal, params, body }) => {
      const { version, ...information } = body
      const seenAt = version === null ? null : new Date(version)
      refuse(await editSchoolInformation(world, grant, { schoolId: params.schoolId, seenAt, information }))
      return { status: 200, body: await show(world, principal) }
    },
  })
  addGroupRoutes(table, world)
}

function addGroupRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'manage:school_group' } as const
  table.add({
    method: 'post',
    path: '/api/v1/school-groups',
    access,
    summary: 'Make a group of schools.',
    body: AddGroupBody,
    response: Organisation,
    status: 201,
    handle: async ({ grant, principal, body }) => {
      refuse(await addGroup(world, grant, body))
      return { status: 201, body: await show(world, principal) }
    },
  })
  table.add({
    method: 'put',
    path: '/api/v1/school-groups/:groupId',
    access,
    summary: 'Change the name and the schools of a group.',
    params: GroupParams,
    body: ChangeGroupBody,
    response: Organisation,
    handle: async ({ grant, principal, params, body }) => {
      const { version, ...change } = body
      refuse(await changeGroup(world, grant, { ...params, ...change, seenAt: new Date(version) }))
      return { status: 200, body: await show(world, principal) }
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/school-groups/:groupId',
    access,
    summary: 'Dissolve a group; its schools stay.',
    params: GroupParams,
    response: Organisation,
    handle: async ({ grant, principal, params }) => {
      refuse(await dissolveGroup(world, grant, params.groupId))
      return { status: 200, body: await show(world, principal) }
    },
  })
}

async function show(world: DomainWorld, principal: Principal) {
  const { schools, groups } = await viewOrganisation(world, authorise(principal, 'edit:school'))
  return {
    schools: schools.map(({ setAt, ...school }) => ({ ...school, version: setAt?.toISOString() ?? null })),
    groups: groups.map(({ changedAt, ...group }) => ({ ...group, version: changedAt.toISOString() })),
  }
}

function refuse(problem: OrganisationProblem | null): void {
  if (problem === null) return
  if (problem === 'group_unknown') throw notFound()
  if (problem === 'school_unknown') throw notFound()
  if (problem === 'name_needed') throw unprocessable(problem, 'A group needs a name.')
  if (problem === 'name_taken') throw new HttpError(409, problem, 'There is a group of this name already.')
  throw new HttpError(
    409,
    problem,
    'Somebody else has changed this since you opened the page, so nothing was saved. Look at what is there now, then save again.',
  )
}
