/** A student comes in by the code of their start card. */

import type { SignIn } from '../../../signin/sign-in.ts'
import { Session } from '../../contract/session.ts'
import { BeginByCardBody } from '../../contract/start-cards.ts'
import { type HttpError, unprocessable } from '../../errors.ts'
import type { FloodLimit } from '../../flood-limit.ts'
import type { PageCookie } from '../../page-cookie.ts'
import type { RouteTable } from '../../route.ts'
import { stopFlood, tooMany } from './passwords.ts'
import { sessionReply } from './session.ts'

const WRONG =
  'This code opens nothing. Look at it once more. If it is right, the card is too old or was replaced: ask your teacher for a new one.'

/** `/card` and `POST /api/v1/card-sessions`. */
export function addCardSessionRoutes(
  table: RouteTable,
  o: {
    readonly signIn: Pick<SignIn, 'signInWithCard' | 'endSession'>
    readonly cookie: PageCookie
    readonly flood: FloodLimit
  },
): void {
  const { signIn, cookie, flood } = o
  table.add({
    method: 'get',
    path: '/card',
    access: { open: 'static' },
    summary: 'The short address of the page where the code of a start card is typed.',
    status: 302,
    handle: () => ({ status: 302, redirect: '/#/card' }),
  })
  table.add({
    method: 'post',
    path: '/api/v1/card-sessions',
    access: { open: 'signin' },
    summary:
      'Begins the session of a student by the code of their start card; every code that opens nothing is answered alike.',
    body: BeginByCardBody,
    response: Session,
    status: 201,
    handle: async ({ body, request }) => {
      stopFlood(flood, request.ip)
      const outcome = await signIn.signInWithCard({ code: body.code, address: request.ip ?? '' })
      if (!outcome.ok) throw outcome.reason === 'too_many' ? tooMany(outcome.waitMs) : wrongCode()
      if (body.cookie !== true) return sessionReply(outcome.session, null, 201)
      // Whoever was signed in at this browser is so no more.
      const earlier = cookie.read(request)
      if (earlier !== null) await signIn.endSession(earlier)
      return sessionReply(outcome.session, cookie, 201)
    },
  })
}

function wrongCode(): HttpError {
  return unprocessable('card_code', WRONG, [{ field: 'code', code: 'card_code', message: WRONG }])
}
