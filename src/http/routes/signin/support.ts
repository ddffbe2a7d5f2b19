/** Support access: the list for those who administer the district, letting support in, ending it; and its one-time link. */

import { endSupport, letSupportIn } from '../../../actions/signin/support-access.ts'
import type { SupportFault } from '../../../access/support.ts'
import { supportFaultSays } from '../../../access/support.ts'
import { writeInvitationToken } from '../../../signin/invitation-token.ts'
import type { SignIn } from '../../../signin/sign-in.ts'
import { viewSupport } from '../../../views/signin/support-access.ts'
import { Session } from '../../contract/session.ts'
import { placeOf } from '../../contract/shapes.ts'
import {
  BeginSupportBody,
  LetSupportInBody,
  SupportLink,
  SupportPage,
  SupportParams,
  SupportQuery,
} from '../../contract/support.ts'
import { HttpError, notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { FloodLimit } from '../../flood-limit.ts'
import type { PageCookie } from '../../page-cookie.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { stopFlood } from './passwords.ts'
import { sessionReply } from './session.ts'

const PATH = '/api/v1/support-accesses'
const NO_STORE = { 'cache-control': 'no-store' } as const

/** Everything under `/api/v1/support-accesses`. */
export function addSupportRoutes(
  table: RouteTable,
  world: DomainWorld,
  { publicUrl }: { readonly publicUrl: string },
): void {
  const access = { capability: 'grant:support_access' } as const
  table.add({
    method: 'get',
    path: PATH,
    access,
    summary: 'Who of the installation has looked into my district and who may now, the newest first.',
    query: SupportQuery,
    response: SupportPage,
    handle: async ({ grant, query }) => ({
      status: 200,
      body: await viewSupport(world, grant, { ...placeOf(query), openOnly: query.open === 'true' }),
    }),
  })
  table.add({
    method: 'post',
    path: PATH,
    access,
    summary: 'Lets support look into my district for a limited time; answers with a link that works once.',
    body: LetSupportInBody,
    response: SupportLink,
    shownOnce: true,
    status: 201,
    handle: async ({ grant, body }) => {
      const { token, secret: link } = writeInvitationToken({ districtId: grant.principal.districtId })
      const outcome = orNotFound(await letSupportIn(world, grant, { ...body, link, publicUrl }))
      if ('faults' in outcome) throw refusalOf(outcome.faults, world)
      const { id, expiresAt } = outcome.opened
      const shown = { id, url: `${publicUrl}/#/support/${token}`, expiresAt: expiresAt.toISOString() }
      return { status: 201, body: shown, headers: NO_STORE }
    },
  })
  table.add({
    method: 'delete',
    path: `${PATH}/:accessId`,
    access,
    summary: 'Ends a support access at once, and the session that it has opened.',
    params: SupportParams,
    status: 204,
    handle: async ({ grant, params }) => {
      if (!(await endSupport(world, grant, params.accessId))) throw notFound()
      return { status: 204 }
    },
  })
}

function refusalOf(faults: readonly SupportFault[], world: DomainWorld): HttpError {
  const fields = faults.map((field) => ({
    field,
    code: 'out_of_range',
    message: supportFaultSays(field, world.settings.support),
  }))
  return unprocessable('support_refused', 'Support was not let in.', fields)
}

/** `POST /api/v1/support-sessions`, by which a one-time link is taken up. */
export function addSupportSessionRoutes(
  table: RouteTable,
  o: { readonly signIn: Pick<SignIn, 'beginSupport'>; readonly cookie: PageCookie; readonly flood: FloodLimit },
): void {
  table.add({
    method: 'post',
    path: '/api/v1/support-sessions',
    access: { open: 'signin' },
    summary: 'Begins the session of a support access by its one-time link.',
    body: BeginSupportBody,
    response: Session,
    status: 201,
    handle: async ({ body, request }) => {
      stopFlood(o.flood, request.ip)
      const session = await o.signIn.beginSupport(body.token)
      if (session === null)
        throw new HttpError(401, 'link_used', 'This link was used, is too old, or was ended. Ask for another one.')
      return sessionReply(session, body.cookie === true ? o.cookie : null, 201)
    },
  })
}
