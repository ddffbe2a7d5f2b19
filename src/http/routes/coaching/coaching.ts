/** Coach home: educators, schools, interactions, what is being typed. */

import { authorise } from '../../../access/authorise.ts'
import type { Principal } from '../../../access/principal.ts'
import { discardDraft, DRAFTS_MAX, keepDraft } from '../../../actions/coaching/keep-draft.ts'
import { logInteraction } from '../../../actions/coaching/log-interaction.ts'
import { viewDrafts } from '../../../views/coaching/draft.ts'
import { viewCoachingSchools, viewEducators } from '../../../views/coaching/educators.ts'
import { viewInteraction } from '../../../views/coaching/interactions.ts'
import {
  CoachingSchools,
  DraftParams,
  Drafts,
  EducatorPage,
  EducatorQuery,
  InteractionParams,
  InteractionWithNotes,
  KeepDraftBody,
  KeptDraft,
  LogInteractionBody,
} from '../../contract/coaching.ts'
import { placeOf } from '../../contract/shapes.ts'
import { notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { Frozen, RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { addAttachmentRoutes } from './attachments.ts'
import { addCaseloadRoutes } from './caseloads.ts'
import { addInteractionEditRoutes } from './interaction-edits.ts'
import { inputOf, invalid } from './interaction-input.ts'
import { addInteractionListRoutes } from './interaction-list.ts'
import { addInteractionMailRoutes } from './interaction-mail.ts'
import type { MailLinks } from './interaction-mail.ts'
import { addCoachingWordRoutes } from './coaching-words.ts'
import { addEducatorByHandRoutes } from './educator-by-hand.ts'
import { addHandoverRoutes } from './handovers.ts'
import { addEducatorDatabaseRoutes } from './educator-database.ts'
import { addLogImportRoutes } from './log-imports.ts'
import { addNoteOpeningRoutes } from './note-openings.ts'
import { addTimelineRoutes } from './timeline.ts'

/** Everything under `/api/v1/coaching`. */
export function addCoachingRoutes(table: RouteTable, world: DomainWorld, links: MailLinks): void {
  addEducatorRoutes(table, world)
  addEducatorDatabaseRoutes(table, world)
  addCaseloadRoutes(table, world)
  addHandoverRoutes(table, world)
  addEducatorByHandRoutes(table, world)
  addInteractionListRoutes(table, world)
  addInteractionRoutes(table, world, links)
  addInteractionEditRoutes(table, world)
  addInteractionMailRoutes(table, world, links)
  addAttachmentRoutes(table, world)
  addDraftRoutes(table, world)
  addCoachingWordRoutes(table, world)
  addNoteOpeningRoutes(table, world)
  addLogImportRoutes(table, world)
  addTimelineRoutes(table, world)
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

function addInteractionRoutes(table: RouteTable, world: DomainWorld, { publicUrl }: MailLinks): void {
  table.add({
    method: 'get',
    path: '/api/v1/coaching/interactions/:interactionId',
    access: { capability: 'view:interaction' },
    summary: 'One interaction, with its notes where they are mine.',
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
    handle: async ({ grant, principal, body }) => {
      const { draftId = null, share = false, cycle: wished = null, educatorIds: aboutIds } = body
      const thing = { districtId: principal.districtId, ownerId: principal.personId ?? '', aboutIds }
      // A record about oneself is refused below, with the reason.
      const isShared = share && !aboutIds.includes(thing.ownerId)
      const ticked = { ...thing, holds: ['checkbox_ticked'] as const }
      const shared = isShared ? { grant: authorise(principal, 'share_by_email:interaction', ticked), publicUrl } : null
      const cycle = wished === null ? null : cycleOf(principal, wished)
      const outcome = await logInteraction(world, grant, { input: inputOf(body), draftId, cycle, shared })
      if ('interaction' in outcome) return { status: 201, body: outcome.interaction }
      throw invalid(outcome.problems)
    },
  })
}

function cycleOf(principal: Principal, wished: NonNullable<Frozen<LogInteractionBody>['cycle']>) {
  const grant = authorise(principal, 'create:coaching_cycle')
  return { grant, cycleId: wished.id, phaseId: wished.phaseId ?? null }
}

function addDraftRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'create:interaction' } as const
  table.add({
    method: 'get',
    path: '/api/v1/coaching/drafts',
    access,
    summary: 'What I was typing when a page went away, newest first.',
    response: Drafts,
    handle: async ({ grant }) => ({ status: 200, body: { drafts: await viewDrafts(world, grant) } }),
  })
  table.add({
    method: 'put',
    path: '/api/v1/coaching/drafts',
    access,
    summary: 'Keeps what I am typing, under a name that the page gave it.',
    body: KeepDraftBody,
    response: KeptDraft,
    handle: async ({ grant, body }) => {
      const kept = await keepDraft(world, grant, body)
      if (kept !== null) return { status: 200, body: kept }
      const says = `You have ${DRAFTS_MAX} drafts. Log or discard one of them, then this one is kept.`
      throw unprocessable('drafts_too_many', says)
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/coaching/drafts/:draftId',
    access,
    summary: 'Forgets what I was typing.',
    params: DraftParams,
    status: 204,
    handle: async ({ grant, params }) => {
      if (!(await discardDraft(world, grant, params.draftId))) throw notFound()
      return { status: 204 }
    },
  })
}
