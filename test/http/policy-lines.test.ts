/** Lines of the policy, taken away one at a time in the running application: what they open is shut. */

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { PolicyLine } from '../../src/access/policy/line.ts'
import { INHERITED_ROLES, POLICY } from '../../src/access/policy.ts'
import type * as Scopes from '../../src/access/scope-of.ts'
import type { ScopeFinder } from '../../src/access/scope-of.ts'
import { gatherAskers } from './matrix/askers.ts'
import type { Cell } from './matrix/cells.ts'
import { cellsOf } from './matrix/cells.ts'
import { plantWorld } from './matrix/things.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openWholeApp } from './whole-app.ts'

/** What the application finds scopes with; null: the policy as it is. */
const running = vi.hoisted(() => ({ finder: null as ScopeFinder | null }))

vi.mock('../../src/access/scope-of.ts', async (importOriginal) => {
  const real = await importOriginal<typeof Scopes>()
  return {
    ...real,
    createScopeFinder: (...made: Parameters<typeof real.createScopeFinder>): ScopeFinder => {
      const whole = real.createScopeFinder(...made)
      return (...asked) => (running.finder ?? whole)(...asked)
    },
  }
})
const { createScopeFinder } = await vi.importActual<typeof Scopes>('../../src/access/scope-of.ts')

let app: TestApp
let cells: readonly Cell[]

beforeAll(async () => {
  app = await openWholeApp({ sessions: true })
  const world = await plantWorld(app)
  cells = cellsOf(app.table.routes, await gatherAskers(app), world)
})
afterAll(() => app.close())

describe('a line of the policy that is taken away', () => {
  it('shuts what it opens for whoever has that role alone', { timeout: 120_000 }, async () => {
    const told = POLICY.filter(({ effect }) => effect === 'allow').flatMap((line) => {
      const cell = cells.find((each) => isOpenedBy(each, line))
      return cell === undefined ? [] : [{ line, cell }]
    })
    expect(told.length).toBeGreaterThan(40)
    const open: string[] = []
    for (const { line, cell } of told) {
      const without = createScopeFinder(POLICY.filter((each) => each !== line))
      const [before, after] = [await answerUnder(null, cell), await answerUnder(without, cell)]
      if (before.status !== 200 || after.text === before.text)
        open.push(`${line.role} ${line.capability}: ${cell.name}`)
    }
    expect(open).toEqual([])
  })
})

/** A list or a page that one line alone opens to somebody who has one role, which brings no other. */
function isOpenedBy({ who, expected, method, path, capability }: Cell, line: PolicyLine): boolean {
  // Any one of several opens these.
  if (/^\/api\/v1\/students\b/.test(path)) return false
  const roles = new Set<string>(who.asker.held.map(({ role }) => role))
  const isAlone = roles.size === 1 && roles.has(line.role) && !(line.role in INHERITED_ROLES)
  return isAlone && expected === 'seen' && method === 'GET' && capability === line.capability
}

async function answerUnder(finder: ScopeFinder | null, { path, method, who }: Cell): Promise<Answer> {
  running.finder = finder
  const answer = await app.call(path, { method, token: who.token })
  running.finder = null
  return answer
}
