/** The sentences of "who can see what about me", in English, to the educator. */

import type { PolicyRole } from './policy/line.ts'

/** How far somebody sees: what they made themself, their schools, all of the district. */
export type Reach = 'nothing' | 'own' | 'schools' | 'district'

const ROLE_WORDS: Readonly<Record<PolicyRole, string>> = {
  student: 'students',
  teacher: 'teachers',
  class_lead: 'leads of classes',
  coach: 'coaches',
  principal: 'principals',
  school_admin: 'school administrators',
  district_admin: 'district administrators',
  customer_admin: 'administrators of the customer that your district belongs to',
  it_admin: 'IT administrators',
  billing_only: 'billing users',
  community_lead: 'leads of communities',
  community_member: 'members of communities',
  guardian: 'parents and guardians',
  educator_record: 'educators',
  support: 'support',
}

/** `Coaches and principals`, to begin a sentence with. */
export function listRoles(roles: readonly PolicyRole[]): string {
  const words = new Intl.ListFormat('en', { type: 'conjunction' }).format(roles.map((role) => ROLE_WORDS[role]))
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The same in the middle of one. */
const small = (who: string): string => who.charAt(0).toLowerCase() + who.slice(1)

const WHAT =
  'the date, how long it took, what kind it was, its schools, its tags, who was there and when a next step is due'
const CYCLE = 'of a cycle its focus from the list, its phases, and how you were rated at its start and end'

export const VISIBILITY_SAYS = {
  ownNever:
    'You do not see your own coaching record, whatever other roles you have: not on a page, not in a search, a report, an export or by mail, and not when you come from your LMS.',
  ownSeen: 'You can see your own coaching record.',
  told: 'You are told when you are put into the educator database.',
  notTold: 'You are not told that you were put into the educator database: everybody who works at a school is in it.',

  talks: {
    own: (who: string) =>
      `${who} see the interactions and coaching cycles that they logged themselves, with what they wrote.`,
    schools: (who: string) => `${who} see the interactions and coaching cycles of their schools: ${WHAT}; ${CYCLE}.`,
    district: (who: string) => `${who} see every interaction and coaching cycle of the district: ${WHAT}; ${CYCLE}.`,
  },
  colleagues: {
    nothing: 'Coaches do not see what other coaches logged about you.',
    own: 'Coaches do not see what other coaches logged about you.',
    schools: `Coaches see what other coaches logged at the schools that they work with: ${WHAT}.`,
    district: `Coaches see what other coaches logged anywhere in the district: ${WHAT}.`,
  },
  handedOver: (who: string) =>
    `If you change schools, ${small(who)} may hand open work with you over to a coach of your new school: of a cycle its focus from the list, its phases and your rating at its start, of a next step when it is due. Nothing that was written goes along.`,
  talksNever: (who: string) =>
    `${who} see no interaction and no coaching cycle, and nothing that says that there was one with you.`,

  notesPrivate:
    'What a coach wrote is private: notes, next steps, files, and the focus and goal of a cycle in their own words. Nobody but that coach reads it. Others see that there is some, and not what it says.',
  notesByReason:
    'What a coach wrote is read at once by that coach alone: notes, next steps, files, and the focus and goal of a cycle in their own words. Somebody else who sees the interaction or the cycle has to give a reason first, and it goes on the audit log.',
  notesAuthorSees: ' The coach sees who opened it, when and why.',

  reports: (who: string) =>
    `${who} read reports of all coaching: time and interactions by coach, school, kind, tag and phase, how cycles stand, and the names of educators whom nobody has seen for a while.`,
  coachReports: {
    nothing: 'Coaches read reports of their own work, and of nobody else’s.',
    own: 'Coaches read reports of their own work, and of nobody else’s.',
    schools: 'Coaches read such reports of what all coaches did for the schools that they work with.',
    district: 'Coaches read such reports of what all coaches did in the district.',
  },

  figures: (who: string, minimum: number) =>
    `${who} see totals of coaching at their schools, by whole months: how many interactions, how much time, and how many coaching cycles ended or go on, and after how many days. They name nobody, and no figure stands for fewer than ${minimum} educators.`,
  figuresClosed: (who: string) => `${who} see nothing of coaching, not even totals.`,
  nobodyFigures: 'There are no figures of coaching for principals.',

  mailByBox:
    'You get a copy of an interaction by mail only where its coach tags you in it and ticks a box for this one; the box is off until then. Nothing else about your coaching is ever mailed to you.',
  mailAlways: 'You get a copy of every interaction that tags you by mail.',
  mailNever: 'Nothing about your coaching is ever mailed to you.',

  database: {
    schools: (who: string) =>
      `${who} find the educators of the schools that they work with: name, schools, grades, and from what they may see, last contact and next step.`,
    district: (who: string) =>
      `${who} find every educator of the district: name, schools, grades, last contact and next step.`,
  },
  caseloads: (who: string) =>
    `A coach may keep a list of the educators whom they look after. Whether you are in it that coach and ${small(who)} see.`,
  caseloadsOwn:
    'A coach may keep a list of the educators whom they look after. Whether you are in it that coach alone sees.',
  audit: (who: string) =>
    `The audit log keeps what was done in coaching: who logged, changed or opened something, when, and whom it was about, not what it says. ${who} read it, but for what is about themselves.`,
  auditForNobody: 'The audit log keeps what was done in coaching. Nobody of the district reads it there.',
  deleted: (who: string) =>
    `When you leave, your record is closed and kept. ${who} alone can delete it for good, after typing your name.`,
  deletedByNobody: 'When you leave, your record is closed and kept. Nobody can delete it for good.',
} as const
