import { expect, test } from 'vitest'
import { poolMonday } from '../../src/community/monday.ts'

const of = (completed: number, expected: number, ...leads: readonly string[]) => ({ completed, expected, leads })

test('a community’s Monday adds up its classes', () => {
  const pooled = poolMonday([of(3, 20, 'ana'), of(0, 25, 'ben'), of(7, 7, 'ana', 'eva')])
  expect(pooled).toEqual({ classes: 3, completed: 10, expected: 52 })
})

test('one class, or classes that one person leads all of, are no community’s Monday', () => {
  expect(poolMonday([])).toBeNull()
  expect(poolMonday([of(3, 20, 'ana')])).toBeNull()
  expect(poolMonday([of(3, 20)])).toBeNull()
  expect(poolMonday([of(3, 20, 'ana'), of(4, 20, 'ben', 'ana')])).toBeNull()
  expect(poolMonday([of(3, 20, 'eva', 'ana'), of(4, 20, 'ben', 'ana'), of(1, 9, 'ana')])).toBeNull()
  expect(poolMonday([of(3, 20, 'ana'), of(4, 20, 'ben')])).not.toBeNull()
})
