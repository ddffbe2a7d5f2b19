/** Everything by which people without an LMS come in: sessions, one-time links, passwords. */

import type { SignIn } from '../../signin/sign-in.ts'
import { createPageCookie } from '../page-cookie.ts'
import type { RouteTable } from '../route.ts'
import { addInvitationRoutes } from './invitation.ts'
import { addPasswordRoutes } from './passwords.ts'
import { addSessionRoutes } from './session.ts'

export interface AccountRoutesOptions {
  readonly signIn: SignIn
  /** Origin of this installation, without a slash at its end. */
  readonly publicUrl: string
  /** Whether this installation sends mail. */
  readonly sendsMail: boolean
}

export function addAccountRoutes(table: RouteTable, { signIn, publicUrl, sendsMail }: AccountRoutesOptions): void {
  const cookie = createPageCookie(publicUrl)
  addSessionRoutes(table, { signIn, cookie })
  addInvitationRoutes(table, { signIn, cookie })
  addPasswordRoutes(table, { signIn, publicUrl, sendsMail })
}
