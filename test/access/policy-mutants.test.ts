/** Every line of the policy taken away, widened or turned round: the second reading of the files notices. */

import { describe, expect, it } from 'vitest'
import type { Capability } from '../../src/access/capability.ts'
import type { Resource } from '../../src/access/authorise.ts'
import { reaches } from '../../src/access/authorise.ts'
import type { PolicyLine } from '../../src/access/policy/line.ts'
import { INHERITED_ROLES, POLICY } from '../../src/access/policy.ts'
import type { Principal } from '../../src/access/principal.ts'
import type { ScopeFinder } from '../../src/access/scope-of.ts'
import { createScopeFinder } from '../../src/access/scope-of.ts'
import { asker, everyHeld, principalOf, resourceOf, subsetsOf, THINGS } from './grid.ts'
import type { Asker, Thing } from './oracle.ts'
import { conditionsOfName, mayByTheFiles } from './oracle.ts'

const allowances = POLICY.filter((line) => line.effect === 'allow')
const denials = POLICY.filter((line) => line.effect === 'deny')
/** Denials that keep a role that comes with another from giving something; the others say what is refused anyway. */
const stopping = denials.filter(({ role, capability }) => {
  const brought = Object.entries(INHERITED_ROLES).find(([each]) => each === role)?.[1]
  return allowances.some((line) => line.role === brought && line.capability === capability)
})

describe('a line of the policy', () => {
  it('that is taken away is missed, every single allowance', () => {
    // Reaches nothing but the door, which policy-rows.test.ts asks about.
    expect(unnoticed(allowances, () => [])).toEqual(['customer_admin allow view:own_sessions'])
  })

  it('that is taken away is missed, every denial that stops what a role brings along', () => {
    expect(stopping.length).toBeGreaterThan(3)
    expect(unnoticed(stopping, () => [])).toEqual([])
  })

  it('that denies and is turned into an allowance is noticed', () => {
    expect(unnoticed(denials, (line) => [{ ...line, effect: 'allow', scope: 'district', conditions: [] }])).toEqual([])
  })

  it('that reaches further than it should is noticed', () => {
    const narrow = allowances.filter(({ scope }) => !/district$|customer$/.test(scope))
    expect(narrow.length).toBeGreaterThan(100)
    expect(unnoticed(narrow, (line) => [{ ...line, scope: 'district' }])).toEqual([])
  })

  it('that forgets one of its conditions is noticed', () => {
    const conditioned = allowances.flatMap((line) => line.conditions.map((condition) => ({ line, condition })))
    const missed = conditioned
      .filter(({ condition }) => condition !== 'is_member(target_community)')
      .flatMap(({ line, condition }) =>
        unnoticed([line], () => [{ ...line, conditions: line.conditions.filter((each) => each !== condition) }]),
      )
    expect(missed).toEqual([])
  })

  it('that forgets that it is inherited is noticed', () => {
    const inherited = allowances.filter((line) => line.inherited)
    expect(inherited.length).toBeGreaterThan(3)
    expect(unnoticed(inherited, (line) => [{ ...line, inherited: false }])).toEqual([])
  })
})

/** The lines whose change no cell has noticed. */
function unnoticed(
  lines: readonly PolicyLine[],
  change: (line: PolicyLine) => readonly PolicyLine[],
): readonly string[] {
  return lines
    .filter((line) => {
      const changed = POLICY.flatMap((each) => (each === line ? change(line) : [each]))
      // What a role also brings along shows where nothing is brought along.
      const finders = [createScopeFinder(changed), createScopeFinder(changed, {})] as const
      return !isNoticed(finders[0], line, false) && !isNoticed(finders[1], line, true)
    })
    .map(({ role, effect, capability }) => `${role} ${effect} ${capability}`)
}

function isNoticed(find: ScopeFinder, { role, capability }: PolicyLine, alone: boolean): boolean {
  const subsets = subsetsOf(conditionsOfName(capability))
  return askersOf(role).some((held) => {
    const each = { ...held, alone }
    const principal = principalOf(each)
    return Object.values(THINGS).some((thing) =>
      subsets.some(
        (holding) =>
          allowsUnder(find, principal, capability, resourceOf(thing, holding)) !==
          byTheFiles(each, { capability, thing, holding }),
      ),
    )
  })
}

function allowsUnder(find: ScopeFinder, principal: Principal, capability: Capability, resource: Resource): boolean {
  const scope = find(principal, capability, resource.holds ?? [])
  return scope !== null && reaches(principal, scope, resource)
}

/** Whoever holds the role, alone and where it takes a second one to count. */
function askersOf(role: string): readonly Asker[] {
  if (role === 'support') return [asker([], { person: null, customer: null, support: true })]
  if (role === 'educator_record') return [asker([], { educator: true })]
  const taught = { role: 'class_lead', at: 'class', id: '20', teaches: true } as const
  const member = { role: 'community_member', at: 'community', id: '30' } as const
  const holding = everyHeld.filter((held) => held.role === role)
  return holding.flatMap((held) => {
    if (role === 'teacher') return [asker([held]), asker([held, taught])]
    if (role === 'class_lead') return [asker([held]), asker([held, member])]
    return role === 'customer_admin' ? [asker([held]), asker([held], { strict: true })] : [asker([held])]
  })
}

const asked = new Map<string, boolean>()

/** What the files say doesn't change with the policy: it is asked once. */
function byTheFiles(
  each: Asker,
  { capability, thing, holding }: { capability: Capability; thing: Thing; holding: readonly string[] },
): boolean {
  const key = JSON.stringify([each, capability, thing, holding])
  const known = asked.get(key)
  if (known !== undefined) return known
  const answer = mayByTheFiles(each, capability, thing, new Set(holding))
  asked.set(key, answer)
  return answer
}
