/** Lines of the policy, taken away one at a time in the running application: what they open is shut. All of them: soak. */

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { PolicyLine } from '../../src/access/policy/line.ts'
import { INHERITED_ROLES, POLICY } from '../../src/access/policy.ts'
import type * as Scopes from '../../src/access/scope-of.ts'
import type { Cell } from './matrix/cells.ts'
import type { PolicyBench } from './matrix/policy-bench.ts'
import { answerUnder, openPolicyBench } from './matrix/policy-bench.ts'
import { takenFrom } from './matrix/switchable-policy.ts'

vi.mock('../../src/access/scope-of.ts', async (importOriginal) => {
  const { switchable } = await import('./matrix/switchable-policy.ts')
  return switchable(await importOriginal<typeof Scopes>())
})

let bench: PolicyBench

beforeAll(async () => {
  bench = await openPolicyBench()
})
afterAll(() => bench.app.close())

describe('a line of the policy that is taken away', () => {
  it('shuts what it opens for whoever has that role alone', { timeout: 120_000 }, async () => {
    const told = POLICY.filter(({ effect }) => effect === 'allow').flatMap((line) => {
      const cell = bench.cells.find((each) => isOpenedBy(each, line))
      return cell === undefined ? [] : [{ ...takenFrom(INHERITED_ROLES)(line), cell }]
    })
    expect(told.length).toBeGreaterThan(90)
    const open: string[] = []
    for (const { line, whole, without, cell } of told) {
      const [before, after] = [await answerUnder(bench, whole, cell), await answerUnder(bench, without, cell)]
      if (before.status === 403 || after.text === before.text)
        open.push(`${line.role} ${line.capability}: ${cell.name}`)
    }
    expect(open).toEqual([])
  })
})

/** A list, a page or a door that one line alone opens to somebody who has one role, which brings no other. */
function isOpenedBy({ who, expected, path, capability }: Cell, line: PolicyLine): boolean {
  // Any one of several opens these.
  if (/^\/api\/v1\/students\b/.test(path)) return false
  const roles = new Set<string>(who.asker.held.map(({ role }) => role))
  const isAlone = roles.size === 1 && roles.has(line.role) && !(line.role in INHERITED_ROLES)
  return isAlone && (expected === 'seen' || expected === 'past') && capability === line.capability
}
