/** The policy and a second reading of the permission files, asked the same questions. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Resource } from '../../src/access/authorise.ts'
import { authorise } from '../../src/access/authorise.ts'
import type { Capability } from '../../src/access/capability.ts'
import { CAPABILITIES } from '../../src/access/capability.ts'
import { Refusal } from '../../src/access/grant.ts'
import type { Principal } from '../../src/access/principal.ts'
import { asker, everyHeld, principalOf, resourceOf, subsetsOf, THINGS, usual, wordsOf } from './grid.ts'
import type { Asker } from './oracle.ts'
import { conditionsOfName, mayByTheFiles, namesOfTheFiles } from './oracle.ts'

/** Whatever a file of this folder imports, and what that imports. */
function importsOf(file: string, seen = new Set<string>()): ReadonlySet<string> {
  const text = readFileSync(join(import.meta.dirname, file), 'utf8')
  for (const [, path = ''] of text.matchAll(/from '([^']+)'/g)) {
    if (seen.has(path)) continue
    seen.add(path)
    if (path.startsWith('./')) importsOf(path, seen)
  }
  return seen
}

describe('the second reading', () => {
  it('has nothing of the product in it: the rows of the files, and Node', () => {
    expect([...importsOf('oracle.ts')].toSorted()).toEqual(['./permission-rows.ts', 'node:fs'])
  })
})

describe('the policy and a second reading of the files', () => {
  it('know the same names', () => {
    expect([...CAPABILITIES].toSorted()).toEqual(namesOfTheFiles().toSorted())
  })

  it('agree on every role, place, thing and condition', () => {
    const askers = everyHeld.flatMap((held) => {
      const one = [asker([held]), asker([held], { customer: null }), asker([held], { person: null })]
      return held.role === 'customer_admin' ? [...one, asker([held], { strict: true })] : one
    })
    const alone = asker([], { educator: true })
    const looking = [asker([], { person: null, customer: null, support: true }), ...everyHeld.map(support)]
    const { wrong, asked, allowed } = compare([...askers, alone, asker([]), ...looking])
    expect(wrong).toEqual([])
    expect(asked).toBeGreaterThan(500_000)
    expect(allowed).toBeGreaterThan(5_000)
  }, 60_000)

  it('agree on every pair of roles', () => {
    const pairs = usual.flatMap((one, index) => usual.slice(index + 1).map((two) => asker([one, two])))
    const { wrong, asked } = compare(pairs)
    expect(wrong).toEqual([])
    expect(asked).toBeGreaterThan(200_000)
  }, 60_000)
})

/** Whatever stood beside it would give nothing more. */
const support = (held: Asker['held'][number]): Asker => asker([held], { support: true })

interface Compared {
  readonly wrong: readonly string[]
  readonly asked: number
  readonly allowed: number
}

function compare(askers: readonly Asker[]): Compared {
  const wrong: string[] = []
  let [asked, allowed] = [0, 0]
  for (const { each, capability, what, thing, holding } of questionsOf(askers)) {
    const expected = mayByTheFiles(each, capability, thing, new Set(holding))
    asked += 1
    if (expected) allowed += 1
    if (allows(principalOf(each), capability, resourceOf(thing, holding)) !== expected)
      wrong.push(`${wordsOf(each)} ${capability} of ${what} with ${holding.join(', ')}: ${String(expected)}`)
  }
  return { wrong: wrong.slice(0, 40), asked, allowed }
}

function* questionsOf(askers: readonly Asker[]) {
  const things = Object.entries(THINGS).map(([what, thing]) => ({ what, thing }))
  for (const capability of CAPABILITIES) {
    const subsets = subsetsOf(conditionsOfName(capability))
    for (const each of askers)
      for (const of of things) for (const holding of subsets) yield { each, capability, ...of, holding }
  }
}

function allows(principal: Principal, capability: Capability, resource: Resource): boolean {
  try {
    authorise(principal, capability, resource)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
