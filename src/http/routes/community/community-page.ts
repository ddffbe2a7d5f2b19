/** One community: its page, its name, who leads it, who belongs to it. */

import { authorise } from '../../../access/authorise.ts'
import { archiveCommunity, renameCommunity } from '../../../actions/community/change-community.ts'
import {
  demoteLead,
  leaveCommunity,
  promoteMember,
  reassignLead,
  removeMember,
  takeClassOut,
} from '../../../actions/community/change-community-members.ts'
import { CommunityParams } from '../../contract/community.ts'
import {
  ArchiveBody,
  CommunityClassParams,
  CommunityMemberParams,
  CommunityPage,
  MemberLeft,
  PersonBody,
  RenameCommunityBody,
} from '../../contract/community-page.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { done } from './community-refusals.ts'
import { showCommunity } from './community-shown.ts'

/** `/api/v1/communities/{communityId}` and what lies under it, but for invitations. */
export function addCommunityPageRoutes(table: RouteTable, world: DomainWorld): void {
  addPageRoutes(table, world)
  addLeadRoutes(table, world)
  addMemberRoutes(table, world)
}

function addPageRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/communities/:communityId',
    access: { capability: 'view:member_list' },
    summary: 'A community I belong to: its members, leads and classes; for its leads the open invitations, too.',
    params: CommunityParams,
    response: CommunityPage,
    handle: async ({ principal, params }) => ({
      status: 200,
      body: await showCommunity(world, principal, params.communityId),
    }),
  })
  table.add({
    method: 'put',
    path: '/api/v1/communities/:communityId/name',
    seen: '/api/v1/communities/:communityId',
    access: { capability: 'edit:community' },
    summary: 'Renames a community that I lead.',
    params: CommunityParams,
    body: RenameCommunityBody,
    response: CommunityPage,
    handle: async ({ grant, principal, params: { communityId }, body }) => {
      done(await renameCommunity(world, grant, { communityId, name: body.name }))
      return { status: 200, body: await showCommunity(world, principal, communityId) }
    },
  })
  table.add({
    method: 'put',
    path: '/api/v1/communities/:communityId/archived',
    seen: '/api/v1/communities/:communityId',
    access: { capability: 'edit:community' },
    summary: 'Archives a community that I lead, so that nothing in it changes any more; or brings it back.',
    params: CommunityParams,
    body: ArchiveBody,
    response: CommunityPage,
    handle: async ({ grant, principal, params: { communityId }, body }) => {
      done(await archiveCommunity(world, grant, { communityId, archived: body.archived }))
      return { status: 200, body: await showCommunity(world, principal, communityId) }
    },
  })
}

function addLeadRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/communities/:communityId/leads',
    access: { capability: 'promote:community_member_to_lead' },
    summary: 'Makes a member a lead, beside those there are.',
    params: CommunityParams,
    body: PersonBody,
    response: CommunityPage,
    handle: async ({ grant, principal, params: { communityId }, body }) => {
      done(await promoteMember(world, grant, { communityId, ...body }))
      return { status: 200, body: await showCommunity(world, principal, communityId) }
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/communities/:communityId/leads/:personId',
    access: { capability: 'reassign:community_lead' },
    summary: 'Makes a lead a member again; the last lead stays.',
    params: CommunityMemberParams,
    response: CommunityPage,
    handle: async ({ grant, principal, params }) => {
      done(await demoteLead(world, grant, params))
      return { status: 200, body: await showCommunity(world, principal, params.communityId) }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/communities/:communityId/handover',
    access: { capability: 'reassign:community_lead' },
    summary: 'Hands my lead over: a member leads it from now on, and I am a member.',
    params: CommunityParams,
    body: PersonBody,
    response: CommunityPage,
    handle: async ({ grant, principal, params: { communityId }, body }) => {
      done(await reassignLead(world, grant, { communityId, ...body }))
      return { status: 200, body: await showCommunity(world, principal, communityId) }
    },
  })
}

function addMemberRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'delete',
    path: '/api/v1/communities/:communityId/members/:personId',
    access: { capability: 'remove:community_member' },
    summary: 'Removes a member who was invited; whoever leads a class of the community stays by that.',
    params: CommunityMemberParams,
    response: MemberLeft,
    handle: async ({ grant, params }) => ({ status: 200, body: done(await removeMember(world, grant, params)) }),
  })
  table.add({
    method: 'post',
    path: '/api/v1/communities/:communityId/leave',
    access: { capability: 'leave:community' },
    summary: 'Ends my own membership; the last lead stays.',
    params: CommunityParams,
    response: MemberLeft,
    handle: async ({ grant, principal, params }) => {
      const grants = { leave: grant, reach: authorise(principal, 'view:member_list') }
      return { status: 200, body: done(await leaveCommunity(world, grants, params.communityId)) }
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/communities/:communityId/classes/:classId',
    access: { capability: 'add:class' },
    summary: 'Takes a class that I lead, or one of a community that I lead, out of it.',
    params: CommunityClassParams,
    status: 204,
    handle: async ({ grant, params }) => {
      done(await takeClassOut(world, grant, params))
      return { status: 204 }
    },
  })
}
