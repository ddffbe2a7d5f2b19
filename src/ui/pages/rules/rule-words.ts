/** Rules and their values in words. */
import type { Rule, RuleValue } from '../../../http/contract/rules.ts'
import { formatNumber } from '../../formats.ts'
import { t, word } from '../../translate.ts'

export function ruleLabel(name: string): string {
  return word('rule', name)
}

/** `kept`: an address or a choice; a choice has words of its own. */
export function valueWords(value: RuleValue): string {
  if (typeof value === 'boolean') return t(value ? 'rules.yes' : 'rules.no')
  if (typeof value === 'number') return formatNumber(value)
  if (typeof value === 'string') return value === '' ? t('rules.empty') : word('rule-value', value)
  return value.length === 0 ? t('rules.empty') : value.map((one) => word('rule-value', one)).join(', ')
}

/** The value as a form holds it. */
export function typedOf(value: RuleValue): string {
  return typeof value === 'object' ? value.join(',') : String(value)
}

/** What a form holds, as the server takes it; null where it is no value of the rule. */
export function readTyped({ kind }: Rule, typed: string): RuleValue | null {
  if (kind.type === 'flag') return typed === 'true'
  if (kind.type === 'list') return typed === '' ? [] : typed.split(',')
  if (kind.type !== 'number') return typed.trim()
  const number = Number(typed.trim())
  const fits = /^\d{1,9}$/.test(typed.trim()) && number >= (kind.min ?? 0) && number <= (kind.max ?? number)
  return fits ? number : null
}
