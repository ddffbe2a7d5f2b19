/** Every line of the policy that allows something, taken away in the running application: some answer is another one. */

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { INHERITED_ROLES, POLICY } from '../../src/access/policy.ts'
import type * as Scopes from '../../src/access/scope-of.ts'
import type { PolicyBench } from '../http/matrix/policy-bench.ts'
import { openPolicyBench, undoneOf, unseenOf } from '../http/matrix/policy-bench.ts'
import { takenFrom } from '../http/matrix/switchable-policy.ts'
import { TOLD_OTHERWISE } from './lines-told-otherwise.ts'

vi.mock('../../src/access/scope-of.ts', async (importOriginal) => {
  const { switchable } = await import('../http/matrix/switchable-policy.ts')
  return switchable(await importOriginal<typeof Scopes>())
})

let bench: PolicyBench

beforeAll(async () => {
  bench = await openPolicyBench()
}, 600_000)
afterAll(() => bench.app.close())

test('every line that is taken away is missed by an answer, or what else tells it is named', async () => {
  const allowed = POLICY.filter(({ effect }) => effect === 'allow')
  let left = await unseenOf(bench, allowed.map(takenFrom(INHERITED_ROLES)))
  // What a role also brings along shows where nothing is brought along.
  left = await unseenOf(bench, left.map(takenFrom({})))
  left = await unseenOf(bench, left.map(takenFrom(INHERITED_ROLES)), 'text')
  left = await undoneOf(bench, left.map(takenFrom(INHERITED_ROLES)))
  left = await undoneOf(bench, left.map(takenFrom({})))
  const names = left.map(({ role, capability, scope }) => `${role} ${capability} ${scope}`)
  expect(names.toSorted()).toEqual(TOLD_OTHERWISE.toSorted())
})
