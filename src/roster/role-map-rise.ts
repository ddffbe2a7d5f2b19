/** Whether other rules could make an administrator of somebody of whom those before would not. Pure. */

import { ADMINISTRATOR_ROLES } from './guard.ts'
import type { CompiledRoleMap } from './role-map.ts'

type Rule = CompiledRoleMap[number]['rule']

/** One rule that makes administrators, and the rules before it that end the search for whoever they hold of. */
interface Maker {
  readonly says: string
  readonly stops: ReadonlySet<string>
}

/**
 * True unless every rule that grants an administrator's or a billing role was there before, word for word, and what kept
 * people from it still does. Rules may go, and go further back: that takes roles and gives none.
 */
export function raisesAdministrators(before: CompiledRoleMap, after: CompiledRoleMap): boolean {
  const known = makersOf(before)
  return makersOf(after).some(
    ({ says, stops }) => !known.some((one) => one.says === says && [...one.stops].every((stop) => stops.has(stop))),
  )
}

function makersOf(map: CompiledRoleMap): readonly Maker[] {
  const stops = new Set<string>()
  return map.flatMap(({ rule }) => {
    const maker = { says: sayingOf(rule), stops: new Set(stops) }
    if (rule.stop === true) stops.add(maker.says)
    return rule.grant.some(({ role }) => ADMINISTRATOR_ROLES.includes(role)) ? [maker] : []
  })
}

/** The same words for rules that hold of the same people and give the same. */
function sayingOf({ when, grant, stop }: Rule): string {
  const { metadata, ...words } = when
  const lists = [
    ...Object.entries(words),
    ...Object.entries(metadata ?? {}).map(([key, list]) => [`metadata ${key.toLowerCase()}`, list] as const),
  ]
  const conditions = lists.map(([key, list]) => [key, [...new Set(list)].toSorted()] as const)
  const grants = grant.map(({ role, scope }) => `${role} ${scope}`)
  return JSON.stringify([conditions.toSorted(([a], [b]) => (a < b ? -1 : 1)), grants.toSorted(), stop === true])
}
