import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findSlot, tidyCommunityName } from '../../src/community/community.ts'

describe('a class', () => {
  it('takes five places in communities and no sixth', () => {
    const places: { communityId: string; slot: number }[] = []
    for (const communityId of ['1', '2', '3', '4', '5']) {
      const place = findSlot(places, communityId)
      expect(place).toHaveProperty('slot')
      if ('slot' in place) places.push({ communityId, slot: place.slot })
    }
    expect(places.map((place) => place.slot)).toEqual([1, 2, 3, 4, 5])
    expect(findSlot(places, '6')).toEqual({ problem: 'class_in_too_many' })
  })

  it('is not added to a community twice', () => {
    expect(findSlot([{ communityId: '1', slot: 1 }], '1')).toEqual({ problem: 'class_already_there' })
  })

  it('gets a place that no other community has', () => {
    const taken = fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 4 })
    fc.assert(
      fc.property(taken, (slots) => {
        const place = findSlot(
          slots.map((slot) => ({ communityId: String(slot), slot })),
          'new',
        )
        expect('slot' in place && !slots.includes(place.slot) && place.slot >= 1 && place.slot <= 5).toBe(true)
      }),
    )
  })
})

describe('a community’s name', () => {
  it.each([
    ['  Maths   North \n', 'Maths North'],
    ['   ', null],
    ['', null],
    ['x'.repeat(121), null],
  ])('%j becomes %j', (given, tidy) => {
    expect(tidyCommunityName(given)).toBe(tidy)
  })
})
