/** The limits a district may set. */

import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import schema from '../../config/settings.schema.json' with { type: 'json' }
import settings from '../../config/settings.json' with { type: 'json' }
import { GUARD_LIMITS, readGuardLimits } from '../../src/roster/guard-limits.ts'

describe('a district', () => {
  it.each([null, 7, 'all', [{ retireRowsMax: 5 }]])('sets no limits with %j', (given) => {
    expect(readGuardLimits(given)).toMatchObject({ faults: [{ path: '/' }] })
  })

  it.each([
    ['retireRowMax', 5, /is no limit; there are retireRowsMax/],
    ['constructor', 5, /is no limit/],
    ['retireRowsMax', -1, /whole number/],
    ['retireRowsMax', 2.5, /whole number/],
    ['retireRowsMax', '5', /whole number/],
    ['retireShareMax', 5, /0 to 1/],
    ['retireShareMax', -0.1, /0 to 1/],
    ['retireShareMax', null, /0 to 1/],
    ['quarantineShareMax', 1.01, /0 to 1/],
    ['rolloverHold', true, /0 or 1/],
    ['rolloverHold', 2, /0 or 1/],
  ])('is refused %s = %j, and told why', (name, value, says) => {
    const read = readGuardLimits({ changeRowsMin: 3, [name]: value })
    expect(read).toEqual({ faults: [{ path: name, says: expect.stringMatching(says) as string }] })
  })

  it('is told everything that is wrong at once', () => {
    const read = readGuardLimits({ retireRowsMax: -1, retireShareMax: 2, nothing: 1 })
    expect('faults' in read && read.faults.map(({ path }) => path)).toEqual([
      'retireRowsMax',
      'retireShareMax',
      'nothing',
    ])
  })

  it('sets some, all, or none of them', () => {
    expect(readGuardLimits({})).toEqual({ limits: {} })
    expect(readGuardLimits({ retireShareMax: 0, rolloverHold: 0 })).toEqual({
      limits: { retireShareMax: 0, rolloverHold: 0 },
    })
    expect(readGuardLimits(settings.guard)).toEqual({ limits: settings.guard })
  })
})

it('the limits that ship are what their schema asks for, each explained', () => {
  expect(new Ajv({ allErrors: true }).compile(schema)(settings)).toBe(true)
  expect(Object.keys(settings.guard)).toEqual(Object.keys(GUARD_LIMITS))
  expect(Object.keys(schema.properties.guard.properties)).toEqual(Object.keys(GUARD_LIMITS))
  expect(schema.properties.guard.required).toEqual(Object.keys(GUARD_LIMITS))
})
