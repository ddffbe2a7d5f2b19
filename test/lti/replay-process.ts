/** One web process of several on one database: posts the launch that it is sent, as often as it is told, at once. */

import { createPlatformKeys } from '../../src/lti/platform-keys.ts'
import { verifyLaunch } from '../../src/lti/verify-launch.ts'
import type { LaunchRequest } from '../../src/lti/verify-launch.ts'
import { createGuardedFetch, fetchJson } from '../../src/net/guarded-fetch.ts'
import { createSignIn } from '../../src/signin/sign-in.ts'
import { openDatabase } from '../../src/store/database.ts'
import { signInParts } from '../signin/parts.ts'

interface Order {
  readonly request: LaunchRequest
  readonly times: number
}

const [url = '', publicUrl = ''] = process.argv.slice(2)
const db = openDatabase({ url, role: 'web' })
const guarded = createGuardedFetch({ allowPrivateNetwork: true, userAgent: 'Staffroom test' })
const keys = createPlatformKeys({ fetchJson: (address) => fetchJson(guarded, address), now: () => new Date() })
const signIn = createSignIn({
  ...signInParts,
  db,
  findPlatformKey: (address, kid) => keys.find(address, kid),
  afterRoleChange: () => Promise.resolve(),
  signingKeyRetiredDays: 7,
})

async function open(request: LaunchRequest): Promise<string> {
  const verdict = await verifyLaunch(signIn.ltiWorld, { publicUrl }, request)
  if (!verdict.ok) return verdict.code
  const admission = await signIn.admitLaunch(verdict.value)
  return admission.admitted && (await signIn.exchangeCode(admission.code)) !== null ? 'session' : 'not admitted'
}

process.on('message', (message) => {
  const { request, times } = message as Order
  void Promise.all(Array.from({ length: times }, () => open(request))).then((outcomes) => process.send?.(outcomes))
})
process.on('disconnect', () => {
  void db.close()
})
process.send?.('ready')
