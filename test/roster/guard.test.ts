/** Guards, exact at their limits. */

import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import settings from '../../config/settings.json' with { type: 'json' }
import { type PlanCounts, type TableDelta, holdReasons } from '../../src/roster/guard.ts'
import { type Role, TABLES, type Table } from '../../src/roster/model.ts'

const calm: TableDelta = { live: 1000, received: 1000, added: 0, changed: 0, retired: 0 }

function planWith(over: {
  readonly tables?: Partial<Record<Table, Partial<TableDelta>>>
  readonly schools?: PlanCounts['schools']
  readonly rolesGained?: Partial<Record<Role, number>>
  readonly hasBaseline?: boolean
}): PlanCounts {
  const tables = Object.fromEntries(
    TABLES.map((table) => [table, { ...calm, ...over.tables?.[table] }]),
  ) as unknown as PlanCounts['tables']
  return {
    rekeyed: { people: 0, joined: 0, zeros: 0 },
    hasBaseline: over.hasBaseline ?? true,
    tables,
    schools: over.schools ?? [],
    rolesGained: over.rolesGained ?? {},
  }
}

const codes = (plan: PlanCounts): string[] => holdReasons(plan, settings.guard).map(({ code }) => code)

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
