import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RoleBook } from '../../connectors/oneroster-csv/roles.ts'
import { IdIndex } from '../../src/feed/id-index.ts'
import type { FeedRole } from '../../src/roster/model.ts'

const id = fc.string({ unit: fc.constantFrom('a', 'b', '0', '-'), minLength: 1, maxLength: 5 })

it('numbers identifiers as a Map would', () => {
  fc.assert(
    fc.property(fc.array(id, { maxLength: 3000 }), fc.array(id), (added, asked) => {
      const index = new IdIndex()
      const model = new Map<string, number>()
      for (const each of added) {
        if (!model.has(each)) model.set(each, model.size)
        expect(index.add(each)).toBe(model.get(each))
      }
      for (const each of [...added, ...asked]) expect(index.find(each)).toBe(model.get(each) ?? -1)
      expect(index.size).toBe(model.size)
    }),
    { numRuns: 30 },
  )
})

it('grows past its pages with identifiers of any length', () => {
  const index = new IdIndex()
  for (let number = 0; number < 20_000; number += 1) expect(index.add(name(number))).toBe(number)
  for (let number = 0; number < 20_000; number += 1) expect(index.find(name(number))).toBe(number)
  expect(index.find('20000-')).toBe(-1)
})

it('gives back the roles of each person, sorted and once each, whatever the order of the rows', () => {
  const role = fc.record<FeedRole>({
    role: fc.constantFrom('teacher', 'aide', 'student', 'ext:x'),
    roleType: fc.constantFrom('primary', 'secondary'),
    orgSourcedId: fc.constantFrom('s1', 's2', 's3'),
    beginDate: fc.constantFrom(null, '2026-08-17'),
    endDate: fc.constantFrom(null, '2027-06-11'),
  })
  const rows = fc.array(fc.record({ user: fc.constantFrom('u1', 'u2', 'u3'), role }), { maxLength: 40 })
  fc.assert(
    fc.property(rows, (given) => {
      const books = [given, given.toReversed()].map((order) => {
        const book = new RoleBook()
        for (const [at, row] of order.entries()) book.add(row.user, row.role, at)
        return book
      })
      for (const user of ['u1', 'u2', 'u3']) {
        const [forwards, backwards] = books.map((book) => book.take(user)?.feedRoles ?? [])
        expect(forwards).toEqual(backwards)
        const truth = new Set(given.filter((row) => row.user === user).map((row) => key(row.role)))
        expect(new Set(forwards?.map(key))).toEqual(truth)
        expect(forwards).toHaveLength(truth.size)
      }
      expect(books[0]?.take('u9')).toBeNull()
    }),
    { numRuns: 200 },
  )
})

function name(number: number): string {
  return `${number}-`.padEnd((number % 250) + 6, 'x')
}

function key(role: FeedRole): string {
  return JSON.stringify(Object.values(role))
}
