/** Single sign-on of the fake backend: failures come by what one types. */

import type { SingleSignOn } from '../../src/http/contract/single-sign-on.ts'
import { Refused } from './fake-answers.ts'

/** An issuer at which nobody answers. */
export const SILENT_ISSUER = 'https://silent.example'

export interface FakeSso {
  set: SingleSignOn['provider']
}

export function openFakeSso(): FakeSso {
  return { set: null }
}

interface Asked {
  readonly backend: { readonly sso: FakeSso }
  readonly body: Readonly<Record<string, unknown>>
}

const ADDRESSES = {
  redirectUri: 'https://staffroom.riverside.example/sso/callback',
  startUrl: 'https://staffroom.riverside.example/sso/start/riverside',
}

export const ssoHandlers = {
  'GET /api/v1/sign-in': ({ backend }: Asked) => ({
    sendsMail: true,
    support: [],
    providers:
      backend.sso.set?.isListed === true ? [{ label: backend.sso.set.label, start: '/sso/start/riverside' }] : [],
  }),
  'GET /api/v1/settings/single-sign-on': ({ backend }: Asked) => ({ ...ADDRESSES, provider: backend.sso.set }),
  'PUT /api/v1/settings/single-sign-on': ({ backend, body }: Asked) => {
    if (body['issuer'] === SILENT_ISSUER)
      throw new Refused(422, 'provider_unreachable', 'The provider did not answer.', [
        { field: 'issuer', code: 'unreachable', message: 'Nothing that speaks https answers at this address.' },
      ])
    const { clientSecret: _secret, version, ...settings } = body
    const set = { ...settings, version: String(Number(version ?? 0) + 1), changedAt: '2026-11-22T10:00:00Z' }
    backend.sso.set = set as NonNullable<SingleSignOn['provider']>
    return { ...ADDRESSES, provider: backend.sso.set }
  },
  'DELETE /api/v1/settings/single-sign-on': ({ backend }: Asked) => {
    backend.sso.set = null
    return null
  },
}
