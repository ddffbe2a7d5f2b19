/** The list of faults names tests that are there: a test that is renamed or dropped is missed here. */

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findPackageRoot } from '../../src/store/package-root.ts'

const ROOT = findPackageRoot()
const rows = readFileSync(join(ROOT, 'docs', 'faults.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| F\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
const testsOf = (cell: string): readonly (readonly [file: string, name: string])[] =>
  [...cell.matchAll(/`([^`]+)` “([^”]+)”/g)].map(([, file = '', name = '']) => [file, name])

describe('the list of faults', () => {
  it('has every number once, in order, each with a test', () => {
    const numbers = rows.map(([, number = '']) => number)
    const wanted = Array.from({ length: 50 }, (_, index) => `F${index + 1}`)
    wanted.splice(wanted.indexOf('F24'), 0, 'F23b')
    expect(numbers).toEqual(wanted)
    for (const [, number = '', what = '', expected = '', tests = ''] of rows) {
      expect(what, number).not.toBe('')
      expect(expected, number).not.toBe('')
      expect(testsOf(tests).length, number).toBeGreaterThan(0)
    }
  })

  it('names tests by the words that they have', () => {
    const missing = rows.flatMap(([, number = '', , , tests = '']) =>
      testsOf(tests)
        .filter(([file, name]) => !isThere(join(ROOT, file), name))
        .map(([file, name]) => `${number}: ${file} has no test "${name}"`),
    )
    expect(missing).toEqual([])
  })
})

/** Whether a file has a test of that name, as it is written there. */
function isThere(file: string, name: string): boolean {
  if (!existsSync(file)) return false
  const text = readFileSync(file, 'utf8')
  return ["'", '"', '`'].some((quote) => text.includes(`${quote}${name}${quote}`))
}
