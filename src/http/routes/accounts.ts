/** Everything by which people without an LMS come in: sessions, one-time links, passwords, single sign-on. */

import type { SignIn } from '../../signin/sign-in.ts'
import { createPageCookie } from '../page-cookie.ts'
import type { Log } from '../log.ts'
import type { RouteTable } from '../route.ts'
import type { DomainWorld } from '../world.ts'
import { addInvitationRoutes } from './invitation.ts'
import { addPasswordRoutes } from './passwords.ts'
import { addSessionRoutes } from './session.ts'
import { addSsoRoutes } from './single-sign-on.ts'
import { addSsoSettingsRoutes } from './sso-settings.ts'

export interface AccountRoutesOptions {
  readonly signIn: SignIn
  /** Origin of this installation, without a slash at its end. */
  readonly publicUrl: string
  /** Whether this installation sends mail. */
  readonly sendsMail: boolean
  readonly world: DomainWorld
  readonly log: Log
}

export function addAccountRoutes(table: RouteTable, options: AccountRoutesOptions): void {
  const { signIn, publicUrl, sendsMail, world, log } = options
  const cookie = createPageCookie(publicUrl)
  addSessionRoutes(table, { signIn, cookie })
  addInvitationRoutes(table, { signIn, cookie })
  addPasswordRoutes(table, { signIn, publicUrl, sendsMail })
  addSsoRoutes(table, { signIn, cookie, publicUrl, sendsMail, log })
  addSsoSettingsRoutes(table, { world, publicUrl, checkProvider: signIn.checkSsoProvider })
}
