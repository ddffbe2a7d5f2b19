/** Lines of the policy in words. */
import type { Permission } from '../../../http/contract/permissions.ts'
import { CAPABILITY_WORDS, CONDITION_WORDS, SCOPE_WORDS } from '../../messages/policy-words.ts'
import { t, word } from '../../translate.ts'

/** `See licences and how many are used`; the capability itself where it has no words. */
export function capabilityWords(capability: string): string {
  return of(CAPABILITY_WORDS, capability)
}

export function roleWords(role: string): string {
  return word(role === 'educator_record' || role === 'support' ? 'policy-role' : 'role', role)
}

/** `District administrator, as school administrator`. */
export function holderWords({ role, via }: Pick<Permission, 'role' | 'via'>): string {
  if (via === null) return roleWords(role)
  return t('permissions.via', { role: roleWords(role), other: roleWords(via).toLowerCase() })
}

/** `in their school; where the other one is an educator`; a denial has conditions only where it has exceptions. */
export function reachWords({ scope, conditions, inherited }: Permission): string {
  const parts = scope === 'none' ? [] : [of(SCOPE_WORDS, scope)]
  parts.push(...conditions.map((each) => of(CONDITION_WORDS, each)))
  if (inherited) parts.push(t('permissions.inherited'))
  return parts.join('; ')
}

/** Everything of a line that somebody might look for. */
export function isFound(permission: Permission, typed: string): boolean {
  const text = [
    permission.subject,
    permission.capability.replaceAll(/[:_]/g, ' '),
    capabilityWords(permission.capability),
    holderWords(permission),
    reachWords(permission),
    ...permission.rows,
  ]
    .join('\n')
    .toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((one) => text.includes(one))
}

function of(words: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(words, key) ? (words[key] ?? key) : key
}
