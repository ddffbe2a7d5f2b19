/** The organisation tree of one source: where an org stands, and which scope a role at it has. */

import type { OrgType, ScopeType } from './model.ts'

export interface OrgNode {
  readonly sourcedId: string
  readonly type: OrgType
  readonly parentSourcedId: string | null
}

export interface OrgScope {
  readonly scopeType: Extract<ScopeType, 'district' | 'school'>
  /** Null for the district. */
  readonly scopeSourcedId: string | null
}

export type OrgTree = ReadonlyMap<string, OrgNode>

/**
 * The scope of a role held at an org: a school is a school; a department or the like below a school is that school;
 * the district's own org is the district. Null where it is none of these: a state office is no scope of ours, and a
 * department of the district must not quietly become the whole district.
 */
export function scopeOf(tree: OrgTree, sourcedId: string): OrgScope | null {
  const org = tree.get(sourcedId)
  if (org === undefined) return null
  if (org.type === 'district') return { scopeType: 'district', scopeSourcedId: null }
  const school = schoolAbove(tree, sourcedId)
  return school === null ? null : { scopeType: 'school', scopeSourcedId: school }
}

/** The org itself or its nearest ancestor that is a school; null where there is none or the parents run in a circle. */
export function schoolAbove(tree: OrgTree, sourcedId: string): string | null {
  const seen = new Set<string>()
  let at = tree.get(sourcedId)
  while (at !== undefined && !seen.has(at.sourcedId)) {
    if (at.type === 'school') return at.sourcedId
    seen.add(at.sourcedId)
    at = at.parentSourcedId === null ? undefined : tree.get(at.parentSourcedId)
  }
  return null
}

/** The orgs that are, through their parents, their own ancestors. Sorted. */
export function orgsInCircles(tree: OrgTree): readonly string[] {
  return [...tree.keys()].filter((start) => climbsBackTo(tree, start)).toSorted()
}

function climbsBackTo(tree: OrgTree, start: string): boolean {
  const seen = new Set<string>()
  let parent = tree.get(start)?.parentSourcedId ?? null
  while (parent !== null && !seen.has(parent)) {
    if (parent === start) return true
    seen.add(parent)
    parent = tree.get(parent)?.parentSourcedId ?? null
  }
  return false
}
