/** The educator database: whom one works with, when they were last met, and what is next. */

import { authorise, authoriseMine } from '../../access/authorise.ts'
import type { Grant } from '../../access/grant.ts'
import { addDays } from '../../coaching/window.ts'
import type { CaseloadDay } from '../../store/coaching/caseload.ts'
import {
  type CaseloadFilter,
  type EducatorChoices,
  type EducatorFilter,
  type EducatorPlaces,
  type KnownEducator,
  listEducatorChoices,
  listEducatorDatabase,
} from '../../store/coaching/educator-database.ts'
import { seatKinds } from '../../seats/kind.ts'
import { capacityRuleOf } from '../../seats/licence-rules.ts'
import type { PageRequest } from '../../store/page.ts'
import { districtKinds } from '../../store/seats/products.ts'
import { readTerms } from '../../store/seats/seat-rules.ts'
import { readLicence } from '../../store/seats/seat-rows.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import type { PageView } from './educators.ts'
import { yearOf } from './report-reach.ts'

export interface EducatorGrants {
  readonly schools: Grant<'use:educator_database'>
  readonly records: Grant<'view:interaction'>
}

export interface EducatorDatabaseQuery
  extends Omit<EducatorFilter, 'words' | 'notSeenSince' | 'caseload'>, PageRequest {
  /** Words, parts of a name; all must match. */
  readonly q: string
  /** Nothing logged with them for so many days; null: whenever. */
  readonly notSeenDays: number | null
  /** `mine`, `none` (in nobody's: for administrators of the district) or a caseload's number; null: whoever it is. */
  readonly caseload: string | null
}

/** One page of the educators in scope. Contacts, steps and cycles are those that the reader may see, nobody else's. Throws `Refusal`. */
export function viewEducatorDatabase(
  world: DomainWorld,
  grants: EducatorGrants,
  { q, notSeenDays, caseload, ...query }: EducatorDatabaseQuery,
): Promise<PageView<KnownEducator>> {
  const { districtId } = grants.schools.principal
  const words = q
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '')
  return inGrantDirect(world, grants.schools, async (client) => {
    const day = await yearOf(world, client, districtId)
    const notSeenSince = notSeenDays === null ? null : addDays(day.today, -notSeenDays)
    const inCaseload = caseload === null ? null : caseloadOf(grants.schools, caseload, day)
    const found = await listEducatorDatabase(client, grants, { ...query, words, notSeenSince, caseload: inCaseload })
    return { ...found, page: query.page, pageSize: query.pageSize }
  })
}

/** One's own caseloads; those of others, and who is in nobody's, are for administrators of the district. */
function caseloadOf({ principal }: EducatorGrants['schools'], asked: string, day: CaseloadDay): CaseloadFilter {
  const own = principal.personId ?? '0'
  if (asked === 'none') {
    authorise(principal, 'manage:coaching_settings')
    return { ...day, inNone: true, coachId: null, caseloadId: null }
  }
  if (asked === 'mine') return { ...day, inNone: false, coachId: own, caseloadId: null }
  const seesAll = authoriseMine(principal, 'manage:coaching_settings') !== null
  return { ...day, inNone: false, coachId: seesAll ? null : own, caseloadId: asked }
}

const CAPACITY = 'educator-capacity'

/** Groups of schools, grades and subjects to choose from; and how full the database is, null where it has no limit. */
export function viewEducatorChoices(
  world: DomainWorld,
  grant: Grant<'use:educator_database'>,
): Promise<EducatorChoices & { readonly capacity: EducatorPlaces | null }> {
  const { districtId } = grant.principal
  return inGrantDirect(world, grant, async (client) => {
    const choices = await listEducatorChoices(client, grant)
    const kinds = seatKinds(await districtKinds(client, districtId, world.settings.licenceKinds))
    const kind = kinds.find(({ id }) => id === CAPACITY)
    if (kind?.capacity === undefined) return { ...choices, capacity: null }
    const place = { districtId, kind: CAPACITY }
    const { rules } = await readTerms(client, place, { now: world.now(), kind })
    const { perSeat, tiers } = capacityRuleOf(rules, kind.capacity.rule)
    if (perSeat === undefined && tiers === undefined) return { ...choices, capacity: null }
    const licence = await readLicence(client, place)
    const { used = 0, waiting = 0 } = licence?.tallies ?? {}
    return { ...choices, capacity: { places: licence?.bought ?? 0, used, waiting } }
  })
}
