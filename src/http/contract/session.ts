/** Sessions, invitations and who one is. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, nullable } from './shapes.ts'

const InCookie = Type.Literal(true, {
  description:
    'For the app’s own pages: the session goes into a cookie that no script reads, and no token is answered.',
})

/** `POST /api/v1/session`: the single-use code of a launch, or e-mail and password. */
export const CreateSessionBody = Type.Union([
  exactly({ code: Type.String({ minLength: 1, maxLength: 512 }) }),
  exactly({
    email: Type.String({ minLength: 3, maxLength: 254 }),
    password: Type.String({ minLength: 1, maxLength: 1024 }),
    secondFactor: Type.Optional(
      Type.String({ minLength: 6, maxLength: 20, description: 'A code, where the account has a second factor.' }),
    ),
    cookie: Type.Optional(InCookie),
  }),
])
export type CreateSessionBody = Static<typeof CreateSessionBody>

/** The token goes in `Authorization: Bearer …` and lives in memory only. */
export const TokenSession = exactly({ token: Type.String(), expiresAt: DateTime })
export type TokenSession = Static<typeof TokenSession>

/** Of a page whose session is in the browser's cookie. */
export const PageSession = exactly({
  mark: Type.String({ description: 'Names the session in the header X-Staffroom-Page of the page’s requests.' }),
  expiresAt: DateTime,
})
export type PageSession = Static<typeof PageSession>

export const Session = Type.Union([TokenSession, PageSession])
export type Session = Static<typeof Session>

/** `POST /api/v1/invitations/look`: what a one-time link is for, before it is used. */
export const LookInvitationBody = exactly({ token: Type.String({ minLength: 1, maxLength: 512 }) })
export type LookInvitationBody = Static<typeof LookInvitationBody>
export const Invitation = exactly({
  email: Type.String(),
  role: Type.String(),
  districtName: nullable(Type.String()),
  expiresAt: DateTime,
})
export type Invitation = Static<typeof Invitation>

/** `POST /api/v1/invitations/accept` answers 201 with a Session. */
export const AcceptInvitationBody = exactly({
  token: Type.String({ minLength: 1, maxLength: 512 }),
  givenName: Type.String({ minLength: 1, maxLength: 120 }),
  familyName: Type.String({ minLength: 1, maxLength: 120 }),
  password: Type.String({ minLength: 12, maxLength: 1024 }),
  cookie: Type.Optional(InCookie),
})
export type AcceptInvitationBody = Static<typeof AcceptInvitationBody>

/** `GET /api/v1/customer/districts`. */
export const CustomerDistricts = exactly({
  districts: Type.Array(exactly({ id: Type.String(), name: Type.String() })),
})
export type CustomerDistricts = Static<typeof CustomerDistricts>
/** `POST /api/v1/session/district` answers 204; from then on the session is about that district. */
export const EnterDistrictBody = exactly({ districtId: Type.String({ minLength: 1, maxLength: 63 }) })
export type EnterDistrictBody = Static<typeof EnterDistrictBody>

/** The page that someone sees first. */
export const HomeName = Type.Union([
  Type.Literal('coach'),
  Type.Literal('communities'),
  Type.Literal('figures'),
  Type.Literal('sync'),
  Type.Literal('invoices'),
  Type.Literal('student'),
  Type.Literal('unmatched'),
  Type.Literal('none'),
])
export type HomeName = Static<typeof HomeName>

/** `GET /api/v1/me`. `person` is null for an unmatched launch and for a customer's administrator. */
export const Me = exactly({
  person: nullable(
    exactly({
      id: Id,
      sourcedId: nullable(Type.String()),
      givenName: Type.String(),
      familyName: Type.String(),
    }),
  ),
  district: exactly({ id: Type.String(), name: Type.String(), timezone: Type.String() }),
  roles: Type.Array(exactly({ role: Type.String(), scopeType: Type.String(), scopeId: Type.String() })),
  seat: nullable(
    exactly({
      position: Type.Integer({ minimum: 1 }),
      waiting: Type.Integer({ minimum: 1 }),
      reason: Type.Union([
        Type.Literal('none_bought'),
        Type.Literal('all_in_use'),
        Type.Literal('held_in_grace'),
        Type.Literal('over_bought'),
        Type.Literal('reserved_elsewhere'),
      ]),
    }),
  ),
  home: HomeName,
  may: Type.Array(Type.String(), { description: 'Capabilities held somewhere: what the pages offer.' }),
  contacts: exactly(
    {
      support: Type.Array(Type.String(), {
        description: 'When something does not work: of one’s schools, else of the district.',
      }),
      billing: nullable(Type.String({ description: 'About licences and invoices.' })),
    },
    'E-mail addresses that one may write to.',
  ),
  secondFactor: Type.Optional(
    exactly(
      { dueAt: DateTime, isDue: Type.Boolean({ description: 'Until it is set up, nothing else is open.' }) },
      'A second factor is demanded of this account, and it has none.',
    ),
  ),
  support: Type.Optional(
    exactly(
      { until: DateTime, reads: Type.Array(Type.String()) },
      'Support access: when it ends, and the capabilities of pages that it may look at.',
    ),
  ),
})
export type Me = Static<typeof Me>
