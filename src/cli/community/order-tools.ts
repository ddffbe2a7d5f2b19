/** What the commands that change communities and classes ask of an open installation. */

import type { SurveyAsked } from './survey-tools.ts'

interface PersonLine {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
}
type OfCommunity = SurveyAsked & { readonly communityId: string }
type OfMember = OfCommunity & { readonly person: string }
type OfItsClass = OfCommunity & { readonly classId: string }
type OfClass = SurveyAsked & { readonly classId: string }
type OfPersonInClass = OfClass & { readonly person: string }

export interface PeopleShown {
  readonly name: string
  readonly members: readonly {
    readonly person: PersonLine
    readonly role: 'community_lead' | 'community_member'
    readonly invited: boolean
    readonly derived: boolean
  }[]
  /** Null: not for whoever is named with --as. */
  readonly invitations:
    | readonly {
        readonly id: string
        readonly kind: 'mail' | 'link' | 'class'
        readonly email: string | null
        readonly class: { readonly id: string; readonly title: string } | null
        readonly expiresAt: Date
        readonly accepted: number
      }[]
    | null
  readonly askable: readonly { readonly id: string; readonly title: string }[] | null
}
export interface ClassLeadsShown {
  readonly leads: readonly { readonly person: PersonLine; readonly taught: boolean }[]
  readonly locks: { readonly codeLocked: boolean; readonly listLocked: boolean } | null
  readonly mayTakeLast: boolean
  /** By whoever is named with --as, and open. */
  readonly asked: readonly { readonly id: string; readonly person: PersonLine }[]
}
export interface ClassStudentShown {
  readonly person: PersonLine
  readonly owner: 'feed' | 'put_in' | 'taken_out'
  readonly since: string | null
}
export interface ClassHistoryShown {
  readonly requests: readonly {
    readonly id: string
    readonly state: 'waiting_for_lead' | 'waiting_for_person'
    readonly person: PersonLine
    readonly expiresAt: Date
  }[]
  readonly history: readonly {
    readonly at: Date
    readonly action: string
    readonly byName: string | null
    readonly aboutName: string | null
  }[]
}

export interface GradebookShown {
  /** The district's day; null: it is off. */
  readonly since: string | null
  readonly pages: readonly {
    readonly id: string
    readonly title: string | null
    readonly platform: string
    readonly isOffered: boolean
  }[]
}

export interface CommunityOrders {
  readonly people: (asked: OfCommunity) => Promise<PeopleShown>
  /** Answers its number. */
  readonly create: (asked: SurveyAsked & { readonly name: string }) => Promise<string>
  readonly rename: (asked: OfCommunity & { readonly name: string }) => Promise<unknown>
  readonly archive: (asked: OfCommunity & { readonly archived: boolean }) => Promise<unknown>
  readonly promote: (asked: OfMember) => Promise<unknown>
  readonly demote: (asked: OfMember) => Promise<unknown>
  readonly handOver: (asked: OfMember) => Promise<unknown>
  readonly remove: (asked: OfMember) => Promise<{ readonly staysByClass: boolean }>
  readonly leave: (asked: OfCommunity) => Promise<{ readonly staysByClass: boolean }>
  readonly invite: (asked: OfCommunity & { readonly email: string }) => Promise<unknown>
  readonly makeLink: (asked: OfCommunity & { readonly days: number }) => Promise<{
    readonly url: string
    readonly expiresAt: Date
  }>
  readonly takeBack: (asked: OfCommunity & { readonly invitationId: string }) => Promise<unknown>
  readonly askForClass: (asked: OfItsClass) => Promise<unknown>
  readonly addClass: (asked: OfItsClass) => Promise<void>
  readonly takeOut: (asked: OfItsClass) => Promise<unknown>
}

export interface ClassOrders {
  readonly classLeads: (asked: OfClass) => Promise<ClassLeadsShown>
  readonly classList: (asked: OfClass) => Promise<readonly ClassStudentShown[]>
  readonly classHistory: (asked: OfClass) => Promise<ClassHistoryShown>
  readonly make: (
    asked: SurveyAsked & {
      readonly title: string
      readonly classCode: string | null
      readonly school: string
      readonly teacher: string | null
    },
  ) => Promise<{ readonly classId: string }>
  readonly rename: (asked: OfClass & { readonly title: string; readonly classCode: string | null }) => Promise<unknown>
  readonly end: (asked: OfClass & { readonly ends: boolean }) => Promise<unknown>
  readonly askLead: (asked: OfPersonInClass) => Promise<{ readonly waitsForLead: boolean }>
  readonly removeLead: (asked: OfPersonInClass) => Promise<{ readonly fromRoster: boolean }>
  readonly changeList: (asked: OfPersonInClass & { readonly to: 'in' | 'out' | 'feed' }) => Promise<unknown>
  readonly gradebook: (asked: OfClass) => Promise<GradebookShown>
  readonly setGradebook: (asked: OfClass & { readonly isOn: boolean }) => Promise<void>
}
