/** Classes as their leads run them: leads, requests for leads, locks and the code. */

import { authorise } from '../../../access/authorise.ts'
import type { Principal } from '../../../access/principal.ts'
import {
  answerLeadRequest,
  askForClassLead,
  decideLeadRequest,
  withdrawLeadRequest,
} from '../../../actions/community/ask-class-lead.ts'
import { removeClassLead } from '../../../actions/community/remove-class-lead.ts'
import {
  removeJoiner,
  renewClassCode,
  setClassLocks,
  setClassLocksAsCommunity,
} from '../../../actions/community/set-class-settings.ts'
import { viewClassLeads } from '../../../views/community/class-leads.ts'
import { viewClassDesk, viewMyLeadRequests } from '../../../views/community/class-desk.ts'
import {
  AskLeadBody,
  ClassDesk,
  ClassLeadParams,
  ClassLeads,
  ClassLocksBody,
  ClassRequestParams,
  JoinerParams,
  LeadAsked,
  LeadRemoved,
  MyLeadRequests,
  RequestParams,
} from '../../contract/class-desk.ts'
import { CommunityClassParams } from '../../contract/community-page.ts'
import { LedClassParams } from '../../contract/launch.ts'
import { orNotFound } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { classDone } from './class-refusals.ts'

/** `/api/v1/classes/led/{classId}/desk`, `/api/v1/classes/{classId}/leads` and what goes with them. */
export function addClassDeskRoutes(table: RouteTable, world: DomainWorld): void {
  addSettingRoutes(table, world)
  addJoinerRoutes(table, world)
  addCommunitySettingRoutes(table, world)
  addLeadRoutes(table, world)
  addDecisionRoutes(table, world)
  addAnswerRoutes(table, world)
}

function addSettingRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'control:all_class_settings' } as const
  table.add({
    method: 'get',
    path: '/api/v1/classes/led/:classId/desk',
    access,
    summary: 'A class that I lead: its leads and requests, its code, who came late, and what was done.',
    params: LedClassParams,
    response: ClassDesk,
    handle: async ({ principal, params }) => ({ status: 200, body: await showDesk(world, principal, params.classId) }),
  })
  table.add({
    method: 'put',
    path: '/api/v1/classes/led/:classId/locks',
    seen: '/api/v1/classes/led/:classId/desk',
    access,
    summary: 'Locks the code of a class that I lead, or opens it again.',
    params: LedClassParams,
    body: ClassLocksBody,
    response: ClassDesk,
    handle: async ({ principal, params: { classId }, body }) => {
      classDone(await setClassLocks(world, principal, { classId, ...body }))
      return { status: 200, body: await showDesk(world, principal, classId) }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/classes/led/:classId/code',
    access,
    summary: 'Gives a class that I lead a new code; the one before it leads nowhere any more.',
    params: LedClassParams,
    response: ClassDesk,
    status: 201,
    handle: async ({ principal, params: { classId } }) => {
      classDone(await renewClassCode(world, principal, classId))
      return { status: 201, body: await showDesk(world, principal, classId) }
    },
  })
}

function addJoinerRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'delete',
    path: '/api/v1/classes/led/:classId/late-joiners/:joinerId',
    access: { capability: 'edit:class_roster' },
    summary: 'Takes somebody who joined by the code out of a class that I lead.',
    params: JoinerParams,
    response: ClassDesk,
    handle: async ({ principal, params }) => {
      classDone(await removeJoiner(world, principal, params))
      return { status: 200, body: await showDesk(world, principal, params.classId) }
    },
  })
}

function addCommunitySettingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'put',
    path: '/api/v1/communities/:communityId/classes/:classId/locks',
    access: { capability: 'edit:class_settings' },
    summary: 'Locks the code of a class of a community that I lead, or opens it again.',
    params: CommunityClassParams,
    body: ClassLocksBody,
    status: 204,
    handle: async ({ principal, params, body }) => {
      classDone(await setClassLocksAsCommunity(world, principal, { ...params, ...body }))
      return { status: 204 }
    },
  })
}

function addLeadRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/classes/:classId/leads',
    access: { capability: 'remove:class_lead', onThing: true },
    summary: 'Who leads a class, for its leads, leads of its communities and administrators of the district.',
    params: LedClassParams,
    response: ClassLeads,
    handle: async ({ principal, params }) => {
      const found = orNotFound(await viewClassLeads(world, principal, params.classId))
      return { status: 200, body: plain(found) as ClassLeads }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/classes/:classId/lead-requests',
    access: { capability: 'designate:class_lead', onThing: true },
    summary: 'Asks somebody to lead a class; where a lead of its community asks, a lead of the class agrees first.',
    params: LedClassParams,
    body: AskLeadBody,
    response: LeadAsked,
    status: 201,
    handle: async ({ principal, params, body }) => ({
      status: 201,
      body: classDone(await askForClassLead(world, principal, { classId: params.classId, who: body })),
    }),
  })
  table.add({
    method: 'delete',
    path: '/api/v1/classes/:classId/leads/:personId',
    access: { capability: 'remove:class_lead', onThing: true },
    summary: 'Somebody leads a class no longer; the last one goes by an administrator of the district alone.',
    params: ClassLeadParams,
    response: LeadRemoved,
    handle: async ({ principal, params }) => ({
      status: 200,
      body: classDone(await removeClassLead(world, principal, params)),
    }),
  })
}

function addDecisionRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'delete',
    path: '/api/v1/classes/:classId/lead-requests/:requestId',
    access: { capability: 'designate:class_lead', onThing: true },
    summary: 'Takes a request of mine back that somebody leads a class.',
    params: ClassRequestParams,
    status: 204,
    handle: async ({ principal, params }) => {
      classDone(await withdrawLeadRequest(world, principal, params))
      return { status: 204 }
    },
  })
  for (const [path, agrees, summary] of [
    ['consent', true, 'Agrees that somebody whom a lead of a community asks for may lead my class.'],
    ['refusal', false, 'Refuses that, or takes a request of my class back.'],
  ] as const)
    table.add({
      method: 'post',
      path: `/api/v1/classes/:classId/lead-requests/:requestId/${path}`,
      access: { capability: 'designate:class_lead', onThing: true },
      summary,
      params: ClassRequestParams,
      response: ClassDesk,
      handle: async ({ principal, params }) => {
        classDone(await decideLeadRequest(world, principal, { ...params, agrees }))
        return { status: 200, body: await showDesk(world, principal, params.classId) }
      },
    })
}

function addAnswerRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/class-lead-requests',
    access: { open: 'session' },
    summary: 'The classes that I am asked to lead.',
    response: MyLeadRequests,
    handle: async ({ principal }) => {
      const requests = await viewMyLeadRequests(world, principal)
      return { status: 200, body: plain({ requests }) as MyLeadRequests }
    },
  })
  for (const [path, accepts, summary] of [
    ['acceptance', true, 'Leads a class that I am asked to lead.'],
    ['refusal', false, 'Declines to lead it.'],
  ] as const)
    table.add({
      method: 'post',
      path: `/api/v1/class-lead-requests/:requestId/${path}`,
      access: { open: 'session' },
      summary,
      params: RequestParams,
      status: 204,
      handle: async ({ principal, params }) => {
        classDone(await answerLeadRequest(world, principal, { requestId: params.requestId, accepts }))
        return { status: 204 }
      },
    })
}

async function showDesk(world: DomainWorld, principal: Principal, classId: string): Promise<ClassDesk> {
  const grant = authorise(principal, 'control:all_class_settings')
  return plain(orNotFound(await viewClassDesk(world, grant, classId))) as ClassDesk
}

/** Instants as the API writes them. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
