/** Everything by which people without an LMS come in: sessions, one-time links, passwords, single sign-on. */

import type { SignIn } from '../../../signin/sign-in.ts'
import { createPageCookie } from '../../page-cookie.ts'
import { createFloodLimit } from '../../flood-limit.ts'
import type { Log } from '../../log.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { addCustomerRoutes } from '../people/customer.ts'
import { addCardSessionRoutes } from './card-session.ts'
import { addInvitationRoutes } from './invitation.ts'
import { addPasswordRoutes } from './passwords.ts'
import { addSecondFactorRoutes } from './second-factor.ts'
import { addSessionRoutes } from './session.ts'
import { addSsoRoutes } from './single-sign-on.ts'
import { addSsoSettingsRoutes } from './sso-settings.ts'
import { addSupportSessionRoutes } from './support.ts'

export interface AccountRoutesOptions {
  readonly signIn: SignIn
  /** Origin of this installation, without a slash at its end. */
  readonly publicUrl: string
  /** Whether this installation sends mail. */
  readonly sendsMail: boolean
  readonly world: DomainWorld
  readonly log: Log
}

// Students of a large school who begin a lesson by their cards, behind one address. Guesses are counted by card besides.
const CARD_FLOOD = { perSecond: 20, burst: 3_000, keysMax: 20_000 } as const
// Of one network address, before anybody is known: the staff of a large school at one moment, and no flood.
const FLOOD = { perSecond: 5, burst: 500, keysMax: 20_000 } as const

export function addAccountRoutes(table: RouteTable, options: AccountRoutesOptions): void {
  const { signIn, publicUrl, sendsMail, world, log } = options
  const cookie = createPageCookie(publicUrl)
  const flood = createFloodLimit(FLOOD)
  addSessionRoutes(table, { signIn, cookie, flood })
  addCustomerRoutes(table, { signIn })
  addSupportSessionRoutes(table, { signIn, cookie, flood })
  addCardSessionRoutes(table, { signIn, cookie, flood: createFloodLimit(CARD_FLOOD) })
  addInvitationRoutes(table, { signIn, cookie })
  addPasswordRoutes(table, { signIn, publicUrl, sendsMail, flood })
  addSecondFactorRoutes(table, { signIn, world, publicUrl })
  addSsoRoutes(table, { signIn, cookie, publicUrl, sendsMail, log, flood })
  addSsoSettingsRoutes(table, { world, publicUrl, checkProvider: signIn.checkSsoProvider })
}
