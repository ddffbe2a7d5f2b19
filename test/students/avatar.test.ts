import { describe, expect, it } from 'vitest'
import { AVATAR_PARTS } from '../../src/students/avatar-parts.ts'
import { AVATAR_SLOTS, checkLook, plainLook } from '../../src/students/avatar.ts'

const NOTHING = new Set<string>()
const plain = plainLook(AVATAR_PARTS)

describe('the parts of avatars', () => {
  it('have one id each, a name each, and a drawing or a colour', () => {
    const ids = AVATAR_PARTS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { id, slot, name, colour, shapes } of AVATAR_PARTS) {
      expect([id, name.length > 1, slot === 'colour']).toEqual([id, true, colour !== null])
      expect([id, shapes.length > 0]).toEqual([id, slot !== 'colour'])
    }
  })

  it('are numbers and letters of paths and colours, and small', () => {
    for (const { d, fill, stroke } of AVATAR_PARTS.flatMap(({ shapes }) => shapes)) {
      expect(d).toMatch(/^[MmLlHhVvQqCcSsTtAaZz0-9 .-]+$/)
      for (const one of [fill, stroke]) expect(one ?? 'own').toMatch(/^(own|#[0-9a-f]{6})$/)
    }
    expect(JSON.stringify(AVATAR_PARTS).length).toBeLessThan(20_000)
  })

  it('stand from the back to the front, as they are drawn', () => {
    const places = AVATAR_PARTS.map(({ slot }) => AVATAR_SLOTS.indexOf(slot))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  it('are free or cost 1 to 100 points, and something can be bought', () => {
    expect(AVATAR_PARTS.every(({ price }) => Number.isInteger(price) && price >= 0 && price <= 100)).toBe(true)
    expect(AVATAR_PARTS.filter(({ price }) => price > 0).length).toBeGreaterThan(10)
  })
})

describe('an avatar', () => {
  it('has a free look before anything is bought', () => {
    expect(checkLook(plain, AVATAR_PARTS, NOTHING)).toBeNull()
  })

  it('is refused with what is no part, not bought, twice, or missing', () => {
    expect(checkLook([...plain, 'hat-none'], AVATAR_PARTS, NOTHING)).toBe('part_unknown')
    expect(checkLook([...plain, 'hat-crown'], AVATAR_PARTS, NOTHING)).toBe('part_not_bought')
    expect(checkLook([...plain, 'hat-crown'], AVATAR_PARTS, new Set(['hat-crown']))).toBeNull()
    expect(checkLook([...plain, 'body-cat'], AVATAR_PARTS, NOTHING)).toBe('slot_twice')
    expect(checkLook(plain.slice(1), AVATAR_PARTS, NOTHING)).toBe('part_missing')
  })
})
