/** Guards, exact at their limits. */

import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import settings from '../../config/settings.json' with { type: 'json' }
import type { Rollover } from '../../src/roster/calendar.ts'
import {
  type PlanCounts,
  type SchoolDelta,
  STANDING_ROLES,
  type TableDelta,
  holdReasons,
} from '../../src/roster/guard.ts'
import { type Role, TABLES, type Table } from '../../src/roster/model.ts'

const calm: TableDelta = { live: 1000, received: 1000, added: 0, changed: 0, retired: 0, ended: 0, renewed: 0 }

function planWith(over: {
  readonly tables?: Partial<Record<Table, Partial<TableDelta>>>
  readonly schools?: readonly (Omit<SchoolDelta, 'ended'> & { readonly ended?: number })[]
  readonly roles?: PlanCounts['roles']
  readonly quarantine?: PlanCounts['quarantine']
  readonly rollover?: Rollover
  readonly rolesGained?: Partial<Record<Role, number>>
  readonly returning?: Partial<Record<Role, number>>
  readonly hasBaseline?: boolean
}): PlanCounts {
  const tables = Object.fromEntries(
    TABLES.map((table) => [table, { ...calm, ...over.tables?.[table] }]),
  ) as unknown as PlanCounts['tables']
  return {
    rekeyed: { people: 0, joined: 0, zeros: 0 },
    hasBaseline: over.hasBaseline ?? true,
    tables,
    schools: (over.schools ?? []).map((school) => ({ ended: 0, ...school })),
    rolesGained: over.rolesGained ?? {},
    returning: over.returning ?? {},
    roles: over.roles ?? [],
    quarantine: over.quarantine ?? [],
    rollover: over.rollover ?? null,
  }
}

const codes = (plan: PlanCounts): string[] => holdReasons(plan, settings.guard).map(({ code }) => code)

const losing = (role: Role, holders: number, lost: number, remaining = holders - lost): string[] =>
  codes(planWith({ roles: [{ role, holders, lost, remaining }] }))

const leavingOut = (received: number, fresh: number, hasBaseline = true): string[] =>
  codes(planWith({ hasBaseline, quarantine: [{ table: 'people', file: 'users.csv', received, fresh }] }))

describe('retirements of a table', () => {
  it.each([
    [1000, 50, []],
    [1000, 51, ['retire']],
    [100, 5, []],
    [100, 6, ['retire']],
    [10, 5, []],
    [10, 6, ['retire']],
    [101, 5, []],
    [101, 6, ['retire']],
    [119, 5, []],
    [120, 6, []],
    [120, 7, ['retire']],
  ])('of %i rows, %i retired: %j', (live, retired, expected) => {
    expect(codes(planWith({ tables: { people: { live, retired } } }))).toEqual(expected)
  })

  it('are held for every table, not for people only', () => {
    for (const table of TABLES) expect(codes(planWith({ tables: { [table]: { retired: 51 } } }))).toEqual(['retire'])
  })

  it('never pass above max(5, 5 %), and always pass at or below it', () => {
    assert(
      property(integer({ min: 1, max: 2_000_000 }), integer({ min: 0, max: 120_000 }), (live, retired) => {
        const passes = retired <= 5 || retired * 20 <= live
        expect(codes(planWith({ tables: { orgs: { live, retired } } })).length === 0).toBe(passes)
      }),
    )
  })
})

describe('retirements of one school', () => {
  it.each([
    [100, 20, 0],
    [100, 21, 1],
    [10, 5, 0],
    [10, 6, 1],
  ])('of %i rows, %i retired: %i reasons', (live, retired, expected) => {
    const schools = [{ schoolSourcedId: 's1', table: 'people' as const, live, retired }]
    expect(codes(planWith({ schools }))).toHaveLength(expected)
  })
})

describe('changes', () => {
  it.each([
    [100, 75, 0],
    [100, 76, 1],
    [4, 3, 0],
    [4, 4, 1],
  ])('of %i rows, %i changed: %i reasons', (live, changed, expected) => {
    expect(codes(planWith({ tables: { classes: { live, changed } } }))).toHaveLength(expected)
  })
})

describe('administrators', () => {
  it('hold from the fourth role on, whichever they are', () => {
    expect(codes(planWith({ rolesGained: { school_admin: 2, district_admin: 1 } }))).toEqual([])
    expect(codes(planWith({ rolesGained: { school_admin: 2, district_admin: 1, billing_only: 1 } }))).toEqual([
      'administrator_rise',
    ])
  })

  it('of schools do not hold a first run, district administrators do', () => {
    expect(codes(planWith({ hasBaseline: false, rolesGained: { school_admin: 40, teacher: 900 } }))).toEqual([])
    expect(codes(planWith({ rolesGained: { school_admin: 2 }, returning: { school_admin: 1 } }))).toEqual([])
    expect(codes(planWith({ rolesGained: { school_admin: 2 }, returning: { school_admin: 2 } }))).toEqual([
      'administrator_rise',
    ])
    for (const role of ['district_admin', 'billing_only'] as const)
      for (const hasBaseline of [true, false])
        expect(codes(planWith({ hasBaseline, returning: { [role]: 1 } }))).toEqual(['administrator_rise'])
    expect(codes(planWith({ hasBaseline: false, rolesGained: { district_admin: 3 } }))).toEqual([])
    expect(codes(planWith({ hasBaseline: false, rolesGained: { district_admin: 4 } }))).toEqual(['administrator_rise'])
  })
})

describe('an empty table', () => {
  it('is held when the roster knows rows of it, not when the feed just does not carry it', () => {
    expect(codes(planWith({ tables: { people: { live: 3, received: 0, retired: 3 } } }))).toEqual(['table_empty'])
    expect(codes(planWith({ tables: { people: { live: 3, received: null } } }))).toEqual([])
    expect(codes(planWith({ tables: { people: { live: 0, received: 0 } } }))).toEqual([])
  })
})

describe('holders of a role', () => {
  it.each([
    [38, 5, []],
    [38, 6, ['role_loss']],
    [38, 17, ['role_loss']],
    [100, 10, []],
    [100, 11, ['role_loss']],
    [69, 6, []],
    [69, 7, ['role_loss']],
    [70, 7, []],
    [70, 8, ['role_loss']],
  ])('%i, %i of them losing it: %j', (holders, lost, expected) => {
    expect(losing('teacher', holders, lost)).toEqual(expected)
  })

  it.each(STANDING_ROLES)('%s does not fall to none unasked, however few held it', (role) => {
    expect(losing(role, 1, 1)).toEqual(['role_none'])
    expect(losing(role, 5, 5)).toEqual(['role_none'])
    expect(losing(role, 2, 1)).toEqual([])
    // Somebody new has it, or somebody by hand.
    expect(losing(role, 1, 1, 1)).toEqual([])
    expect(losing(role, 0, 0, 0)).toEqual([])
    // One who goes whose grant was no feed's.
    expect(losing(role, 1, 0, 0)).toEqual(['role_none'])
  })

  it.each(['teacher', 'student', 'guardian', 'class_lead'] as const)('%s may fall to none', (role) => {
    expect(losing(role, 1, 1)).toEqual([])
  })
})

describe('rows that stay out', () => {
  it.each([
    [20, 5, []],
    [20, 6, ['quarantine']],
    [599, 5, []],
    [599, 6, ['quarantine']],
    [600, 6, []],
    [600, 7, ['quarantine']],
    [100_000, 1000, []],
    [100_000, 1001, ['quarantine']],
  ])('of %i rows, %i new: %j', (received, fresh, expected) => {
    expect(leavingOut(received, fresh)).toEqual(expected)
  })

  it('do not hold a first run', () => {
    expect(leavingOut(20, 20, false)).toEqual([])
  })
})

describe('what the calendar ends', () => {
  it('is not counted, neither in the district nor in a school; what else leaves is, against what else there is', () => {
    expect(codes(planWith({ tables: { classes: { live: 120, retired: 100, ended: 100 } } }))).toEqual([])
    expect(codes(planWith({ tables: { classes: { live: 120, retired: 105, ended: 100 } } }))).toEqual([])
    expect(codes(planWith({ tables: { classes: { live: 120, retired: 106, ended: 100 } } }))).toEqual(['retire'])
    const school = { schoolSourcedId: 's1', table: 'classes' as const, live: 60, retired: 40, ended: 35 }
    expect(codes(planWith({ schools: [school] }))).toEqual([])
    expect(codes(planWith({ schools: [{ ...school, retired: 41 }] }))).toEqual(['retire_school'])
  })

  it('does not excuse a table without rows', () => {
    const classes = { live: 3, received: 0, retired: 3, ended: 3 }
    expect(codes(planWith({ tables: { classes } }))).toEqual(['table_empty'])
  })
})

describe('a new school year', () => {
  const rollover = { fromYear: 2027, toYear: 2028, classesEnded: 10, classesStarted: 12, enrolmentsEnded: 300 }
  const classes = { live: 10, retired: 10, ended: 10 }

  it('is one reason, whatever ends with the old one, and none where the district wants to be asked no more', () => {
    const enrolments = { live: 1000, retired: 300, ended: 300, changed: 700, renewed: 700 }
    const plan = planWith({ rollover, tables: { classes, enrolments } })
    expect(codes(plan)).toEqual(['year_rollover'])
    expect(holdReasons(plan, { ...settings.guard, rolloverHold: 0 })).toEqual([])
    expect(holdReasons(plan, settings.guard)[0]).toMatchObject({ table: 'classes', count: 10, of: 10, limit: 0 })
  })

  it('does not excuse people who leave, nor those who change in more than their year', () => {
    const people = { retired: 51, changed: 900, renewed: 100 }
    expect(codes(planWith({ rollover, tables: { classes, people } }))).toEqual(['year_rollover', 'retire', 'change'])
    expect(codes(planWith({ rollover, tables: { classes, people: { changed: 900, renewed: 900 } } }))).toEqual([
      'year_rollover',
    ])
  })

  it('is held from half of the classes on, and no more for the few that follow', () => {
    const few = { ...rollover, classesEnded: 4 }
    expect(codes(planWith({ rollover: few, tables: { classes: { live: 8, retired: 4, ended: 4 } } }))).toEqual([
      'year_rollover',
    ])
    expect(codes(planWith({ rollover: few, tables: { classes: { live: 9, retired: 4, ended: 4 } } }))).toEqual([])
    // Fewer than half, but more than another day may end.
    const some = { live: 100, retired: 6, ended: 6 }
    expect(codes(planWith({ rollover: few, tables: { classes: some } }))).toEqual(['year_rollover'])
  })
})

describe('all reasons at once', () => {
  it('are told, each with its figures and a sentence', () => {
    const reasons = holdReasons(
      planWith({
        tables: { people: { retired: 60 }, classes: { changed: 800 } },
        schools: [{ schoolSourcedId: 's1', table: 'people', live: 60, retired: 60 }],
        rolesGained: { it_admin: 5 },
      }),
      settings.guard,
    )
    expect(reasons.map(({ code, count, limit }) => [code, count, limit])).toEqual([
      ['change', 800, 750],
      ['retire', 60, 50],
      ['retire_school', 60, 12],
      ['administrator_rise', 5, 3],
    ])
    for (const { says, count } of reasons) expect(says).toContain(String(count))
    // People of a school that leaves stay in the roster.
    expect(reasons[2]?.says).toBe(
      '60 of 60 people of school s1 would be retired or lose the school; up to 12 pass unasked.',
    )
  })
})
