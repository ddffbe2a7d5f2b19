/** The rules by which a feed's roles become roles here: shown, looked at before they are saved, and changed. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { LicencePreview } from './licences.ts'
import { DateTime, exactly, nullable, pageOf, pageQuery, PersonName } from './shapes.ts'

const count = Type.Integer({ minimum: 0 })
const Words = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 2000 })
const MappedRole = Type.Union(
  (
    [
      'district_admin',
      'school_admin',
      'coach',
      'principal',
      'billing_only',
      'teacher',
      'student',
      'guardian',
      'it_admin',
    ] as const
  ).map((role) => Type.Literal(role)),
)

export const RoleRule = exactly({
  when: exactly({
    role: Type.Optional(Words),
    roleType: Type.Optional(Words),
    orgType: Type.Optional(Words),
    school: Type.Optional(Words),
    email: Type.Optional(Words),
    sourcedId: Type.Optional(Words),
    metadata: Type.Optional(Type.Record(Type.String({ maxLength: 200 }), Words, { maxProperties: 50 })),
  }),
  grant: Type.Array(exactly({ role: MappedRole, scope: Type.Union([Type.Literal('org'), Type.Literal('district')]) }), {
    maxItems: 20,
    description: 'None: whoever it holds of gets no role by it.',
  }),
  stop: Type.Optional(Type.Boolean({ description: 'No rule after it is tried.' })),
  comment: Type.Optional(Type.String({ maxLength: 500 })),
})
export type RoleRule = Static<typeof RoleRule>

const rules = Type.Array(RoleRule, { maxItems: 500, description: 'In the order in which they are tried.' })
const replaceDefault = Type.Boolean({ description: 'The installation’s rules are not tried after them.' })
const Version = Type.String({ maxLength: 40, description: 'Send it along with a change: it says what you saw.' })

/** `GET /api/v1/role-map`, and the answer of a change. */
export const RoleMap = exactly({
  version: Version,
  rules,
  replaceDefault,
  standard: Type.Array(RoleRule),
  fault: nullable(Type.String({ description: 'What was kept can’t be understood; null: it can.' })),
  roles: Type.Array(exactly({ role: MappedRole, administrator: Type.Boolean() })),
  schools: Type.Array(exactly({ sourcedId: Type.String(), name: Type.String() })),
  mayEdit: Type.Boolean(),
  mayRaise: Type.Boolean({ description: 'Write rules that make administrators or billing users, too.' }),
})
export type RoleMap = Static<typeof RoleMap>

/** `PUT /api/v1/role-map`: all of them, in place of those before. */
export const RoleMapBody = exactly({ rules, replaceDefault, version: Version })
export type RoleMapBody = Static<typeof RoleMapBody>

/** `POST /api/v1/role-map/preview` */
export const RoleMapPreviewBody = exactly({ rules, replaceDefault })
export type RoleMapPreviewBody = Static<typeof RoleMapPreviewBody>
/** `POST /api/v1/role-map/preview/export?kind=` */
export const RoleMapFileQuery = exactly({
  kind: Type.Optional(
    Type.String({
      pattern: '^[a-z0-9][a-z0-9-]{0,62}(:[a-z0-9][a-z0-9-]{0,62})?$',
      description: 'The licence whose people are meant; none: everybody whose roles change.',
    }),
  ),
})
export type RoleMapFileQuery = Static<typeof RoleMapFileQuery>

const thenAndNow = { before: count, after: count }

export const RoleMapPreview = exactly({
  licences: Type.Array(exactly({ kind: Type.String(), name: Type.String(), ...LicencePreview.properties })),
  roles: Type.Array(exactly({ role: Type.String(), ...thenAndNow }), { description: 'Of how many people each is.' }),
  unmapped: exactly(thenAndNow),
  changes: Type.Array(
    exactly({
      person: PersonName,
      gained: Type.Array(Type.String()),
      lost: Type.Array(Type.String()),
    }),
    { description: 'One page of those whose roles change, by name.' },
  ),
  changeCount: count,
})
export type RoleMapPreview = Static<typeof RoleMapPreview>

/** `GET /api/v1/role-map/versions?page=&pageSize=`: the maps that the district has had, newest first. */
export const RoleMapVersionQuery = exactly(pageQuery)
export type RoleMapVersionQuery = Static<typeof RoleMapVersionQuery>
const place = Type.Integer({ minimum: 1, description: 'Which rule of that map.' })
const was = Type.Integer({ minimum: 1, description: 'Which rule of the map before it.' })
export const RoleMapChange = Type.Union([
  exactly({ kind: Type.Literal('added'), place, rule: RoleRule }),
  exactly({ kind: Type.Literal('removed'), was, rule: RoleRule }),
  exactly({ kind: Type.Literal('changed'), was, place, before: RoleRule, rule: RoleRule }),
  exactly({ kind: Type.Literal('moved'), was, place, rule: RoleRule }),
  exactly({
    kind: Type.Literal('standard'),
    replaced: Type.Boolean({ description: 'The installation’s rules are not tried after them any more.' }),
  }),
])
export type RoleMapChange = Static<typeof RoleMapChange>
export const RoleMapVersion = exactly({
  number: Type.Integer({ minimum: 1, description: 'The highest is the one in effect.' }),
  savedAt: DateTime,
  by: Type.Union([Type.Literal('person'), Type.Literal('server'), Type.Literal('unknown')], {
    description: 'server: by the command line; unknown: it was there before versions were kept.',
  }),
  byName: nullable(Type.String()),
  ruleCount: count,
  changes: nullable(Type.Array(RoleMapChange, { description: 'Null: one of the two can’t be understood.' })),
})
export type RoleMapVersion = Static<typeof RoleMapVersion>
export const RoleMapVersions = pageOf(RoleMapVersion)
export type RoleMapVersions = Static<typeof RoleMapVersions>

/** `GET /api/v1/role-map/versions/{number}`: one of them as it was saved. Send it back to take it up again. */
export const RoleMapVersionParams = exactly({ number: Type.String({ pattern: '^[1-9][0-9]{0,8}$' }) })
export const SavedRoleMap = exactly({ rules, replaceDefault })
export type SavedRoleMap = Static<typeof SavedRoleMap>
