/** The educator database as its page shows it: searched, filtered, sorted, one page. In the district's transaction. */

import type pg from 'pg'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { Page, PageRequest, PersonRow, SchoolRow } from '../page.ts'
import { pageFrom } from '../page.ts'
import { reachRecords, reachSchools } from '../scope.ts'
import type { CaseloadDay } from './caseload.ts'
import { type ListOrder, sorted } from '../sort.ts'
import { sql } from '../sql.ts'

/** `waiting`: the database is full, they come in when there is room; `inactive`: gone from the roster, or switched off. */
export const EDUCATOR_STATES = ['active', 'waiting', 'inactive'] as const
export type EducatorState = (typeof EDUCATOR_STATES)[number]

export interface EducatorFilter {
  /** Words in lower case; a name must contain them all. */
  readonly words: readonly string[]
  readonly schoolId: string | null
  readonly groupId: string | null
  /** As the roster has it: of a class they teach, or their own. */
  readonly grade: string | null
  /** Of a class they teach, or of its course. */
  readonly subject: string | null
  readonly state: EducatorState
  /** YYYY-MM-DD: nothing was logged with them since. */
  readonly notSeenSince: string | null
  /** Of an interaction that they were in. */
  readonly tagId: string | null
  /** In an open cycle, or in none. */
  readonly cycle: 'open' | 'none' | null
  readonly caseload: CaseloadFilter | null
}

/** In caseloads of a coach, in one of them, or in nobody's. */
export interface CaseloadFilter extends CaseloadDay {
  readonly coachId: string | null
  readonly caseloadId: string | null
  readonly inNone: boolean
}

export interface KnownEducator extends PersonRow {
  /** In scope. */
  readonly schools: readonly SchoolRow[]
  /** YYYY-MM-DD of the last interaction in scope, or null. */
  readonly lastContactOn: string | null
  /** What is open and due first; what it says is in no list. */
  readonly nextStep: { readonly dueOn: string | null } | null
  readonly inCycle: boolean
}

/** What an educator is found by, and whose work with them counts. */
export interface EducatorReach {
  readonly schools: Grant<Capability>
  readonly records: Grant<Capability>
}

// Both are looked up for each of those found, the first in an index and the second in a map that is made once.
const LAST_CONTACT = `(select e.held_on from interaction_educator e
  where e.district_id = $1 and e.person_id = page.id and ($4::boolean or e.coach_id = $5::text::bigint)
    and not exists (select from interaction_about s
      where s.district_id = $1 and s.interaction_id = e.interaction_id and s.person_id = $6::text::bigint)
  order by e.held_on desc limit 1)`
const NEXT_DUE = `((select jsonb_object_agg(d.person_id, d.due_on) from (
  select e.person_id, min(i.next_step_due) as due_on
  from interaction i
  join interaction_educator e on e.district_id = i.district_id and e.interaction_id = i.id
  where i.district_id = $1 and i.next_step_sealed is not null and i.next_step_done_on is null
    and i.next_step_due is not null and ($4::boolean or i.coach_id = $5::text::bigint)
    and not (i.id = any(array(select s.interaction_id from interaction_about s
      where s.district_id = $1 and s.person_id = $6::text::bigint)))
  group by e.person_id) d) ->> page.id::text)`

/** By which fields the educator database is sorted. */
export const EDUCATOR_DATABASE_ORDER: ListOrder = {
  by: {
    familyName: ['lower(page.family_name)'],
    givenName: ['lower(page.given_name)'],
    lastContactOn: [LAST_CONTACT],
    nextStepDueOn: [NEXT_DUE],
  },
  nullable: ['lastContactOn', 'nextStepDueOn'],
  otherwise: 'lower(page.family_name), lower(page.given_name), page.id',
}

/** One page of those that match, by family name where nothing else is asked for; whoever asks isn't among them. */
export async function listEducatorDatabase(
  client: pg.ClientBase,
  reach: EducatorReach,
  search: EducatorFilter & PageRequest,
): Promise<Page<KnownEducator>> {
  const { limit, offset } = pageFrom(search)
  const statement = sorted('list_educator_database', search, EDUCATOR_DATABASE_ORDER)
  const values = [...filterValues(reach, search), limit, offset, ...caseloadValues(search.caseload)]
  const { rows } = await client.query<Page<KnownEducator>>(statement, values)
  return { items: rows[0]?.items ?? [], total: rows[0]?.total ?? 0 }
}

function filterValues({ schools, records }: EducatorReach, filter: EducatorFilter): readonly unknown[] {
  const [, all, ownerId, notAboutId] = reachRecords(records)
  const { words, schoolId, groupId, grade, subject, state, notSeenSince, tagId, cycle } = filter
  // '0' is nobody's id: an administrator who is no person of the roster is nobody to leave out.
  const place = [...reachSchools(schools), all, ownerId, notAboutId ?? '0']
  return [...place, words, schoolId, groupId, grade, subject, state, notSeenSince, tagId, cycle]
}

function caseloadValues(caseload: CaseloadFilter | null): readonly unknown[] {
  if (caseload === null) return [null, null, null, null, null]
  const { inNone, coachId, caseloadId, today, from } = caseload
  return [inNone ? 'none' : 'in', coachId, caseloadId, today, from]
}

/** How large the educator database may be, and how full it is. */
export interface EducatorPlaces {
  readonly places: number
  readonly used: number
  readonly waiting: number
}

export interface EducatorChoices {
  readonly groups: readonly SchoolRow[]
  readonly grades: readonly string[]
  readonly subjects: readonly string[]
}

/** What of the roster in scope can be filtered by. */
export async function listEducatorChoices(client: pg.ClientBase, grant: Grant<Capability>): Promise<EducatorChoices> {
  const { rows } = await client.query<EducatorChoices>(sql('list_educator_choices'), [...reachSchools(grant)])
  return rows[0] ?? { groups: [], grades: [], subjects: [] }
}
