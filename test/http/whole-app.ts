/** The application with every route it has, platforms and sign-in included; nothing outside is asked. */

import { createLog } from '../../src/http/log.ts'
import { addAccountRoutes } from '../../src/http/routes/signin/accounts.ts'
import { addLaunchOfSessionRoutes } from '../../src/http/routes/lti/launch-of-session.ts'
import { addLtiRoutes } from '../../src/http/routes/lti/lti.ts'
import { addLtiRegisterRoutes } from '../../src/http/routes/lti/lti-register.ts'
import { addPlacementRoutes } from '../../src/http/routes/lti/placements.ts'
import { notePreflightIn } from '../../src/signin/preflight.ts'
import type { SignIn, SignInOptions } from '../../src/signin/sign-in.ts'
import { createSignIn } from '../../src/signin/sign-in.ts'
import type { Database } from '../../src/store/database.ts'
import { signInParts } from '../signin/parts.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const nobody = () => Promise.reject(new Error('Nothing outside is asked here.'))

/** No platform is asked here. */
function tryServices() {
  return Promise.resolve({ problem: null, refused: [], isGranted: true, said: null })
}

export function signInOver(db: Database, over: Partial<SignInOptions> = {}): SignIn {
  return createSignIn({
    ...signInParts,
    db,
    findPlatformKey: nobody,
    signingKeyRetiredDays: 7,
    afterRoleChange: () => Promise.resolve(),
    ...over,
  })
}

/** With `built`, the app's pages are there, too. With `sessions`, bearers are tokens of the table `session`, looked up as in the product. */
export function openWholeApp(over: { readonly sessions?: boolean; readonly built?: string } = {}): Promise<TestApp> {
  return openTestApp(
    (table, web, world) => {
      const signIn = signInOver(web)
      const log = createLog({ level: 'silent', stream: process.stderr })
      const [publicUrl, now] = ['http://localhost', () => new Date()]
      const preflight = { publicUrl, now, version: '0.0.0', note: notePreflightIn({ db: web, now }), tryServices }
      const flood = { take: () => 0, giveBack: () => undefined }
      addLtiRoutes(table, { signIn, publicUrl, renderShell: () => '', log, preflight, flood })
      addLtiRegisterRoutes(table, { db: web, now, publicUrl, ask: nobody, log })
      addPlacementRoutes(table, { world, publicUrl, sign: nobody, findRegistration: nobody })
      addAccountRoutes(table, { signIn, publicUrl, sendsMail: true, world, log })
      addLaunchOfSessionRoutes(table, { findLaunch: signIn.findLaunch, world })
    },
    {
      ...(over.sessions === true ? { findPrincipal: (web: Database) => signInOver(web).findPrincipal } : {}),
      ...(over.built === undefined ? {} : { built: over.built }),
    },
  )
}
