/** Coaching cycles for principals: counted once, published for a school and a span of months, and read. In the district's transaction. */

import type pg from 'pg'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { countCycle, type CycleWindow, outcomesIn, type UncountedCycle } from '../../coaching/cycle-window.ts'
import { districtDay } from '../../coaching/district-day.ts'
import { maskWindow } from '../../coaching/masking.ts'
import type { PublishedWindow } from '../../coaching/principal-figures.ts'
import { monthsToClose, schoolYearEnd, schoolYearStart, windowOf } from '../../coaching/window.ts'
import { findDistrict } from '../people/district.ts'
import { readDistrictRule } from '../rules/rules.ts'
import { reachSchools } from '../scope.ts'
import { sql } from '../sql.ts'

interface SchoolCycles {
  readonly schoolId: string
  readonly lastTo: string | null
  readonly cycles: readonly UncountedCycle[]
}

/**
 * Publishes what cycles the months that are over by now have to show, each month once and each cycle once. Takes turns
 * with whoever else does it for the district. Answers how many windows were published.
 */
export async function closeCycleMonths(client: pg.ClientBase, districtId: string, now: Date): Promise<number> {
  const { rows } = await client.query<{ cyclesClosedTo: string | null; firstCycle: string | null }>(
    sql('lock_coaching_close'),
    [districtId],
  )
  const { cyclesClosedTo: closedTo = null, firstCycle: first = null } = rows[0] ?? {}
  if (first === null) return 0
  const today = districtDay(now, (await findDistrict(client, districtId))?.timezone ?? 'UTC')
  const ends = monthsToClose({ closedTo, first, today })
  if (ends.length === 0) return 0
  const minimum = Number(await readDistrictRule(client, districtId, 'principalMinimum'))
  const startMonth = Number(await readDistrictRule(client, districtId, 'schoolYearStartMonth'))
  let published = 0
  for (const end of ends) published += await closeMonth(client, { districtId, end }, { now, minimum, startMonth })
  await client.query(sql('write_cycle_close'), [districtId, ends.at(-1)])
  return published
}

async function closeMonth(
  client: pg.ClientBase,
  { districtId, end }: { readonly districtId: string; readonly end: string },
  terms: { readonly now: Date; readonly minimum: number; readonly startMonth: number },
): Promise<number> {
  const { now, minimum, startMonth } = terms
  const [yearFrom, yearTo] = [schoolYearStart(end, startMonth), schoolYearEnd(end, startMonth)]
  const { rows: schools } = await client.query<SchoolCycles>(sql('list_uncounted_cycles'), [districtId, yearFrom, end])
  let published = 0
  for (const { schoolId, lastTo, cycles } of schools) {
    const window: CycleWindow = { ...windowOf(end, lastTo, startMonth), yearFrom, yearTo }
    const counted = cycles.flatMap((cycle) => {
      const fact = countCycle(cycle, window)
      return fact === null ? [] : [{ id: cycle.id, fact }]
    })
    const masked = maskWindow(
      counted.map(({ fact }) => fact),
      outcomesIn(window),
      minimum,
    )
    if (masked === null) continue
    const cells = masked.cells.map((cell) => ({
      outcome: cell.typeId,
      cycles: cell.interactions,
      days: cell.minutes,
      educators: cell.educators,
    }))
    const figures = [masked.interactions, masked.minutes, masked.educators, JSON.stringify(cells)]
    const place = [districtId, schoolId, window.from, window.to]
    await client.query(sql('insert_coaching_cycle_figure'), [...place, ...figures, now])
    await client.query(sql('mark_cycles_counted'), [districtId, counted.map(({ id }) => id), window.to])
    published += 1
  }
  return published
}

/** Everything that was published of cycles for the schools in scope, as windows whose kinds are what became of them and whose minutes are days. */
export async function listCycleFigures(
  client: pg.ClientBase,
  grant: Grant<Capability>,
): Promise<readonly PublishedWindow[]> {
  const { rows } = await client.query<PublishedWindow>(sql('list_coaching_cycle_figures'), [...reachSchools(grant)])
  return rows
}
