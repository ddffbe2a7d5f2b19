/** Copies of interactions by mail, to the educators tagged in them: who gets what, mailing, what was mailed. */

import type { SharePreview as Preview } from '../../../actions/coaching/share-interaction.ts'
import { previewShare, shareInteraction } from '../../../actions/coaching/share-interaction.ts'
import { findShareable, viewCopies } from '../../../views/coaching/interaction-mail.ts'
import { InteractionParams, LogInteractionBody } from '../../contract/coaching.ts'
import { InteractionMail, ShareBody, SharePreview } from '../../contract/interaction-mail.ts'
import { orNotFound } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { inputOf, invalid, stale } from './interaction-input.ts'

/** Where mails say that they come from. */
export interface MailLinks {
  /** Origin of this installation, without a slash at its end. */
  readonly publicUrl: string
}

/** `/api/v1/coaching/interactions/{interactionId}/mail` and the preview before anything is logged. */
export function addInteractionMailRoutes(table: RouteTable, world: DomainWorld, { publicUrl }: MailLinks): void {
  const path = '/api/v1/coaching/interactions/:interactionId/mail'
  table.add({
    method: 'post',
    path: '/api/v1/coaching/interaction-mail-preview',
    access: { capability: 'create:interaction' },
    summary: 'Who would get what if this were logged with a copy for its educators. Nothing is kept or sent.',
    body: LogInteractionBody,
    response: SharePreview,
    handle: async ({ grant, body }) => {
      const outcome = await previewShare(world, grant, inputOf(body))
      if ('problems' in outcome) throw invalid(outcome.problems)
      return { status: 200, body: shown(outcome.preview) }
    },
  })
  table.add({
    method: 'get',
    path,
    access: { capability: 'edit:interaction' },
    summary: 'What was mailed of an interaction of mine, to whom and when, the latest first.',
    params: InteractionParams,
    response: InteractionMail,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: { copies: orNotFound(await viewCopies(world, grant, params.interactionId)) },
    }),
  })
  table.add({
    method: 'post',
    path,
    access: { capability: 'share_by_email:interaction', onThing: true },
    summary: 'Mails a copy of an interaction of mine, as it stands, to the educators tagged in it.',
    params: InteractionParams,
    body: ShareBody,
    creates: true,
    response: SharePreview,
    handle: async ({ grantOn, principal, params: { interactionId }, body: { version } }) => {
      const thing = orNotFound(await findShareable(world, principal, interactionId))
      const grant = grantOn({ districtId: principal.districtId, ...thing, holds: ['checkbox_ticked'] })
      const done = orNotFound(await shareInteraction(world, grant, { interactionId, version, publicUrl }))
      if (done === 'stale') throw stale()
      return { status: 200, body: shown(done) }
    },
  })
}

/** Names alone: whose address it is stays in the roster. */
function shown({ subject, paragraphs, footer, to, withoutAddress }: Preview) {
  return { subject, paragraphs, footer, to: to.map(nameOf), withoutAddress: withoutAddress.map(nameOf) }
}

function nameOf({ id, givenName, familyName }: Preview['to'][number]) {
  return { id, givenName, familyName }
}
