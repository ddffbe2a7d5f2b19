/** A policy of the running application that a test can take for another one, and what it is asked for. */

import { INHERITED_ROLES, POLICY } from '../../../src/access/policy.ts'
import type { PolicyLine } from '../../../src/access/policy/line.ts'
import type { Principal } from '../../../src/access/principal.ts'
import type * as Scopes from '../../../src/access/scope-of.ts'
import type { ScopeFinder } from '../../../src/access/scope-of.ts'

/** A line that is to be missed: the policy with it and without. */
export interface Taken {
  readonly line: PolicyLine
  readonly whole: ScopeFinder
  readonly without: ScopeFinder
}

type Brings = typeof INHERITED_ROLES

/** Null: the policy as it is. `asked`: role and capability of each line that was looked for. */
export const running = { finder: null as ScopeFinder | null, asked: new Set<string>() }
const made: { create: typeof Scopes.createScopeFinder | null } = { create: null }

/** For `vi.mock` of src/access/scope-of.ts: that module, whose finders go by `running`. */
export function switchable(real: typeof Scopes): typeof Scopes {
  made.create = real.createScopeFinder
  return {
    ...real,
    createScopeFinder: (...given): ScopeFinder => {
      const whole = real.createScopeFinder(...given)
      return (principal, capability, holds) => {
        for (const role of rolesOf(principal)) running.asked.add(`${role} ${capability}`)
        return (running.finder ?? whole)(principal, capability, holds)
      }
    },
  }
}

/** `brings`: which role brings which other one along. */
export function takenFrom(brings: Brings): (line: PolicyLine) => Taken {
  const finderOf = made.create
  if (finderOf === null) throw new Error('Mock src/access/scope-of.ts with `switchable` first.')
  const whole = finderOf(POLICY, brings)
  return (line) => ({
    line,
    whole,
    without: finderOf(
      POLICY.filter((each) => each !== line),
      brings,
    ),
  })
}

/** The roles that somebody has, with what they bring along. */
function rolesOf(principal: Principal): readonly string[] {
  if (principal.support !== undefined) return ['support']
  const held = principal.roles.map(({ role }) => role)
  const brought = held.flatMap((role) => INHERITED_ROLES[role] ?? [])
  return [...held, ...brought, ...(principal.asEducator === true ? ['educator_record'] : [])]
}
