/** Files of interactions: handing one over, opening one, taking one away. */

import type { AttachOutcome } from '../../../actions/coaching/attach.ts'
import { attachFile, detachFile, KINDS_SAID } from '../../../actions/coaching/attach.ts'
import type { FileOutcome } from '../../../actions/coaching/open-notes.ts'
import { openAttachment } from '../../../actions/coaching/open-notes.ts'
import {
  AttachBody,
  Attachment,
  AttachmentLimits,
  AttachmentParams,
  OpenAttachmentBody,
} from '../../contract/attachments.ts'
import { InteractionParams } from '../../contract/coaching.ts'
import { HttpError, notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { closedNotes } from './note-openings.ts'

const PATH = '/api/v1/coaching/interactions/:interactionId/attachments'

/** Under `/api/v1/coaching/interactions/{interactionId}/attachments`, and what may be attached. */
export function addAttachmentRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'edit:interaction' } as const
  table.add({
    method: 'get',
    path: '/api/v1/coaching/attachment-limits',
    access,
    summary: 'What may be attached to an interaction of mine.',
    response: AttachmentLimits,
    handle: () => {
      const { bytesMax, perInteractionMax } = world.settings.attachments
      return { status: 200, body: { bytesMax, perInteractionMax, kinds: KINDS_SAID } }
    },
  })
  table.add({
    method: 'post',
    path: PATH,
    access,
    summary: 'Attaches a file to an interaction of mine: sealed, whole or not at all.',
    params: InteractionParams,
    body: AttachBody,
    large: true,
    response: Attachment,
    status: 201,
    handle: async ({ grant, params, body }) => {
      const outcome = await attachFile(world, grant, { ...params, ...body })
      if ('attachment' in outcome) return { status: 201, body: outcome.attachment }
      throw refusal(outcome.problem, world.settings.attachments)
    },
  })
  table.add({
    method: 'delete',
    path: `${PATH}/:attachmentId`,
    access,
    summary: 'Takes a file away from an interaction of mine, for good.',
    params: AttachmentParams,
    status: 204,
    handle: async ({ grant, params }) => {
      if (!(await detachFile(world, grant, params))) throw notFound()
      return { status: 204 }
    },
  })
  addOpeningRoute(table, world)
}

function addOpeningRoute(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: `${PATH}/:attachmentId/content`,
    access: { capability: 'view:interaction' },
    summary: 'A file of an interaction; another’s with a reason, on the same terms as its notes.',
    params: AttachmentParams,
    body: OpenAttachmentBody,
    handle: async ({ grant, params, body }) => {
      const asked = { ...params, reason: body.reason ?? '' }
      return { status: 200, file: opened(orNotFound(await openAttachment(world, grant, asked))) }
    },
  })
}

function opened(outcome: FileOutcome) {
  if ('file' in outcome) return outcome.file
  const { problem } = outcome
  if (problem === 'store_away') throw away()
  if (problem === 'file_lost') throw new HttpError(404, problem, LOST)
  throw closedNotes(problem)
}

const LOST =
  'The content of this file is gone from where attachments are kept. Ask your district IT: a backup of that place may have it.'

function away(): HttpError {
  return new HttpError(
    503,
    'store_away',
    'The place where attachments are kept does not answer. Nothing was changed. Try again in some minutes; if it stays so, tell your district IT.',
  )
}

type Problem = Extract<AttachOutcome, { readonly problem: unknown }>['problem']

const MIB = 1_048_576

function refusal(problem: Problem, limits: DomainWorld['settings']['attachments']): HttpError {
  const on = (message: string) => unprocessable(problem, message, [{ field: 'content', code: problem, message }])
  switch (problem) {
    case 'interaction_unknown':
      return notFound()
    case 'store_away':
      return away()
    case 'empty':
      return on('The file is empty. Choose one with something in it.')
    case 'too_large':
      return on(
        `The file is larger than ${Math.floor(limits.bytesMax / MIB)} MB. Make it smaller, or attach a part of it.`,
      )
    case 'not_whole':
      return on('The file did not arrive whole. Choose it again.')
    case 'kind_refused':
      return on(`Files of this kind are not taken. Taken are: ${KINDS_SAID}. What counts is the content, not the name.`)
    case 'too_many':
      return on(`An interaction can have ${limits.perInteractionMax} files. Take one away first.`)
    case 'district_full':
      return on('Your district has used up its room for attachments. Ask its administrators, or take files away.')
  }
}
