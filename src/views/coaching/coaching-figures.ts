/** What a principal sees of the coaching in their schools: sums of what was published, and nothing live. */

import type { Grant } from '../../access/grant.ts'
import type { CycleOutcome } from '../../coaching/cycle-window.ts'
import { type InteractionType, nameType } from '../../coaching/interaction-type.ts'
import type { Figures } from '../../coaching/masking.ts'
import { showFigures, type ShownFigures, yearsOf } from '../../coaching/principal-figures.ts'
import { GRACE_DAYS, schoolYearEnd } from '../../coaching/window.ts'
import { listCycleFigures } from '../../store/coaching/coaching-cycle-figures.ts'
import { listCoachingFigures, readTypesDirect } from '../../store/coaching/coaching-figures.ts'
import { listOrganisationSchools, listSchoolGroups } from '../../store/people/organisation.ts'
import type { SchoolRow } from '../../store/page.ts'
import { readDistrictRule } from '../../store/rules/rules.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

/** All that can be asked; more would let somebody take one figure from another. */
export interface FigureQuery {
  /** First day of a school year; null: the newest. */
  readonly year: string | null
  readonly schoolId: string | null
  readonly groupId: string | null
}

interface TypeFigures extends Figures {
  /** Null: all kinds that too few educators had. */
  readonly type: InteractionType | null
}

export interface FiguresView {
  /** False: the district shows principals nothing, and all the rest is empty. */
  readonly isOpen: boolean
  /** Fewest educators that any figure stands for. */
  readonly minimum: number
  /** What is logged later than this many days after a month is in no figure. */
  readonly graceDays: number
  readonly years: readonly { readonly from: string; readonly to: string }[]
  readonly year: string | null
  readonly schools: readonly SchoolRow[]
  /** Groups that have one of these schools. */
  readonly groups: readonly SchoolRow[]
  readonly windows: readonly (Figures & {
    readonly school: SchoolRow
    readonly from: string
    readonly to: string
    /** Empty: the kinds can't be told apart. */
    readonly types: readonly TypeFigures[]
  })[]
  readonly bySchool: readonly (Figures & { readonly school: SchoolRow })[]
  readonly total: Figures
  readonly cycles: CycleFigures
}

interface CycleSums {
  readonly cycles: number
  /** From the first day of each to its last, or to the end of its school year; added up. */
  readonly days: number
}

/** Each cycle once: where it ended, or where its school year did while it was open. */
export interface CycleFigures {
  readonly windows: readonly (CycleSums & {
    readonly school: SchoolRow
    readonly from: string
    readonly to: string
    /** Null: not to be told apart. */
    readonly ended: number | null
    /** Into the next school year. */
    readonly goesOn: number | null
  })[]
  readonly bySchool: readonly (CycleSums & { readonly school: SchoolRow })[]
  readonly total: CycleSums
}

/** Null: no such school or group among theirs. */
export function viewFigures(
  world: DomainWorld,
  grant: Grant<'view:limited_data'>,
  query: FigureQuery,
): Promise<FiguresView | null> {
  const { districtId } = grant.principal
  return inGrantDirect(world, grant, async (client) => {
    const rule = (name: 'principalReports' | 'principalMinimum' | 'schoolYearStartMonth') =>
      readDistrictRule(client, districtId, name)
    const isOpen = (await rule('principalReports')) === 'aggregates'
    const minimum = Number(await rule('principalMinimum'))
    const startMonth = Number(await rule('schoolYearStartMonth'))
    const schools = (await listOrganisationSchools(client, grant)).map(({ id, name }) => ({ id, name }))
    const mine = new Set(schools.map(({ id }) => id))
    const groups = (await listSchoolGroups(client, districtId)).filter((group) =>
      group.schools.some(({ id }) => mine.has(id)),
    )
    const chosen = chooseSchools(schools, groups, query)
    if (chosen === null) return null
    const published = isOpen ? await listCoachingFigures(client, grant) : []
    const ofCycles = isOpen ? await listCycleFigures(client, grant) : []
    const years = yearsOf([...published, ...ofCycles], startMonth)
    const year = query.year ?? years[0] ?? null
    const filter = { year, startMonth, schoolIds: chosen.map(({ id }) => id), minimum }
    const shown = showFigures(published, filter)
    const types = await readTypesDirect(client, world, districtId)
    const schoolOf = (id: string): SchoolRow => schools.find((school) => school.id === id) ?? { id, name: id }
    return {
      isOpen,
      minimum,
      graceDays: GRACE_DAYS,
      years: years.map((from) => ({ from, to: schoolYearEnd(from, startMonth) })),
      year,
      schools,
      groups: groups.map(({ id, name }) => ({ id, name })),
      windows: shown.windows.map(({ schoolId, cells, ...window }) => ({
        ...window,
        school: schoolOf(schoolId),
        types: cells.map(({ typeId, ...cell }) => ({
          ...cell,
          type: typeId === null ? null : nameType(types, typeId),
        })),
      })),
      bySchool: shown.schools.map(({ schoolId, ...of }) => ({ ...of, school: schoolOf(schoolId) })),
      total: shown.total,
      cycles: cyclesOf(showFigures(ofCycles, filter), schoolOf),
    }
  })
}

function sumsOf({ interactions, minutes }: Figures): CycleSums {
  return { cycles: interactions, days: minutes }
}

/** Windows of cycles are windows whose kinds are what became of them, and whose minutes are days. */
function cyclesOf(shown: ShownFigures, schoolOf: (id: string) => SchoolRow): CycleFigures {
  return {
    windows: shown.windows.map(({ schoolId, from, to, cells, ...window }) => {
      const cell = (outcome: CycleOutcome) => cells.find(({ typeId }) => typeId === outcome)?.interactions ?? 0
      const of = (outcome: CycleOutcome) => (cells.length === 0 ? null : cell(outcome))
      return { ...sumsOf(window), school: schoolOf(schoolId), from, to, ended: of('ended'), goesOn: of('goes_on') }
    }),
    bySchool: shown.schools.map(({ schoolId, ...of }) => ({ ...sumsOf(of), school: schoolOf(schoolId) })),
    total: sumsOf(shown.total),
  }
}

/** One school, a group as far as it is theirs, or all of theirs. */
function chooseSchools(
  schools: readonly SchoolRow[],
  groups: readonly (SchoolRow & { readonly schools: readonly SchoolRow[] })[],
  { schoolId, groupId }: FigureQuery,
): readonly SchoolRow[] | null {
  if (schoolId !== null) {
    const school = schools.find(({ id }) => id === schoolId)
    return school === undefined ? null : [school]
  }
  if (groupId === null) return schools
  const group = groups.find(({ id }) => id === groupId)
  return group === undefined ? null : schools.filter(({ id }) => group.schools.some((one) => one.id === id))
}
