/** How people of the fake backend sign in: the one whose phone is lost has a second factor and a link. */

import type { PersonSignIn } from '../../src/http/contract/person-sign-in.ts'

export const LOST_PHONE = '704'

interface Asked {
  readonly backend: { readonly signIns: Map<string, PersonSignIn> }
  readonly params: Readonly<Record<string, string>>
}

export function openFakeSignIns(): Map<string, PersonSignIn> {
  const links = [{ since: '2026-09-01T12:00:00Z', seenAt: '2026-11-20T12:05:00Z' }]
  return new Map([[LOST_PHONE, { hasPassword: true, hasFactor: true, links }]])
}

const of = ({ backend, params }: Asked): PersonSignIn =>
  backend.signIns.get(params['personId'] ?? '') ?? { hasPassword: false, hasFactor: false, links: [] }

function change(asked: Asked, over: Partial<PersonSignIn>): null {
  asked.backend.signIns.set(asked.params['personId'] ?? '', { ...of(asked), ...over })
  return null
}

export const signInHandlers = {
  'GET /api/v1/people/{personId}/sign-in': of,
  'DELETE /api/v1/people/{personId}/single-sign-on': (asked: Asked) => change(asked, { links: [] }),
  'POST /api/v1/people/{personId}/second-factor/reset': (asked: Asked) => change(asked, { hasFactor: false }),
}
