/** Invitations to communities: giving them and taking them back, and answering those that are for oneself. */

import {
  askForClass,
  inviteByLink,
  inviteByMail,
  revokeInvitation,
} from '../../../actions/community/invite-to-community.ts'
import {
  declineInvitation,
  joinByInvitation,
  joinByLink,
  lookAtLink,
} from '../../../actions/community/join-community.ts'
import { newCommunityLink, newCommunityMail } from '../../../signin/community-links.ts'
import { viewOffered } from '../../../views/community/community-page.ts'
import { CommunityParams } from '../../contract/community.ts'
import {
  AskForClassBody,
  CommunityInvitationParams,
  CommunityLink,
  CommunityPage,
  InviteByLinkBody,
  InviteByMailBody,
  LinkBody,
  OfferedCommunities,
  OfferedCommunity,
  OfferedParams,
} from '../../contract/community-page.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { done } from './community-refusals.ts'
import { showCommunity } from './community-shown.ts'

interface Links {
  /** Origin of this installation, without a slash at its end. */
  readonly publicUrl: string
}

/** Under `/api/v1/communities/{communityId}`, and `/api/v1/community-invitations`. */
export function addCommunityInvitationRoutes(table: RouteTable, world: DomainWorld, links: Links): void {
  addGivingRoutes(table, world, links)
  addAskingRoutes(table, world)
  addOwnRoutes(table, world)
  addLinkRoutes(table, world)
}

function addGivingRoutes(table: RouteTable, world: DomainWorld, { publicUrl }: Links): void {
  table.add({
    method: 'post',
    path: '/api/v1/communities/:communityId/invitations',
    access: { capability: 'invite:community_member' },
    summary: 'Invites an address by mail: somebody of the district, or from outside.',
    params: CommunityParams,
    body: InviteByMailBody,
    response: CommunityPage,
    status: 201,
    handle: async ({ grant, principal, params: { communityId }, body }) => {
      const mail = newCommunityMail(principal.districtId, publicUrl)
      done(await inviteByMail(world, grant, { communityId, email: body.email, mail }))
      return { status: 201, body: await showCommunity(world, principal, communityId) }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/communities/:communityId/links',
    access: { capability: 'invite:community_member' },
    summary: 'Makes a link by which people who work in the district join; it is shown only now.',
    params: CommunityParams,
    body: InviteByLinkBody,
    response: CommunityLink,
    shownOnce: true,
    status: 201,
    handle: async ({ grant, params: { communityId }, body }) => {
      const { secret, url } = newCommunityLink(publicUrl)
      const { expiresAt } = done(await inviteByLink(world, grant, { communityId, days: body.days, secret }))
      return { status: 201, body: { url, expiresAt: expiresAt.toISOString() } }
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/communities/:communityId/invitations/:invitationId',
    access: { capability: 'invite:community_member' },
    summary: 'Takes an invitation back: its link leads nowhere any more.',
    params: CommunityInvitationParams,
    response: CommunityPage,
    handle: async ({ grant, principal, params }) => {
      done(await revokeInvitation(world, grant, params))
      return { status: 200, body: await showCommunity(world, principal, params.communityId) }
    },
  })
}

function addAskingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/communities/:communityId/class-requests',
    access: { capability: 'invite:community_member' },
    summary: 'Asks for a class that others lead; any of them adds it by agreeing.',
    params: CommunityParams,
    body: AskForClassBody,
    response: CommunityPage,
    status: 201,
    handle: async ({ grant, principal, params: { communityId }, body }) => {
      done(await askForClass(world, grant, { communityId, classId: body.classId }))
      return { status: 201, body: await showCommunity(world, principal, communityId) }
    },
  })
}

function addOwnRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/community-invitations',
    access: { open: 'session' },
    summary: 'The communities that I am invited to.',
    response: OfferedCommunities,
    handle: async ({ principal }) => {
      const invitations = (await viewOffered(world, principal)).map(shown)
      return { status: 200, body: { invitations } }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/community-invitations/:invitationId/acceptance',
    access: { open: 'session' },
    summary: 'Joins a community that I am invited to, or adds the class of mine that it asks for.',
    params: OfferedParams,
    creates: true,
    response: OfferedCommunity,
    handle: async ({ principal, params }) => ({
      status: 200,
      body: shown(done(await joinByInvitation(world, principal, params.invitationId))),
    }),
  })
  table.add({
    method: 'post',
    path: '/api/v1/community-invitations/:invitationId/refusal',
    access: { open: 'session' },
    summary: 'Declines an invitation.',
    params: OfferedParams,
    status: 204,
    handle: async ({ principal, params }) => {
      done(await declineInvitation(world, principal, params.invitationId))
      return { status: 204 }
    },
  })
}

function addLinkRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/community-links/look',
    access: { open: 'session' },
    summary: 'Says which community a link is for; the link stays good.',
    body: LinkBody,
    response: OfferedCommunity,
    handle: async ({ principal, body }) => ({
      status: 200,
      body: shown(done(await lookAtLink(world, principal, body.secret))),
    }),
  })
  table.add({
    method: 'post',
    path: '/api/v1/community-links/join',
    access: { open: 'session' },
    summary: 'Joins the community that a link is for.',
    body: LinkBody,
    creates: true,
    response: OfferedCommunity,
    handle: async ({ principal, body }) => ({
      status: 200,
      body: shown(done(await joinByLink(world, principal, body.secret))),
    }),
  })
}

type Offered = Awaited<ReturnType<typeof viewOffered>>[number]

function shown({ id, community, class: asked, invitedBy, expiresAt }: Offered): OfferedCommunity {
  return { id, community, class: asked, invitedBy, expiresAt: expiresAt.toISOString() }
}
