/** A web process that lets one launch in, says how far it is, and may be killed on the way. */

import { createPlatformKeys } from '../../src/lti/platform-keys.ts'
import { verifyLaunch } from '../../src/lti/verify-launch.ts'
import type { LaunchRequest } from '../../src/lti/verify-launch.ts'
import { createGuardedFetch, fetchJson } from '../../src/net/guarded-fetch.ts'
import { createSignIn } from '../../src/signin/sign-in.ts'
import { openDatabase } from '../../src/store/database.ts'
import { signInParts } from './parts.ts'

const [url = '', publicUrl = ''] = process.argv.slice(2)
const db = openDatabase({ url, role: 'web', applicationName: 'staffroom-killed' })
const guarded = createGuardedFetch({ allowPrivateNetwork: true, userAgent: 'Staffroom test' })
const keys = createPlatformKeys({ fetchJson: (address) => fetchJson(guarded, address), now: () => new Date() })
const signIn = createSignIn({
  ...signInParts,
  db,
  findPlatformKey: (address, kid) => keys.find(address, kid),
  afterRoleChange: () => Promise.resolve(),
  signingKeyRetiredDays: 7,
})

async function open(request: LaunchRequest): Promise<void> {
  const verdict = await verifyLaunch(signIn.ltiWorld, { publicUrl }, request)
  process.send?.(verdict.ok ? 'verified' : verdict.code)
  if (!verdict.ok) return
  const admission = await signIn.admitLaunch(verdict.value)
  process.send?.(admission.admitted ? 'admitted' : admission.reason)
}

process.on('message', (request) => void open(request as LaunchRequest))
process.on('disconnect', () => {
  void db.close()
})
process.send?.('ready')
