/** The history of rules, and the schools that may have rules of their own, for somebody at a page. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type pg from 'pg'
import type { Page, PageRequest, SchoolRow } from '../page.ts'
import { pageFrom } from '../page.ts'
import { reachSchools } from '../scope.ts'
import { sql } from '../sql.ts'
import { type ListOrder, sorted } from '../sort.ts'

export interface RuleChange {
  readonly id: string
  readonly rule: string
  /** Null: the district's. */
  readonly school: SchoolRow | null
  /** Null: nothing was set, or nothing is any more. */
  readonly before: unknown
  readonly after: unknown
  readonly locked: boolean
  /** Null: neither a person of this roster nor an administrator of its customer. */
  readonly byName: string | null
  /** ISO 8601. */
  readonly at: string
}

const CHANGES_ORDER: ListOrder = {
  by: {
    at: ['page.id'],
    rule: ['page.rule'],
  },
  otherwise: 'page.id desc',
}

/** One page of what was changed in scope, newest first. */
export async function listRuleChanges(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  request: PageRequest,
): Promise<Page<RuleChange>> {
  const { limit, offset } = pageFrom(request)
  const values = [...reachSchools(grant), limit, offset]
  const { rows } = await client.query<{ total: number; items: RuleChange[] }>(
    sorted('list_rule_changes', request, CHANGES_ORDER),
    values,
  )
  return { items: rows[0]?.items ?? [], total: rows[0]?.total ?? 0 }
}

export interface RuleSchool extends SchoolRow {
  /** How many rules it has set for itself. */
  readonly own: number
}

/** The active schools in scope, by name. */
export async function listRuleSchools(client: pg.ClientBase, grant: Grant<Capability>): Promise<readonly RuleSchool[]> {
  const { rows } = await client.query<RuleSchool>(sql('list_rule_schools'), [...reachSchools(grant)])
  return rows
}

/** The active school of that id, or null where there is none in scope. */
export async function findSchoolInScope(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  schoolId: string,
): Promise<SchoolRow | null> {
  const { rows } = await client.query<SchoolRow>(sql('find_school_in_scope'), [...reachSchools(grant), schoolId])
  return rows[0] ?? null
}
