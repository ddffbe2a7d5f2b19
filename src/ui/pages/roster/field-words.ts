/** Fields of the roster in words: what each is called, what it says, whose it is. */
import type { FieldValue, RecordField } from '../../../http/contract/roster.ts'
import { formatDay, formatInstant } from '../../formats.ts'
import { en } from '../../messages/en.ts'
import type { MessageKey } from '../../translate.ts'
import { t } from '../../translate.ts'

/** The field's name for a person; a field that this page doesn't know keeps its own. */
export function labelOf(field: string): string {
  const key = `field.${field}`
  return isPlainKey(key) ? t(key) : field
}

type FieldKey = Extract<MessageKey, `field.${string}`>

function isPlainKey(key: string): key is FieldKey {
  return Object.hasOwn(en, key)
}

/** The value as a person reads it. */
export function wordsOf(value: FieldValue): string {
  if (value === null || value === '') return t('record.empty')
  if (typeof value === 'boolean') return t(value ? 'record.yes' : 'record.no')
  if (typeof value === 'string') return value
  return value.length === 0 ? t('record.empty') : value.join(', ')
}

export const ROLES = ['student', 'teacher', 'proctor', 'administrator'] as const

/** The value of a field as a person reads it: a role by its name, a day as days are written. */
export function valueWords({ field, value }: Pick<RecordField, 'field' | 'value'>): string {
  if (typeof value !== 'string') return wordsOf(value)
  if (field === 'beginDate' || field === 'endDate') return formatDay(value)
  const role = field === 'role' ? ROLES.find((one) => one === value) : undefined
  return role === undefined ? wordsOf(value) : t(`lines.role.${role}`)
}

/** `Edited by Dana Director, 22 Nov …`, or that the feed owns it. */
export function ownerOf({ editedBy }: Pick<RecordField, 'editedBy'>, zone: string): string {
  if (editedBy === null) return t('record.owner.feed')
  return t('record.owner.person', signatureOf(editedBy, zone))
}

/** Who edited something, and when, as the reader's clock says. */
export function signatureOf(
  { name, at }: NonNullable<RecordField['editedBy']>,
  zone: string,
): { readonly name: string; readonly at: string } {
  return { name: name ?? t('record.owner.nobody'), at: formatInstant(at, zone) }
}
