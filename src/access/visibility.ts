/**
 * Who sees what about an educator (product.md §4.4), in sentences made of the policy as it runs and of the district's own
 * switches: change either, and the sentence changes. Pure.
 */

import type { Role } from '../roster/model.ts'
import { ROLES } from '../roster/model.ts'
import type { RuleName } from '../roster/rule.ts'
import type { Capability } from './capability.ts'
import type { Condition, PolicyLine, PolicyRole } from './policy/line.ts'
import { POLICY } from './policy.ts'
import type { Principal } from './principal.ts'
import { createScopeFinder, type ScopeFinder } from './scope-of.ts'
import { listRoles, type Reach, VISIBILITY_SAYS as SAYS } from './visibility-words.ts'

/** The district's switches that decide about it, as they stand. */
export interface VisibilitySwitches {
  readonly coachesSeeEachOther: boolean
  readonly privateNotes: boolean
  readonly coachReports: 'own' | 'schools' | 'district'
  readonly principalReports: 'none' | 'aggregates'
  readonly principalMinimum: number
}
type SwitchName = keyof VisibilitySwitches & RuleName

export const VISIBILITY_TOPICS = ['yourself', 'talks', 'notes', 'reports', 'principals', 'mail', 'record'] as const
export type VisibilityTopic = (typeof VISIBILITY_TOPICS)[number]

export interface VisibilityLine {
  readonly topic: VisibilityTopic
  /** One sentence or two, to the educator. */
  readonly says: string
  /** The switch that it follows, if any. */
  readonly switch: SwitchName | null
  /** Rows of the permission files, or sections of decisions, that it comes from. */
  readonly rows: readonly string[]
}

/** A role held where it usually is. */
const PLACE = { districtId: 'd', personId: '1', customerId: 'c' } as const
const SCOPE_OF: Readonly<Partial<Record<Role, 'district' | 'class' | 'community' | 'customer'>>> = {
  district_admin: 'district',
  it_admin: 'district',
  billing_only: 'district',
  customer_admin: 'customer',
  class_lead: 'class',
  community_lead: 'community',
  community_member: 'community',
}

const PLACE_OF = {
  district: PLACE.districtId,
  customer: PLACE.customerId,
  school: '1',
  class: '1',
  community: '1',
} as const

function holderOf(role: PolicyRole): Principal {
  if (role === 'educator_record') return { ...PLACE, roles: [], asEducator: true }
  if (role === 'support') return { ...PLACE, personId: null, roles: [], support: { accessId: '1' } }
  const scopeType = SCOPE_OF[role] ?? 'school'
  return {
    ...PLACE,
    personId: role === 'customer_admin' ? null : '1',
    roles: [{ role, scopeType, scopeId: PLACE_OF[scopeType] }],
  }
}

interface Asked {
  readonly reach: (role: PolicyRole, capability: Capability, holds?: readonly Condition[]) => Reach
  readonly rows: (capability: Capability, roles: readonly PolicyRole[]) => readonly string[]
  /** Roles of the product by how far the capability reaches for them. */
  readonly by: (capability: Capability, reach: Reach, holds?: readonly Condition[]) => readonly PolicyRole[]
}

const SIGNING_IN: readonly PolicyRole[] = [...ROLES, 'support']

function askerOf(policy: readonly PolicyLine[]): Asked {
  const find = createScopeFinder(policy)
  const reach: Asked['reach'] = (role, capability, holds = []) => reachOf(find, role, { capability, holds })
  return {
    reach,
    rows: (capability, roles) => [
      ...new Set(
        policy.flatMap((line) => (line.capability === capability && roles.includes(line.role) ? line.rows : [])),
      ),
    ],
    by: (capability, wanted, holds = []) => SIGNING_IN.filter((role) => reach(role, capability, holds) === wanted),
  }
}

function reachOf(
  find: ScopeFinder,
  role: PolicyRole,
  { capability, holds }: { readonly capability: Capability; readonly holds: readonly Condition[] },
): Reach {
  const scope = find(holderOf(role), capability, holds)
  if (scope === null) return 'nothing'
  if (scope.district) return 'district'
  return scope.schoolIds.length > 0 ? 'schools' : 'own'
}

/** Everything that is to be said, in the order of the topics. @param policy the one that runs; tests change it */
export function describeVisibility(
  switches: VisibilitySwitches,
  policy: readonly PolicyLine[] = POLICY,
): readonly VisibilityLine[] {
  const asked = askerOf(policy)
  return [
    ...aboutYourself(asked),
    ...aboutTalks(asked, switches),
    ...aboutNotes(asked, switches),
    ...aboutReports(asked, switches),
    ...aboutPrincipals(asked, switches),
    ...aboutMail(asked),
    ...aboutTheRecord(asked),
  ]
}

const line = (
  topic: VisibilityTopic,
  says: string,
  rows: readonly string[],
  name: SwitchName | null = null,
): VisibilityLine => ({ topic, says, switch: name, rows })

function aboutYourself({ reach, rows }: Asked): readonly VisibilityLine[] {
  const own = reach('educator_record', 'view:own_profile_or_notes') !== 'nothing'
  const told = reach('educator_record', 'be_notified:educator_upload') !== 'nothing'
  return [
    line('yourself', own ? SAYS.ownSeen : SAYS.ownNever, rows('view:own_profile_or_notes', ['educator_record'])),
    line('yourself', told ? SAYS.told : SAYS.notTold, rows('be_notified:educator_upload', ['educator_record'])),
  ]
}

/** One sentence for each reach that somebody has, and one for all who have none. */
function aboutTalks(
  { reach, rows, by }: Asked,
  { coachesSeeEachOther }: VisibilitySwitches,
): readonly VisibilityLine[] {
  const seeing = (['own', 'schools', 'district'] as const).flatMap((far) => {
    const roles = by('view:interaction', far)
    return roles.length === 0 ? [] : [line('talks', SAYS.talks[far](listRoles(roles)), rows('view:interaction', roles))]
  })
  const none = by('view:interaction', 'nothing')
  const holds = coachesSeeEachOther ? (['granted_by_district_admin'] as const) : []
  const others = reach('coach', 'view:colleague_interaction', holds)
  const deciders = by('manage:coaching_settings', 'district')
  return [
    ...seeing,
    line('talks', SAYS.colleagues[others], rows('view:colleague_interaction', ['coach']), 'coachesSeeEachOther'),
    ...(deciders.length === 0
      ? []
      : [line('talks', SAYS.handedOver(listRoles(deciders)), rows('manage:coaching_settings', deciders))]),
    ...(none.length === 0 ? [] : [line('talks', SAYS.talksNever(listRoles(none)), rows('view:interaction', none))]),
  ]
}

function aboutNotes({ reach, rows }: Asked, { privateNotes }: VisibilitySwitches): readonly VisibilityLine[] {
  const seen = reach('coach', 'view:own_note_access_log') !== 'nothing'
  const says = privateNotes ? SAYS.notesPrivate : SAYS.notesByReason + (seen ? SAYS.notesAuthorSees : '')
  return [line('notes', says, rows('view:own_note_access_log', ['coach']), 'privateNotes')]
}

function aboutReports({ reach, rows, by }: Asked, { coachReports }: VisibilitySwitches): readonly VisibilityLine[] {
  const always = by('view:data_report', 'district')
  const opened = coachReports === 'own' ? [] : (['granted_by_district_admin'] as const)
  const wide = coachReports === 'district' ? reach('coach', 'view:district_data_report', opened) : 'nothing'
  const far = wide === 'nothing' ? reach('coach', 'view:data_report', opened) : wide
  return [
    ...(always.length === 0
      ? []
      : [line('reports', SAYS.reports(listRoles(always)), rows('view:data_report', always))]),
    line(
      'reports',
      SAYS.coachReports[far],
      [...rows('view:data_report', ['coach']), ...rows('view:district_data_report', ['coach'])],
      'coachReports',
    ),
  ]
}

function aboutPrincipals(
  { rows, by }: Asked,
  { principalReports, principalMinimum }: VisibilitySwitches,
): readonly VisibilityLine[] {
  const roles = SIGNING_IN.filter((role) => !by('view:limited_data', 'nothing').includes(role))
  const of = rows('view:limited_data', roles)
  if (roles.length === 0) return [line('principals', SAYS.nobodyFigures, of)]
  if (principalReports === 'none')
    return [line('principals', SAYS.figuresClosed(listRoles(roles)), of, 'principalReports')]
  return [line('principals', SAYS.figures(listRoles(roles), principalMinimum), of, 'principalMinimum')]
}

function aboutMail({ reach, rows }: Asked): readonly VisibilityLine[] {
  const of = [
    ...rows('share_by_email:interaction', ['coach']),
    ...rows('receive_email:interaction_copy', ['educator_record']),
  ]
  const sends = (holds: readonly Condition[]) => reach('coach', 'share_by_email:interaction', holds) !== 'nothing'
  const gets = (holds: readonly Condition[]) =>
    reach('educator_record', 'receive_email:interaction_copy', holds) !== 'nothing'
  if (sends([]) && gets([])) return [line('mail', SAYS.mailAlways, of)]
  return [
    line('mail', sends(['checkbox_ticked']) && gets(['tagged_and_checkbox']) ? SAYS.mailByBox : SAYS.mailNever, of),
  ]
}

function aboutTheRecord({ rows, by }: Asked): readonly VisibilityLine[] {
  const users = (['schools', 'district'] as const).flatMap((far) => {
    const roles = by('use:educator_database', far)
    return roles.length === 0
      ? []
      : [line('record', SAYS.database[far](listRoles(roles)), rows('use:educator_database', roles))]
  })
  const deciders = by('manage:coaching_settings', 'district')
  const readers = by('view:audit_log', 'district').filter((role) => by('view:interaction', 'district').includes(role))
  const deleters = SIGNING_IN.filter((role) => !by('delete_permanently:educator', 'nothing').includes(role))
  return [
    ...users,
    line(
      'record',
      deciders.length === 0 ? SAYS.caseloadsOwn : SAYS.caseloads(listRoles(deciders)),
      rows('manage:coaching_settings', deciders),
    ),
    line(
      'record',
      readers.length === 0 ? SAYS.auditForNobody : SAYS.audit(listRoles(readers)),
      rows('view:audit_log', readers),
    ),
    line(
      'record',
      deleters.length === 0 ? SAYS.deletedByNobody : SAYS.deleted(listRoles(deleters)),
      rows('delete_permanently:educator', SIGNING_IN),
    ),
  ]
}
