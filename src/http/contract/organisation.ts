/** Schools as the district keeps them beside the feed, and groups of schools. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, Named, nullable } from './shapes.ts'

const Version = nullable(DateTime)
const Email = Type.String({ maxLength: 254, pattern: '^\\s*[^\\s@]+@[^\\s@]+\\s*$' })
const Website = Type.String({ maxLength: 300, pattern: '^\\s*https?://[^\\s]+\\s*$' })

export const OrganisationSchool = exactly({
  id: Id,
  name: Type.String(),
  identifier: nullable(Type.String()),
  classes: Type.Integer({ minimum: 0 }),
  address: nullable(Type.String()),
  phone: nullable(Type.String()),
  website: nullable(Type.String()),
  email: nullable(Type.String()),
  version: Version,
})
export type OrganisationSchool = Static<typeof OrganisationSchool>

export const SchoolGroup = exactly({
  id: Id,
  name: Type.String(),
  schools: Type.Array(Named),
  version: DateTime,
})
export type SchoolGroup = Static<typeof SchoolGroup>

/** `GET /api/v1/organisation`; what changes it answers with the same. */
export const Organisation = exactly({
  schools: Type.Array(OrganisationSchool),
  groups: Type.Array(SchoolGroup),
})
export type Organisation = Static<typeof Organisation>

/** `PUT /api/v1/schools/{schoolId}/information`. The name is a field of the roster and edited there. */
export const SchoolInformationBody = exactly({
  address: nullable(Type.String({ maxLength: 500 })),
  phone: nullable(Type.String({ maxLength: 60 })),
  website: nullable(Website),
  email: nullable(Email),
  version: Version,
})
export type SchoolInformationBody = Static<typeof SchoolInformationBody>

const Name = Type.String({ minLength: 1, maxLength: 120 })
const SchoolIds = Type.Array(Id, { maxItems: 5000, uniqueItems: true })

/** `POST /api/v1/school-groups` answers 201. */
export const AddGroupBody = exactly({ name: Name, schoolIds: SchoolIds })
export type AddGroupBody = Static<typeof AddGroupBody>
export const GroupParams = exactly({ groupId: Id })
export type GroupParams = Static<typeof GroupParams>
/** `PUT /api/v1/school-groups/{groupId}`. */
export const ChangeGroupBody = exactly({ name: Name, schoolIds: SchoolIds, version: DateTime })
export type ChangeGroupBody = Static<typeof ChangeGroupBody>
