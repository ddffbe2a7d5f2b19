/** Figures of coaching for principals: published for a school and a span of months, and read. In the district's transaction. */

import type pg from 'pg'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { districtDay } from '../../coaching/district-day.ts'
import { type InteractionType, parseInteractionTypes } from '../../coaching/interaction-type.ts'
import { type MaskedFact, maskWindow } from '../../coaching/masking.ts'
import type { PublishedWindow } from '../../coaching/principal-figures.ts'
import { monthsToClose, schoolYearStart, windowOf } from '../../coaching/window.ts'
import { findDistrict, readDistrictSetting } from '../people/district.ts'
import { readDistrictRule } from '../rules/rules.ts'
import { reachSchools } from '../scope.ts'
import { sql } from '../sql.ts'
import type { DomainWorld } from '../world.ts'

interface CloseWorld {
  readonly now: Date
  /** Where the district has no list of its own. */
  readonly interactionTypes: readonly InteractionType[]
}

interface SchoolFacts {
  readonly schoolId: string
  readonly lastTo: string | null
  readonly facts: readonly (MaskedFact & { readonly id: string })[]
}

const TYPES_SETTING = 'coaching.interactionTypes'

/**
 * Publishes what the months that are over by now have to show, each month and each interaction once, whatever is logged or
 * dated anew later. Takes turns with whoever else does it for the district. Answers how many windows were published.
 */
export async function closeCoachingMonths(
  client: pg.ClientBase,
  districtId: string,
  { now, interactionTypes }: CloseWorld,
): Promise<number> {
  const { rows } = await client.query<{ closedTo: string | null; first: string | null }>(sql('lock_coaching_close'), [
    districtId,
  ])
  const { closedTo = null, first = null } = rows[0] ?? {}
  if (first === null) return 0
  const today = districtDay(now, (await findDistrict(client, districtId))?.timezone ?? 'UTC')
  const ends = monthsToClose({ closedTo, first, today })
  if (ends.length === 0) return 0
  const own = parseInteractionTypes(await readDistrictSetting(client, districtId, TYPES_SETTING))
  const terms: MonthTerms = {
    now,
    typeIds: (own ?? interactionTypes).map(({ id }) => id),
    minimum: Number(await readDistrictRule(client, districtId, 'principalMinimum')),
    startMonth: Number(await readDistrictRule(client, districtId, 'schoolYearStartMonth')),
  }
  let published = 0
  for (const end of ends) published += await closeMonth(client, { districtId, end }, terms)
  await client.query(sql('write_coaching_close'), [districtId, ends.at(-1)])
  return published
}

interface MonthTerms {
  readonly now: Date
  readonly typeIds: readonly string[]
  readonly minimum: number
  readonly startMonth: number
}

async function closeMonth(
  client: pg.ClientBase,
  { districtId, end }: { readonly districtId: string; readonly end: string },
  { now, typeIds, minimum, startMonth }: MonthTerms,
): Promise<number> {
  const values = [districtId, schoolYearStart(end, startMonth), end]
  const { rows: schools } = await client.query<SchoolFacts>(sql('list_window_facts'), values)
  let published = 0
  for (const { schoolId, lastTo, facts } of schools) {
    const masked = maskWindow(facts, typeIds, minimum)
    if (masked === null) continue
    const { from, to } = windowOf(end, lastTo, startMonth)
    const { interactions, minutes, educators, cells } = masked
    const figures = [interactions, minutes, educators, JSON.stringify(cells)]
    await client.query(sql('insert_coaching_figure'), [districtId, schoolId, from, to, ...figures, now])
    await client.query(sql('mark_interactions_counted'), [districtId, facts.map(({ id }) => id), to])
    published += 1
  }
  return published
}

/** Everything that was published for the schools in scope. What of it may be shown is for `showFigures` to say. */
export async function listCoachingFigures(
  client: pg.ClientBase,
  grant: Grant<Capability>,
): Promise<readonly PublishedWindow[]> {
  const { rows } = await client.query<PublishedWindow>(sql('list_coaching_figures'), [...reachSchools(grant)])
  return rows
}

/** The kinds of interaction of the district, or those of the installation where it has none. */
export async function readTypesDirect(
  client: pg.ClientBase,
  { settings }: DomainWorld,
  districtId: string,
): Promise<readonly InteractionType[]> {
  const own = parseInteractionTypes(await readDistrictSetting(client, districtId, TYPES_SETTING))
  return own ?? settings.interactionTypes
}
