/** Accounts of staff, as administrators make them and look after them. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { HandOver, StaffInvitation } from './invitations.ts'
import { DateTime, exactly, Id, MailAddress, Named, nullable, pageOf, pageQuery, sortQuery } from './shapes.ts'

export const StaffRole = Type.Union([
  Type.Literal('district_admin'),
  Type.Literal('it_admin'),
  Type.Literal('billing_only'),
  Type.Literal('school_admin'),
  Type.Literal('principal'),
  Type.Literal('teacher'),
  Type.Literal('coach'),
])
export type StaffRole = Static<typeof StaffRole>

export const StaffState = Type.Union(
  [Type.Literal('active'), Type.Literal('deactivated'), Type.Literal('disabled'), Type.Literal('removed')],
  { description: '`deactivated`: by an administrator; `disabled`: by the feed; `removed`: has left.' },
)
export type StaffState = Static<typeof StaffState>

/** `GET /api/v1/staff`, by family name. */
export const StaffQuery = exactly({
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Parts of a name or an address.' })),
  role: Type.Optional(StaffRole),
  schoolId: Type.Optional(Id),
  state: Type.Optional(
    Type.Union([Type.Literal('present'), ...StaffState.anyOf], {
      description: '`present`, as where nothing is said: all but those who have left.',
    }),
  ),
  ...pageQuery,
  ...sortQuery('name', 'email', 'state'),
})
export type StaffQuery = Static<typeof StaffQuery>

export const ListedStaff = exactly({
  id: Id,
  givenName: Type.String(),
  familyName: Type.String(),
  email: nullable(Type.String()),
  state: StaffState,
  roles: Type.Array(Type.String()),
  schools: Type.Array(Named),
  isFed: Type.Boolean({ description: 'A feed knows them.' }),
  signsIn: Type.Union([Type.Literal('account'), Type.Literal('invited'), Type.Literal('none')], {
    description: 'With a password here, by an invitation that waits, or by the LMS alone.',
  }),
})
export type ListedStaff = Static<typeof ListedStaff>
export const StaffPage = pageOf(ListedStaff)
export type StaffPage = Static<typeof StaffPage>

/** `GET /api/v1/staff/options`: what I may give to whom. */
export const StaffOptions = exactly({
  accountCreation: Type.Union([Type.Literal('manual'), Type.Literal('roster')]),
  sendsMail: Type.Boolean({ description: 'Links can be mailed.' }),
  roles: Type.Array(exactly({ role: StaffRole, at: Type.Union([Type.Literal('district'), Type.Literal('school')]) })),
  schools: Type.Array(Named),
  districtAdmins: Type.Integer({ minimum: 0 }),
})
export type StaffOptions = Static<typeof StaffOptions>

const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })

/** `POST /api/v1/staff` answers 201. */
export const AddStaffBody = exactly({
  givenName: Name,
  familyName: Name,
  email: MailAddress,
  role: StaffRole,
  schoolId: nullable(Id),
  invite: Type.Boolean({ description: 'Make a one-time link with which they set a password.' }),
  handOver: Type.Optional(HandOver),
})
export type AddStaffBody = Static<typeof AddStaffBody>

export const StaffAdded = exactly({
  personId: Id,
  invitation: nullable(StaffInvitation),
  districtAdmins: Type.Integer({ minimum: 0, description: 'How many people can act as district administrators now.' }),
})
export type StaffAdded = Static<typeof StaffAdded>

const TEACHERS_MAX = 200
/** `POST /api/v1/staff/teachers`: all of them, or none. Answers 201. */
export const AddTeachersBody = exactly({
  schoolId: Id,
  teachers: Type.Array(exactly({ givenName: Name, familyName: Name, email: MailAddress }), {
    minItems: 1,
    maxItems: TEACHERS_MAX,
  }),
  handOver: Type.Optional(HandOver),
})
export type AddTeachersBody = Static<typeof AddTeachersBody>
export const TeachersAdded = exactly({
  teachers: Type.Array(exactly({ personId: Id, email: Type.String(), invitation: StaffInvitation })),
})
export type TeachersAdded = Static<typeof TeachersAdded>

export const StaffParams = exactly({ personId: Id })
export type StaffParams = Static<typeof StaffParams>
export const StaffRoleParams = exactly({ personId: Id, grantId: Id })
export type StaffRoleParams = Static<typeof StaffRoleParams>

/** `GET /api/v1/staff/{personId}`. */
export const StaffPerson = exactly({
  id: Id,
  givenName: Type.String(),
  familyName: Type.String(),
  preferredGivenName: nullable(Type.String()),
  preferredFamilyName: nullable(Type.String()),
  email: nullable(Type.String()),
  state: StaffState,
  stateSince: nullable(DateTime),
  isFed: Type.Boolean(),
  isOwn: Type.Boolean({ description: 'My own account.' }),
  version: Type.String({ description: 'Of names and address: send it along with an edit of them.' }),
  roles: Type.Array(
    exactly({
      id: Id,
      role: Type.String(),
      scopeType: Type.String(),
      scopeName: nullable(Type.String({ description: 'The school or class; null: the district.' })),
      origin: Type.Union([Type.Literal('feed'), Type.Literal('manual')]),
      rule: nullable(Type.String()),
      since: DateTime,
    }),
  ),
  schools: Type.Array(exactly({ id: Id, name: Type.String(), isFed: Type.Boolean() })),
  seats: Type.Array(exactly({ kind: Type.String(), state: Type.String(), until: nullable(DateTime) })),
  identities: exactly({
    sources: Type.Array(exactly({ sourceId: Type.String(), sourcedId: Type.String(), active: Type.Boolean() })),
    ltiLinks: Type.Integer({ minimum: 0 }),
    accountEmail: nullable(Type.String()),
    invitedUntil: nullable(DateTime),
  }),
  history: nullable(
    Type.Array(
      exactly({
        id: Id,
        at: DateTime,
        action: Type.String(),
        role: nullable(Type.String()),
        by: nullable(Type.String()),
      }),
    ),
  ),
  untouchable: nullable(Type.Union([Type.Literal('peer_or_above'), Type.Literal('works_elsewhere')])),
  may: exactly({
    edit: Type.Boolean(),
    give: Type.Boolean(),
    activate: Type.Boolean(),
    remove: Type.Boolean(),
    move: Type.Boolean(),
    invite: Type.Boolean(),
    delete: Type.Boolean(),
  }),
})
export type StaffPerson = Static<typeof StaffPerson>

/** `PUT /api/v1/staff/{personId}` answers with the person. */
export const EditStaffBody = exactly({
  givenName: Name,
  familyName: Name,
  preferredGivenName: nullable(Type.String({ maxLength: 120 })),
  preferredFamilyName: nullable(Type.String({ maxLength: 120 })),
  email: nullable(MailAddress),
  version: Type.String({ minLength: 16, maxLength: 16 }),
})
export type EditStaffBody = Static<typeof EditStaffBody>

/** `POST /api/v1/staff/{personId}/roles` answers 201 with the person. */
export const GiveRoleBody = exactly({ role: StaffRole, schoolId: nullable(Id) })
export type GiveRoleBody = Static<typeof GiveRoleBody>

/** `GET /api/v1/staff/{personId}/deletion`: what goes with them for good. */
export const Deletion = exactly({
  word: Type.String({ description: 'What has to be typed.' }),
  written: Type.Integer({ minimum: 0, description: 'Interactions that they logged.' }),
  alone: Type.Integer({ minimum: 0, description: 'Interactions of others about them alone.' }),
  tagged: Type.Integer({ minimum: 0, description: 'Interactions of others about them, too: only the tag goes.' }),
  cycles: Type.Integer({ minimum: 0, description: 'Coaching cycles that they keep, and of others about them alone.' }),
  letters: Type.Integer({ minimum: 0, description: 'Copies of interactions mailed to them, or about to be.' }),
  drafts: Type.Integer({ minimum: 0, description: 'Drafts of theirs, and of others that tag them.' }),
  files: Type.Integer({ minimum: 0, description: 'Files attached to the interactions that go.' }),
  versions: Type.Integer({ minimum: 0, description: 'Earlier versions of the interactions that go.' }),
  caseloads: Type.Integer({ minimum: 0, description: 'Caseloads that they keep.' }),
  caseloadPlaces: Type.Integer({ minimum: 0, description: 'Caseloads of others that name them by hand.' }),
  handovers: Type.Integer({ minimum: 0, description: 'Decisions to hand them over, or educators from or to them.' }),
  filters: Type.Integer({ minimum: 0, description: 'Filters of reports that they keep.' }),
  communities: Type.Integer({ minimum: 0 }),
  leadsAlone: Type.Integer({
    minimum: 0,
    description: 'Communities that would be without a lead: these stand in the way.',
  }),
})
export type Deletion = Static<typeof Deletion>
/** `POST /api/v1/staff/{personId}/deletion` answers 204. */
export const DeleteStaffBody = exactly({ word: Type.String({ minLength: 1, maxLength: 300 }) })
export type DeleteStaffBody = Static<typeof DeleteStaffBody>

/** `POST /api/v1/staff/{personId}/move` answers with the person. */
export const MoveStaffBody = exactly({ fromSchoolId: Id, toSchoolId: Id })
export type MoveStaffBody = Static<typeof MoveStaffBody>

const Ids = Type.Array(Id, { minItems: 1, maxItems: 100, uniqueItems: true })
const Taught = Type.Boolean({ description: 'Assigned by hand; no feed says so.' })

/** `GET /api/v1/classes/{classId}/teachers`; `POST` and `DELETE` of one answer with the same. */
export const ClassTeachers = exactly({
  teachers: Type.Array(exactly({ id: Id, givenName: Type.String(), familyName: Type.String(), byHand: Taught })),
})
export type ClassTeachers = Static<typeof ClassTeachers>
export const AssignTeachersBody = exactly({ personIds: Ids })
export type AssignTeachersBody = Static<typeof AssignTeachersBody>
export const ClassTeacherParams = exactly({ classId: Id, personId: Id })
export type ClassTeacherParams = Static<typeof ClassTeacherParams>

/** `GET /api/v1/staff/{personId}/classes`; `POST` answers with the same. */
export const TaughtClasses = exactly({
  classes: Type.Array(exactly({ id: Id, title: Type.String(), schoolName: nullable(Type.String()), byHand: Taught })),
})
export type TaughtClasses = Static<typeof TaughtClasses>
export const AssignClassesBody = exactly({ classIds: Ids })
export type AssignClassesBody = Static<typeof AssignClassesBody>
