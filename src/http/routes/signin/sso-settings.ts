/** A district's single sign-on as its administrators and its IT set it. */

import { removeSingleSignOn, setSingleSignOn } from '../../../actions/signin/set-single-sign-on.ts'
import type { CheckProvider, SsoOutcome } from '../../../actions/signin/set-single-sign-on.ts'
import { viewSingleSignOn } from '../../../views/signin/single-sign-on.ts'
import { SingleSignOn, SingleSignOnBody } from '../../contract/single-sign-on.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { redirectUriOf, startPath } from './single-sign-on.ts'

export interface SsoSettingsOptions {
  readonly world: DomainWorld
  readonly publicUrl: string
  readonly checkProvider: CheckProvider
}

/** Everything under `/api/v1/settings/single-sign-on`. */
export function addSsoSettingsRoutes(table: RouteTable, options: SsoSettingsOptions): void {
  const { world, checkProvider } = options
  const access = { capability: 'configure:sign_in' } as const
  const path = '/api/v1/settings/single-sign-on'
  const show = async (grant: Parameters<typeof viewSingleSignOn>[1]): Promise<SingleSignOn> => ({
    redirectUri: redirectUriOf(options.publicUrl),
    startUrl: `${options.publicUrl}${startPath(grant.principal.districtId)}`,
    ...(await viewSingleSignOn(world, grant)),
  })
  table.add({
    method: 'get',
    path,
    access,
    summary: 'The single sign-on of the district, without its secret.',
    response: SingleSignOn,
    handle: async ({ grant }) => ({ status: 200, body: await show(grant) }),
  })
  table.add({
    method: 'put',
    path,
    access,
    summary: 'Sets the single sign-on of the district, after the provider has been asked.',
    body: SingleSignOnBody,
    response: SingleSignOn,
    handle: async ({ grant, body }) => {
      const { clientSecret, version, ...settings } = body
      const change = { settings, clientSecret, version }
      const outcome = await setSingleSignOn(world, grant, { change, check: checkProvider })
      if (!outcome.ok) throw refusalOf(outcome)
      return { status: 200, body: await show(grant) }
    },
  })
  table.add({
    method: 'delete',
    path,
    access,
    summary: 'Removes the single sign-on of the district; whoever came in by it is signed out.',
    status: 204,
    handle: async ({ grant }) => {
      if (!(await removeSingleSignOn(world, grant))) throw notFound()
      return { status: 204 }
    },
  })
}

function refusalOf(outcome: Extract<SsoOutcome, { ok: false }>): HttpError {
  switch (outcome.problem) {
    case 'fields':
      return unprocessable('sso_settings', 'Some of it can’t be used.', outcome.fields)
    case 'version_stale':
      return new HttpError(409, 'version_stale', 'Somebody has changed this since you opened the page. Open it anew.')
    case 'secret_missing':
      return unprocessable('secret_missing', 'Another issuer or client id needs its own secret.', [
        {
          field: 'clientSecret',
          code: 'secret_missing',
          message: 'Enter the secret that the provider shows for this client.',
        },
      ])
    case 'provider_unreachable':
      return unprocessable('provider_unreachable', 'The provider did not answer.', [
        {
          field: 'issuer',
          code: 'unreachable',
          message: 'Nothing that speaks https answers at this address. Look at it again.',
        },
      ])
    case 'provider_invalid':
      return unprocessable('provider_invalid', 'What answers there is no OpenID Connect provider of this issuer.', [
        {
          field: 'issuer',
          code: 'invalid',
          message: 'Its /.well-known/openid-configuration has to name this very issuer. Copy the issuer from there.',
        },
      ])
  }
}
