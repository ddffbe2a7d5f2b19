/** Launches of people whom the roster doesn't know, links to the LMS, and where e-mail addresses link. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, nullable, pageOf, pageQuery, sortQuery, PersonName } from './shapes.ts'

const text = nullable(Type.String())

export const LaunchProposal = exactly({
  id: Id,
  givenName: Type.String(),
  familyName: Type.String(),
  because: Type.Array(Type.Union([Type.Literal('number'), Type.Literal('email'), Type.Literal('name')]), {
    description: 'What they share with what the LMS says.',
  }),
  inClass: Type.Boolean({ description: 'They are in the class that the launch came from.' }),
  holdsMore: Type.Boolean({
    description: 'They hold more than a teacher or a student: only an administrator of the district links them.',
  }),
  schools: Type.Array(Type.String()),
})
export type LaunchProposal = Static<typeof LaunchProposal>

export const UnmatchedLaunch = exactly({
  id: Id,
  reason: Type.String({
    description: 'no_person_id, person_unknown, person_ambiguous, unlinked, email_not_enough or unconfirmed.',
  }),
  name: nullable(Type.String({ description: 'As the LMS says, like the next two.' })),
  email: text,
  lmsPersonId: text,
  launches: Type.Integer({ minimum: 0 }),
  lastAt: DateTime,
  platform: Type.String({ description: 'The issuer of the LMS.' }),
  course: text,
  className: text,
  proposals: Type.Array(LaunchProposal),
})
export type UnmatchedLaunch = Static<typeof UnmatchedLaunch>

/** `GET /api/v1/lti/unmatched?page=&pageSize=`, the last launch first. */
export const UnmatchedQuery = exactly({ ...pageQuery, ...sortQuery('lastAt', 'reason', 'name') })
export type UnmatchedQuery = Static<typeof UnmatchedQuery>
export const UnmatchedPage = pageOf(UnmatchedLaunch)
export type UnmatchedPage = Static<typeof UnmatchedPage>
export const LaunchParams = exactly({ launchId: Id })

/** `POST /api/v1/lti/unmatched/{launchId}/link`: it is this person. */
export const LinkLaunchBody = exactly({ personId: Id })
export type LinkLaunchBody = Static<typeof LinkLaunchBody>
export const LaunchLinked = exactly({ isLinked: Type.Literal(true) })
export type LaunchLinked = Static<typeof LaunchLinked>
/** `POST /api/v1/lti/unmatched/{launchId}/dismissal`: nobody is asked about it again. */
export const LaunchDismissed = exactly({ isDismissed: Type.Literal(true) })
export type LaunchDismissed = Static<typeof LaunchDismissed>

export const LtiLink = exactly({
  id: Id,
  person: PersonName,
  platform: Type.String(),
  linkedBy: Type.Union(
    [
      Type.Literal('sourcedId'),
      Type.Literal('identifier'),
      Type.Literal('userIds'),
      Type.Literal('email'),
      Type.Literal('admin'),
    ],
    { description: 'The field of the roster that made the link, the e-mail address, or somebody by hand.' },
  ),
  linkedAt: DateTime,
  holdsMore: Type.Boolean(),
})
export type LtiLink = Static<typeof LtiLink>

/** `GET /api/v1/lti/links?q=&page=&pageSize=`, the last first; `q`: parts of a name. */
export const LinkSearch = exactly({
  q: Type.Optional(Type.String({ maxLength: 100 })),
  ...pageQuery,
  ...sortQuery('linkedAt', 'linkedBy', 'familyName', 'givenName'),
})
export type LinkSearch = Static<typeof LinkSearch>
export const LtiLinkPage = pageOf(LtiLink)
export type LtiLinkPage = Static<typeof LtiLinkPage>
export const LinkParams = exactly({ linkId: Id })

/** `GET /api/v1/lti/people?q=&page=&pageSize=`: whom one may link, by family name. */
export const PeopleSearch = exactly({
  q: Type.Optional(Type.String({ maxLength: 100 })),
  ...pageQuery,
  ...sortQuery('familyName', 'givenName'),
})
export type PeopleSearch = Static<typeof PeopleSearch>
export const LinkablePerson = exactly({
  id: Id,
  givenName: Type.String(),
  familyName: Type.String(),
  schools: Type.Array(Type.String()),
})
export type LinkablePerson = Static<typeof LinkablePerson>
export const LinkablePage = pageOf(LinkablePerson)
export type LinkablePage = Static<typeof LinkablePage>

/** `GET /api/v1/lti/email-links`: the registrations that serve the district. */
export const EmailChoice = exactly({
  registrationId: Id,
  platform: Type.String(),
  clientId: Type.String(),
  servesOne: Type.Boolean({ description: 'False: it serves another district, too, and may never link by e-mail.' }),
  enabled: Type.Boolean(),
})
export type EmailChoice = Static<typeof EmailChoice>
export const EmailChoices = exactly({ registrations: Type.Array(EmailChoice) })
export type EmailChoices = Static<typeof EmailChoices>
/** `PUT /api/v1/lti/email-links/{registrationId}` */
export const EmailChoiceParams = exactly({ registrationId: Id })
export const EmailChoiceBody = exactly({ enabled: Type.Boolean() })
export type EmailChoiceBody = Static<typeof EmailChoiceBody>
