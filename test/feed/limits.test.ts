import { Ajv } from 'ajv'
import { expect, it } from 'vitest'
import schema from '../../config/limits.schema.json' with { type: 'json' }
import limits from '../../config/limits.json' with { type: 'json' }

const isLimits = new Ajv({ allErrors: true }).compile(schema)

it('the limits that ship are what their schema asks for', () => {
  expect(isLimits(limits)).toBe(true)
})

it.each(Object.keys(limits.feed))('no limit can be left out, nor be nothing: %s', (name) => {
  const others = Object.fromEntries(Object.entries(limits.feed).filter(([key]) => key !== name))
  expect(isLimits({ feed: others })).toBe(false)
  expect(isLimits({ feed: { ...limits.feed, [name]: 0 } })).toBe(false)
  expect(isLimits({ feed: { ...limits.feed, [`${name}x`]: 1 } })).toBe(false)
})
