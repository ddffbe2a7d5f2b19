/** Coach home: educators, schools, kinds of interaction, interactions, the draft. */

import { discardDraft, keepDraft } from '../../actions/keep-draft.ts'
import { logInteraction } from '../../actions/log-interaction.ts'
import { viewDraft } from '../../views/draft.ts'
import { viewCoachingSchools, viewEducators, viewInteractionTypes } from '../../views/educators.ts'
import { viewInteraction, viewInteractions } from '../../views/interactions.ts'
import {
  CoachingSchools,
  DraftBody,
  EducatorPage,
  EducatorQuery,
  InteractionDraft,
  InteractionPage,
  InteractionParams,
  InteractionQuery,
  InteractionTypes,
  InteractionWithNotes,
  LogInteractionBody,
} from '../contract/coaching.ts'
import { placeOf } from '../contract/shapes.ts'
import { orNotFound, unprocessable } from '../errors.ts'
import type { RouteTable } from '../route.ts'
import type { DomainWorld } from '../world.ts'

/** Everything under `/api/v1/coaching`. */
export function addCoachingRoutes(table: RouteTable, world: DomainWorld): void {
  addEducatorRoutes(table, world)
  addInteractionRoutes(table, world)
  addDraftRoutes(table, world)
}

function addEducatorRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'use:educator_database' } as const
  table.add({
    method: 'get',
    path: '/api/v1/coaching/schools',
    access,
    summary: 'The schools whose educators I work with.',
    response: CoachingSchools,
    handle: async ({ grant }) => ({ status: 200, body: await viewCoachingSchools(world, grant) }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/coaching/interaction-types',
    access,
    summary: 'The kinds of interaction that the district uses.',
    response: InteractionTypes,
    handle: async ({ grant }) => ({ status: 200, body: await viewInteractionTypes(world, grant) }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/coaching/educators',
    access,
    summary: 'The educators of my schools, by name.',
    query: EducatorQuery,
    response: EducatorPage,
    handle: async ({ grant, query }) => {
      const { q = '', schoolId = null } = query
      return { status: 200, body: await viewEducators(world, grant, { q, schoolId, ...placeOf(query) }) }
    },
  })
}

function addInteractionRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/coaching/interactions',
    access: { capability: 'view:interaction' },
    summary: 'Interactions, newest first: mine, or all that I may see. Without notes.',
    query: InteractionQuery,
    response: InteractionPage,
    handle: async ({ grant, query }) => {
      const { by = 'me' } = query
      return { status: 200, body: await viewInteractions(world, grant, { by, ...placeOf(query) }) }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/coaching/interactions/:interactionId',
    access: { capability: 'view:interaction' },
    summary: 'One interaction with its notes. Opening another’s notes goes on the audit log.',
    params: InteractionParams,
    response: InteractionWithNotes,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: orNotFound(await viewInteraction(world, grant, params.interactionId)),
    }),
  })
  table.add({
    method: 'post',
    path: '/api/v1/coaching/interactions',
    access: { capability: 'create:interaction' },
    summary: 'Logs an interaction of mine.',
    body: LogInteractionBody,
    response: InteractionWithNotes,
    status: 201,
    handle: async ({ grant, body }) => {
      const outcome = await logInteraction(world, grant, { ...body, notes: body.notes ?? null })
      if ('interaction' in outcome) return { status: 201, body: outcome.interaction }
      const says = 'The interaction was not logged: some of it has to be put right first.'
      throw unprocessable('interaction_invalid', says, outcome.problems)
    },
  })
}

function addDraftRoutes(table: RouteTable, world: DomainWorld): void {
  const path = '/api/v1/coaching/draft'
  const access = { capability: 'create:interaction' } as const
  table.add({
    method: 'get',
    path,
    access,
    summary: 'What I was typing when the page went away.',
    response: DraftBody,
    handle: async ({ grant }) => ({ status: 200, body: await viewDraft(world, grant) }),
  })
  table.add({
    method: 'put',
    path,
    access,
    summary: 'Keeps what I am typing.',
    body: InteractionDraft,
    response: DraftBody,
    handle: async ({ grant, body }) => ({ status: 200, body: await keepDraft(world, grant, body) }),
  })
  table.add({
    method: 'delete',
    path,
    access,
    summary: 'Forgets what I was typing.',
    status: 204,
    handle: async ({ grant }) => {
      await discardDraft(world, grant)
      return { status: 204 }
    },
  })
}
