/** The learning platforms of a district: what to enter in them, what is registered, and what the last check found. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, nullable } from './shapes.ts'

const Address = Type.String({ minLength: 1, maxLength: 2048 })
const PersonIdField = Type.Union([Type.Literal('sourcedId'), Type.Literal('identifier'), Type.Literal('userIds')], {
  description: 'Which field of the roster the platform’s person id is.',
})
const Product = Type.Union([Type.Literal('canvas'), Type.Literal('schoology'), Type.Literal('moodle')])
const FrameOrigins = Type.Array(Type.String({ minLength: 1, maxLength: 300 }), {
  minItems: 1,
  maxItems: 20,
  description: 'Origins whose pages may show the tool in a frame.',
})
const DeploymentId = Type.String({ minLength: 1, maxLength: 255, description: 'As the platform names it.' })

const Finding = exactly({
  check: Type.String(),
  state: Type.Union([Type.Literal('ok'), Type.Literal('warning'), Type.Literal('wrong')]),
  code: Type.String({ description: 'Stable; see the generated reference.' }),
  says: Type.String(),
  remedy: nullable(Type.String({ description: 'What mends it.' })),
})
export type Finding = Static<typeof Finding>

const Deployment = exactly({
  id: Id,
  deploymentId: Type.String(),
  status: Type.Union([Type.Literal('pending'), Type.Literal('active'), Type.Literal('inactive')]),
  isConfirmed: Type.Boolean({
    description:
      'An administrator of the district stands by it. Until then it finds nobody who holds more than a teacher or a student.',
  }),
  checked: nullable(
    exactly({
      at: DateTime,
      findings: Type.Array(Finding),
      ticket: Type.String({ description: 'To paste into a ticket: no personal value and no token is in it.' }),
    }),
  ),
})

const Registration = exactly({
  id: Id,
  issuer: Type.String(),
  clientId: Type.String(),
  authUrl: Type.String(),
  tokenUrl: Type.String(),
  jwksUrl: Type.String(),
  personIdField: PersonIdField,
  frameOrigins: Type.Array(Type.String()),
  origin: Type.Union([Type.Literal('command'), Type.Literal('page'), Type.Literal('dynamic')]),
  product: nullable(Product),
  isShared: Type.Boolean({ description: 'It may serve other districts, too: the installation’s operator sets it.' }),
  deployments: Type.Array(Deployment),
})

/** `GET /api/v1/lti`, and the answer of every change. */
export const LtiSetup = exactly({
  tool: exactly({
    loginUrl: Type.String(),
    launchUrl: Type.String(),
    jwksUrl: Type.String(),
    canvasUrl: Type.String(),
    domain: Type.String(),
  }),
  registrations: Type.Array(Registration),
  links: Type.Array(
    exactly({
      id: Id,
      state: Type.Union([Type.Literal('open'), Type.Literal('taken')]),
      createdAt: DateTime,
      expiresAt: DateTime,
    }),
  ),
})
export type LtiSetup = Static<typeof LtiSetup>

/** `POST /api/v1/lti/registrations`: what the platform shows. */
export const RegistrationBody = exactly({
  issuer: Address,
  clientId: Type.String({ minLength: 1, maxLength: 255 }),
  authUrl: Address,
  tokenUrl: Address,
  jwksUrl: Address,
  product: nullable(Product),
  deploymentId: nullable(DeploymentId),
})
export type RegistrationBody = Static<typeof RegistrationBody>
/** `PUT /api/v1/lti/registrations/{registrationId}`. */
export const RegistrationChange = exactly({ personIdField: PersonIdField, frameOrigins: FrameOrigins })
export type RegistrationChange = Static<typeof RegistrationChange>
/** `POST /api/v1/lti/registrations/{registrationId}/deployments`. */
export const DeploymentBody = exactly({ deploymentId: DeploymentId })
export type DeploymentBody = Static<typeof DeploymentBody>
/** `PUT /api/v1/lti/deployments/{deploymentId}/state`. */
export const DeploymentState = exactly({ isOn: Type.Boolean() })
export type DeploymentState = Static<typeof DeploymentState>
/** `POST /api/v1/lti/registration-links`. */
export const RegistrationLinkBody = exactly({
  days: Type.Integer({ minimum: 1, maximum: 14, description: 'How long it may be used, once.' }),
})
export type RegistrationLinkBody = Static<typeof RegistrationLinkBody>
/** Told this once. */
export const RegistrationLink = exactly({ url: Type.String(), expiresAt: DateTime })
export type RegistrationLink = Static<typeof RegistrationLink>

export const RegistrationParams = exactly({ registrationId: Id })
export const DeploymentParams = exactly({ deploymentId: Id })
export const LinkParams = exactly({ linkId: Id })
