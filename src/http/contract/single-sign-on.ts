/** Single sign-on: what the sign-in page offers, and what a district sets. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, nullable } from './shapes.ts'

/** `GET /api/v1/sign-in`. */
export const SignInOffer = exactly({
  sendsMail: Type.Boolean({ description: 'Whether a link for a new password can be mailed.' }),
  providers: Type.Array(
    exactly({ label: Type.String(), start: Type.String({ description: 'Where its login begins.' }) }),
    {
      description: 'Single sign-on of the districts that offer it to everybody.',
    },
  ),
  support: Type.Array(Type.String(), {
    description: 'Whom to write to, where it is known whose page this is: the installation has one district.',
  }),
})
export type SignInOffer = Static<typeof SignInOffer>

const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const Required = exactly({ claim: Text(120), value: Text(300) })
const settings = {
  issuer: Text(500),
  clientId: Text(300),
  label: Text(60),
  claim: Text(120),
  field: Type.Union([
    Type.Literal('sourcedId'),
    Type.Literal('identifier'),
    Type.Literal('userIds'),
    Type.Literal('email'),
  ]),
  required: nullable(Required),
  isOn: Type.Boolean(),
  isListed: Type.Boolean(),
}

/** `GET /api/v1/settings/single-sign-on`. The secret is never shown. */
export const SingleSignOn = exactly({
  redirectUri: Type.String({ description: 'What the provider has to be told.' }),
  startUrl: Type.String({ description: 'Where people of the district begin.' }),
  provider: nullable(exactly({ ...settings, version: Type.String(), changedAt: DateTime })),
})
export type SingleSignOn = Static<typeof SingleSignOn>

/** `PUT /api/v1/settings/single-sign-on`. */
export const SingleSignOnBody = exactly({
  ...settings,
  clientSecret: nullable(Text(2000)),
  version: nullable(Type.String({ description: 'That of what is changed; null: there was none.' })),
})
export type SingleSignOnBody = Static<typeof SingleSignOnBody>

/** `/sso/start/:districtId`. */
export const StartParams = exactly({ districtId: Type.String({ minLength: 1, maxLength: 63 }) })
