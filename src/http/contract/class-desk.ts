/** A class as its leads run it: who leads it, who is asked to, how students take part, what was done. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, Named, nullable, PersonName } from './shapes.ts'

export const ClassLead = exactly({
  person: PersonName,
  taught: Type.Boolean({ description: 'Because the roster has them as its teacher.' }),
})
export type ClassLead = Static<typeof ClassLead>

export const LeadRequest = exactly({
  id: Id,
  state: Type.Union([Type.Literal('waiting_for_lead'), Type.Literal('waiting_for_person')], {
    description: 'Waits for a lead of the class to agree, or for whom is asked.',
  }),
  class: Named,
  community: nullable(Named),
  person: PersonName,
  askedBy: PersonName,
  expiresAt: DateTime,
})
export type LeadRequest = Static<typeof LeadRequest>

const codeLocked = Type.Boolean({ description: 'Nobody new takes part by the code.' })
const listLocked = Type.Boolean({ description: 'Only who is on the class’s list takes part by the code.' })
export const ClassLocks = exactly({ codeLocked, listLocked })
export type ClassLocks = Static<typeof ClassLocks>
/** `PUT …/locks` */
export const ClassLocksBody = exactly({ codeLocked, listLocked: Type.Optional(listLocked) })
export type ClassLocksBody = Static<typeof ClassLocksBody>
export const JoinerParams = exactly({ classId: Id, joinerId: Id })

/** `GET /api/v1/classes/led/{classId}/desk`, and what every change of it answers with. */
export const ClassDesk = exactly({
  leads: Type.Array(ClassLead),
  requests: Type.Array(LeadRequest),
  locks: ClassLocks,
  code: nullable(exactly({ code: Type.String({ description: 'As it is shown: K7MQ-4XPD.' }), since: DateTime })),
  lateJoiners: Type.Array(exactly({ id: Id, name: nullable(Type.String()), joinedAt: DateTime }), {
    description: 'Who takes part by the code without being on the roster.',
  }),
  history: Type.Array(
    exactly({
      id: Id,
      at: DateTime,
      action: Type.String(),
      byName: nullable(Type.String()),
      aboutName: nullable(Type.String()),
    }),
    { description: 'The newest first.' },
  ),
})
export type ClassDesk = Static<typeof ClassDesk>

/** `GET /api/v1/classes/{classId}/leads`: for whoever may remove them. */
export const ClassLeads = exactly({
  leads: Type.Array(ClassLead),
  locks: nullable(exactly({ codeLocked, listLocked }, 'What is locked; null: that is not for me to set.')),
  mayTakeLast: Type.Boolean({ description: 'Whether I may remove the last one, too.' }),
  asked: Type.Array(LeadRequest, { description: 'Whom I have asked to lead it, and nobody has answered yet.' }),
})
export type ClassLeads = Static<typeof ClassLeads>

export const ClassLeadParams = exactly({ classId: Id, personId: Id })
export const ClassRequestParams = exactly({ classId: Id, requestId: Id })
export const RequestParams = exactly({ requestId: Id })

/** By address; or by number, somebody of a community that the class stands in. */
export const AskLeadBody = Type.Union([
  exactly({ email: Type.String({ minLength: 3, maxLength: 254 }) }),
  exactly({ personId: Id }),
])
export type AskLeadBody = Static<typeof AskLeadBody>
export const LeadAsked = exactly({ requestId: Id, waitsForLead: Type.Boolean() })
export type LeadAsked = Static<typeof LeadAsked>
export const LeadRemoved = exactly({
  fromRoster: Type.Boolean({ description: 'They were taken out of the class as its teacher, whatever the feed says.' }),
})
export type LeadRemoved = Static<typeof LeadRemoved>

/** `GET /api/v1/class-lead-requests`: those that wait for me. */
export const MyLeadRequests = exactly({ requests: Type.Array(LeadRequest) })
export type MyLeadRequests = Static<typeof MyLeadRequests>
