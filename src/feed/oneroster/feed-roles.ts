/** The order of feed roles. */

import type { FeedRole } from '../../roster/model.ts'

/** Sorted as the canonical record wants them, each once: the same person has the same list whichever way it came. */
export function sortRoles(roles: readonly FeedRole[]): readonly FeedRole[] {
  if (roles.length < 2) return roles
  const keyed = new Map(roles.map((role) => [sortKey(role), role]))
  return [...keyed].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, role]) => role)
}

/** The same for two roles that are alike. */
export function sortKey(role: FeedRole): string {
  return [role.orgSourcedId, role.role, role.roleType, role.beginDate ?? '', role.endDate ?? ''].join('\u0000')
}
