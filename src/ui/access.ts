/** Which pages a person is offered. The server decides what they may do; this only spares them closed doors. */
import type { SessionLaunch } from '../http/contract/launch.ts'
import type { Me } from '../http/contract/session.ts'
import { paths } from './paths.ts'
import type { Place } from './paths.ts'
import { t } from './translate.ts'

export interface Entry {
  readonly place:
    | 'coach'
    | 'figures'
    | 'reports'
    | 'communities'
    | 'sync'
    | 'people'
    | 'students'
    | 'staff'
    | 'organisation'
    | 'rules'
    | 'permissions'
    | 'audit'
    | 'invoices'
    | 'home'
  readonly label: string
  readonly address: string
}

/** Whether somebody may open a page that is guarded by this: support looks at more than it may do. */
export function mayOpen(me: Me, capability: string): boolean {
  return me.may.includes(capability) || me.support?.reads.includes(capability) === true
}

/** The entries of the navigation, in the order of the bar. */
export function entriesFor(me: Me): readonly Entry[] {
  const may = (...capabilities: readonly string[]) => capabilities.some((capability) => me.may.includes(capability))
  const entries: Entry[] = []
  // Who waits for a seat finds their own past work there.
  if (may('use:educator_database', 'create:interaction') || (me.seat !== null && may('view:interaction'))) {
    entries.push({ place: 'coach', label: t('nav.coach'), address: paths.coach() })
  }
  if (may('view:interaction')) {
    entries.push({ place: 'reports', label: t('nav.reports'), address: paths.reports() })
  }
  if (may('view:limited_data')) {
    entries.push({ place: 'figures', label: t('nav.figures'), address: paths.figures() })
  }
  if (
    me.home === 'communities' ||
    may('create:community', 'view:member_list', 'add_own_class:community', 'list:community')
  ) {
    entries.push({ place: 'communities', label: t('nav.communities'), address: paths.communities() })
  }
  if (may('view:source', 'view:run_report')) {
    entries.push({ place: 'sync', label: t('nav.sync'), address: paths.sync() })
  }
  if (mayOpen(me, 'edit:feed_owned_field')) {
    entries.push({ place: 'people', label: t('nav.people'), address: paths.people() })
  }
  if (may('view_and_manage:student_account', 'view_edit:student_account', 'view:student_account')) {
    entries.push({ place: 'students', label: t('nav.students'), address: paths.students() })
  }
  if (may('add:educator_account')) {
    entries.push({ place: 'staff', label: t('nav.staff'), address: paths.staff() })
  }
  if (may('edit:school')) {
    entries.push({ place: 'organisation', label: t('nav.organisation'), address: paths.organisation() })
  }
  if (may('view:effective_rule')) {
    entries.push({ place: 'rules', label: t('nav.rules'), address: paths.rules() })
    entries.push({ place: 'permissions', label: t('nav.permissions'), address: paths.permissions() })
  }
  if (may('view:audit_log', 'view:audit_log_of_sync_and_lti')) {
    entries.push({ place: 'audit', label: t('nav.audit'), address: paths.audit() })
  }
  if (me.home === 'invoices') {
    const licences: Entry = { place: 'home', label: t('licences.title'), address: paths.home() }
    entries.unshift({ place: 'invoices', label: t('nav.invoices'), address: paths.invoices() }, licences)
  }
  if (entries.length === 0 || me.home === 'student' || me.home === 'none') {
    entries.unshift({ place: 'home', label: t('nav.home'), address: paths.home() })
  }
  return entries
}

/** The first page of this person: the class that they came from, where they may see it, else that of their roles. */
export function firstPlaceOf(me: Me, launch: SessionLaunch | null): Place {
  const { home } = me
  const opens = launch?.opens ?? null
  if (opens !== null) return placeOfLink(opens)
  const launched = launch?.class ?? null
  if (launched !== null) return { page: launched.page === 'led' ? 'led-class' : 'class', id: launched.id }
  return home === 'coach' || home === 'figures' || home === 'communities' || home === 'sync' || home === 'invoices'
    ? { page: home }
    : { page: 'home' }
}

function placeOfLink({ kind, id }: NonNullable<SessionLaunch['opens']>): Place {
  if (kind === 'coach' || kind === 'no-class-report' || kind === 'no-survey') return { page: kind }
  return id === null ? { page: 'home' } : { page: kind, id }
}
