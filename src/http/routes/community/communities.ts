/** Community home: communities I belong to, classes I lead, creating and adding; all communities for administrators. */

import { authorise } from '../../../access/authorise.ts'
import { addClassToCommunity } from '../../../actions/community/add-class-to-community.ts'
import { createCommunity } from '../../../actions/community/create-community.ts'
import { viewAllCommunities, viewLedClasses, viewMyCommunities } from '../../../views/community/communities.ts'
import {
  AddClassBody,
  Community,
  CommunityParams,
  CreateCommunityBody,
  LedClasses,
  ListedCommunities,
  MyCommunities,
} from '../../contract/community.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** Everything under `/api/v1/communities`, and the classes I lead. */
export function addCommunityRoutes(table: RouteTable, world: DomainWorld): void {
  addReadingRoutes(table, world)
  addWritingRoutes(table, world)
}

function addReadingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/communities',
    access: { capability: 'view:member_list', mine: true },
    summary: 'The communities I belong to, with their classes, leads and members.',
    response: MyCommunities,
    handle: async ({ grant }) => ({
      status: 200,
      body: grant === null ? { communities: [] } : await viewMyCommunities(world, grant),
    }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/communities/all',
    access: { capability: 'list:community' },
    summary: 'All communities of the district: names, leads and classes.',
    response: ListedCommunities,
    handle: async ({ grant }) => ({ status: 200, body: await viewAllCommunities(world, grant) }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/classes/led',
    access: { capability: 'control:all_class_settings', mine: true },
    summary: 'The classes I lead, with the communities each is in.',
    response: LedClasses,
    handle: async ({ grant }) => ({
      status: 200,
      body: grant === null ? { classes: [] } : await viewLedClasses(world, grant),
    }),
  })
}

function addWritingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/communities',
    access: { capability: 'create:community' },
    summary: 'Creates a community; I am its lead.',
    body: CreateCommunityBody,
    response: Community,
    status: 201,
    handle: async ({ grant, body }) => {
      const outcome = await createCommunity(world, grant, { name: body.name })
      if ('community' in outcome) return { status: 201, body: outcome.community }
      const field = { field: 'name', code: outcome.problem, message: 'Give the community a name.' }
      throw unprocessable('community_invalid', 'The community was not created: it needs a name.', [field])
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/communities/:communityId/classes',
    access: { capability: 'add:class' },
    summary: 'Adds a class I lead to a community I belong to; its leads become members.',
    params: CommunityParams,
    body: AddClassBody,
    response: Community,
    status: 201,
    handle: async ({ grant, principal, params, body }) => {
      const grants = { community: grant, class: authorise(principal, 'control:all_class_settings') }
      const { communityId } = params
      const outcome = await addClassToCommunity(world, grants, { communityId, classId: body.classId })
      if ('community' in outcome) return { status: 201, body: outcome.community }
      throw refusalOf(outcome.problem)
    },
  })
}

type AddClassProblem = Extract<Awaited<ReturnType<typeof addClassToCommunity>>, { readonly problem: string }>['problem']

function refusalOf(problem: AddClassProblem): HttpError {
  switch (problem) {
    case 'community_unknown':
    case 'class_unknown':
      return notFound()
    case 'community_archived':
      return new HttpError(409, problem, 'The community is archived. One of its leads can bring it back.')
    case 'class_already_there':
      return new HttpError(409, problem, 'The class is in this community already.')
    case 'class_in_too_many':
      return new HttpError(409, problem, 'A class can be in five communities. Take it out of another one first.')
  }
}
