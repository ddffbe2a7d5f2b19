/** Community home: communities I belong to, the classes I lead. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { exactly, Id, Named, nullable, PersonName } from './shapes.ts'

export const CommunityRole = Type.Union([Type.Literal('community_lead'), Type.Literal('community_member')])
export type CommunityRole = Static<typeof CommunityRole>

export const CommunityClass = exactly({
  id: Id,
  title: Type.String(),
  school: nullable(Named),
  leads: Type.Array(PersonName),
  byRule: Type.Boolean({ description: 'A rule put it there; somebody did otherwise.' }),
})
export type CommunityClass = Static<typeof CommunityClass>

export const CommunityMember = exactly({
  person: PersonName,
  role: CommunityRole,
  /** Invited by a lead, or there because a class of theirs is (both can be). */
  invited: Type.Boolean(),
  derived: Type.Boolean(),
})
export type CommunityMember = Static<typeof CommunityMember>

export const Community = exactly({
  id: Id,
  name: Type.String(),
  archived: Type.Boolean({ description: 'Kept to be read; nothing in it changes.' }),
  /** Null: seen by virtue of another role, not as a member. */
  myRole: nullable(CommunityRole),
  byRule: Type.Boolean({ description: 'A rule made it of the roster.' }),
  classes: Type.Array(CommunityClass),
  members: Type.Array(CommunityMember),
})
export type Community = Static<typeof Community>

/** `GET /api/v1/communities`: those I belong to. */
export const MyCommunities = exactly({ communities: Type.Array(Community) })
export type MyCommunities = Static<typeof MyCommunities>

/** `GET /api/v1/communities/all`: for district administrators, names, leads and classes. */
export const ListedCommunity = exactly({
  id: Id,
  name: Type.String(),
  archived: Type.Boolean(),
  leads: Type.Array(PersonName),
  classes: Type.Array(exactly({ id: Id, title: Type.String() })),
})
export type ListedCommunity = Static<typeof ListedCommunity>
export const ListedCommunities = exactly({ communities: Type.Array(ListedCommunity) })
export type ListedCommunities = Static<typeof ListedCommunities>

/** `GET /api/v1/classes/led`: classes I lead, with the communities each one is in (at most five). */
export const LedClass = exactly({
  id: Id,
  title: Type.String(),
  classCode: nullable(Type.String()),
  school: nullable(Named),
  communities: Type.Array(Named),
})
export type LedClass = Static<typeof LedClass>
export const LedClasses = exactly({ classes: Type.Array(LedClass) })
export type LedClasses = Static<typeof LedClasses>

/** `POST /api/v1/communities` answers 201 with the Community; its creator is its lead. */
export const CreateCommunityBody = exactly({ name: Type.String({ minLength: 1, maxLength: 120 }) })
export type CreateCommunityBody = Static<typeof CreateCommunityBody>

/** `POST /api/v1/communities/{communityId}/classes` answers 201 with the Community. */
export const CommunityParams = exactly({ communityId: Id })
export type CommunityParams = Static<typeof CommunityParams>
export const AddClassBody = exactly({ classId: Id })
export type AddClassBody = Static<typeof AddClassBody>
