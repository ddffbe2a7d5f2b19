/** What of a plan the calendar explains: classes whose terms are over, and a school year that takes the place of another. */

import { type Rollover, type TermSpan, judgeTerms } from '../../roster/calendar.ts'
import { type Table, forEachTable } from '../../roster/model.ts'
import { namesOn } from './roster-diff.ts'
import { ROSTER_TABLES, fill } from './roster-table.ts'
import type { RunConnection } from './run-connection.ts'
import { sql } from '../sql.ts'

export interface CalendarEffect {
  /** By table: how many of the planned retirements are of what has ended, and of the changes only move on to a later year. */
  readonly tables: Readonly<Record<Table, { readonly ended: number; readonly renewed: number }>>
  readonly rollover: Rollover | null
}

export const NO_CALENDAR: CalendarEffect = {
  tables: forEachTable(() => ({ ended: 0, renewed: 0 })),
  rollover: null,
}

interface TermRow extends Record<string, unknown> {
  side: 'before' | 'after'
  sourced_id: string
  type: string
  start_date: string
  end_date: string
  parent_sourced_id: string | null
  school_year: number | null
}

interface EffectRow extends Readonly<Record<string, number | null>> {
  readonly from_year: number | null
  readonly to_year: number | null
}

/**
 * Reads the plan that stands in the change tables by the calendar, and notes the classes' verdicts where the counts of
 * schools and roles look for them. `today` is the date in the district's zone.
 */
export function planCalendar(
  connection: RunConnection,
  { sourceId, today }: { readonly sourceId: string; readonly today: string },
): Promise<CalendarEffect> {
  const place = [connection.districtId, sourceId]
  return connection.inDistrict(async (client) => {
    const terms = await client.query<TermRow>(sql('list_terms_in_plan'), place)
    const side = (wanted: TermRow['side']): TermSpan[] =>
      terms.rows.filter((row) => row.side === wanted).map((row) => toSpan(row))
    const verdicts = judgeTerms(side('before'), side('after'), today).map((verdict) => ({
      sourced_id: verdict.sourcedId,
      ended: verdict.ended,
      year_before: verdict.yearBefore,
      year_after: verdict.yearAfter,
    }))
    await client.query(sql('note_calendar_terms'), [JSON.stringify(verdicts)])
    await client.query('analyze calendar_term')
    await client.query(sql('note_calendar_classes'), place)
    await client.query('analyze calendar_class')
    const { rows } = await client.query<EffectRow>(
      fill('count_calendar_effects', namesOn(connection, ROSTER_TABLES.enrolments)),
      [...place, today],
    )
    return rows[0] === undefined ? NO_CALENDAR : toEffect(rows[0])
  })
}

/** Whether a class that stays moves to other terms. */
export function areClassesMoving(connection: RunConnection, sourceId: string): Promise<boolean> {
  const names = namesOn(connection, ROSTER_TABLES.classes)
  return connection.inDistrict(async (client) => {
    const { rows } = await client.query(fill('find_moving_classes', names), [connection.districtId, sourceId])
    return rows.length > 0
  })
}

/** How many of the planned changes of people are nothing but a new year's: grades and places. */
export function countPersonRenewals(connection: RunConnection, sourceId: string): Promise<number> {
  return connection.inDistrict(async (client) => {
    const { rows } = await client.query<{ count: number }>(sql('count_person_renewals'), [
      connection.districtId,
      sourceId,
    ])
    return rows[0]?.count ?? 0
  })
}

function toSpan(row: TermRow): TermSpan {
  return {
    sourcedId: row.sourced_id,
    type: row.type,
    startDate: row.start_date,
    endDate: row.end_date,
    parentSourcedId: row.parent_sourced_id,
    schoolYear: row.school_year,
  }
}

function toEffect(row: EffectRow): CalendarEffect {
  const count = (name: string): number => row[name] ?? 0
  const { from_year: fromYear, to_year: toYear } = row
  return {
    tables: forEachTable((table) => ({ ended: count(`${table}_ended`), renewed: count(`${table}_renewed`) })),
    rollover:
      fromYear === null || toYear === null || toYear <= fromYear
        ? null
        : {
            fromYear,
            toYear,
            classesEnded: count('rollover_ended'),
            classesStarted: count('rollover_started'),
            enrolmentsEnded: count('rollover_enrolments'),
          },
  }
}
