/** The parent portal: what everybody sees there, and what administrators see of it. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, MailAddress, nullable, pageOf, pageQuery, sortQuery } from './shapes.ts'

export const PortalParams = exactly({ districtId: Type.String({ minLength: 1, maxLength: 63 }) })
export type PortalParams = Static<typeof PortalParams>

/** `GET /api/v1/parents/{districtId}`, for everybody. */
export const ParentPortal = exactly({
  name: Type.String({ description: 'Of the district.' }),
  logo: nullable(Type.String({ description: 'A data address of a PNG or JPEG.' })),
  isOpen: Type.Boolean({ description: 'Whether parents may register.' }),
})
export type ParentPortal = Static<typeof ParentPortal>

const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })
/** `POST /api/v1/parents/{districtId}/registrations`, for everybody, answers 204. */
export const RegisterParentBody = exactly({
  givenName: Name,
  familyName: Name,
  email: MailAddress,
  studentName: Type.String({ minLength: 1, maxLength: 240, pattern: '\\S' }),
  studentNumber: nullable(Type.String({ maxLength: 40 })),
})
export type RegisterParentBody = Static<typeof RegisterParentBody>

/** `GET /api/v1/parent-registrations`, newest first. */
export const ParentRegistration = exactly({
  id: Id,
  givenName: Type.String(),
  familyName: Type.String(),
  email: Type.String(),
  studentName: Type.String(),
  studentNumber: nullable(Type.String()),
  at: DateTime,
})
export type ParentRegistration = Static<typeof ParentRegistration>
export const ParentRegistrationQuery = exactly({ ...pageQuery, ...sortQuery('at', 'familyName', 'studentName') })
export type ParentRegistrationQuery = Static<typeof ParentRegistrationQuery>
export const ParentRegistrations = pageOf(ParentRegistration)
export type ParentRegistrations = Static<typeof ParentRegistrations>

/** `PUT /api/v1/parent-portal/logo` answers 204. */
export const LogoBody = exactly({
  content: nullable(
    Type.String({ maxLength: 360_000, description: 'A PNG or JPEG of at most 256 KB, in base64; null: none.' }),
  ),
})
export type LogoBody = Static<typeof LogoBody>
