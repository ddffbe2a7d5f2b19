/** A rule as it stands in a form: lists as lines. Pure. */
import type { RoleRule } from '../../../http/contract/role-map.ts'

export const LISTS = ['role', 'roleType', 'orgType', 'email', 'sourcedId'] as const
export type ListName = (typeof LISTS)[number]
type Grant = RoleRule['grant'][number]

export interface Draft {
  readonly lists: Readonly<Record<ListName, string>>
  /** A line each, `name: value`. */
  readonly metadata: string
  readonly schools: readonly string[]
  readonly grants: Readonly<Partial<Record<Grant['role'], Grant['scope']>>>
  readonly stop: boolean
  readonly comment: string
}

export function draftOf(rule: RoleRule | null): Draft {
  const when = rule?.when ?? {}
  const linesOf = (list: ListName): string => (when[list] ?? []).join('\n')
  return {
    lists: {
      role: linesOf('role'),
      roleType: linesOf('roleType'),
      orgType: linesOf('orgType'),
      email: linesOf('email'),
      sourcedId: linesOf('sourcedId'),
    },
    metadata: Object.entries(when.metadata ?? {})
      .flatMap(([name, values]) => values.map((value) => `${name}: ${value}`))
      .join('\n'),
    schools: when.school ?? [],
    grants: Object.fromEntries((rule?.grant ?? []).map(({ role, scope }) => [role, scope])),
    stop: rule?.stop === true,
    comment: rule?.comment ?? '',
  }
}

/** The rule, or which field is wrong. A role that the feed gives at its place and in the district keeps both. */
export function ruleOf(draft: Draft, before: RoleRule | null): RoleRule | { readonly wrong: 'when' | 'metadata' } {
  const metadata = readMetadata(draft.metadata)
  if (metadata === null) return { wrong: 'metadata' }
  const lists = LISTS.map((list) => [list, linesIn(draft.lists[list])] as const).filter(([, words]) => words.length > 0)
  const when = {
    ...Object.fromEntries(lists),
    ...(draft.schools.length === 0 ? {} : { school: [...draft.schools] }),
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
  }
  if (Object.keys(when).length === 0) return { wrong: 'when' }
  const comment = draft.comment.trim()
  return {
    when,
    grant: grantsOf(draft, before),
    ...(draft.stop ? { stop: true } : {}),
    ...(comment === '' ? {} : { comment }),
  }
}

function grantsOf({ grants }: Draft, before: RoleRule | null): Grant[] {
  const untouched = (before?.grant ?? []).filter(({ role }) => grants[role] === draftOf(before).grants[role])
  const others = (Object.entries(grants) as [Grant['role'], Grant['scope']][])
    .filter(([role]) => !untouched.some((one) => one.role === role))
    .map(([role, scope]) => ({ role, scope }))
  return [...untouched, ...others]
}

export function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** Null: some line has no name or no value. */
function readMetadata(text: string): Record<string, string[]> | null {
  const found: Record<string, string[]> = {}
  for (const line of linesIn(text)) {
    const colon = line.indexOf(':')
    const [name, value] = [line.slice(0, Math.max(0, colon)).trim(), line.slice(colon + 1).trim()]
    if (name === '' || value === '') return null
    found[name] = [...(found[name] ?? []), value]
  }
  return found
}
