/** A form of numbers, each with its standard: what is left empty is the standard's. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChangeEvent } from 'react'
import type { DistrictSettings } from '../../../http/contract/district-settings.ts'
import { formatNumber } from '../../formats.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader } from '../../session/context.tsx'
import type { Send } from '../../session/session.ts'
import { t } from '../../translate.ts'
import { putSettings, showWhatIsSet } from './queries.ts'

export interface NumberField {
  readonly name: string
  readonly label: string
  readonly says: string
  readonly value: number
  readonly isOwn: boolean
  readonly standard: number
  readonly min: number
  readonly max: number
  /** Kept as a part of one, shown and typed in percent. */
  readonly isShare: boolean
  readonly isLocked: boolean
}

interface NumberFormProps {
  /** Of this form among others of the page. */
  readonly label: string
  readonly fields: readonly NumberField[]
  /** `values`: only those that are not the standard's. */
  readonly save: (send: Send, values: Readonly<Record<string, number>>) => Promise<DistrictSettings>
}

export function NumberForm({ label, fields, save }: NumberFormProps) {
  const { textOf, bind, submit, saving } = useNumbers(fields, save)
  return (
    <Form submit={submit} aria-label={label}>
      <div className="number-fields">
        {fields.map((field) => (
          <TextInput
            key={field.name}
            label={field.label}
            description={describe(field)}
            inputMode="decimal"
            disabled={field.isLocked}
            {...bind(field.name)}
            value={textOf(field)}
          />
        ))}
      </div>
      <div className="row">
        <Button type="submit" loading={saving.isPending}>
          {t('settings.save')}
        </Button>
      </div>
      <Quietly>{saving.isSuccess ? <Note mood="good">{t('settings.saved')}</Note> : null}</Quietly>
      {saving.error === null ? null : <FailureNote failure={saving.error} />}
    </Form>
  )
}

/** What was typed over what is set; once saved, what is set stands alone again. */
function useNumbers(fields: NumberFormProps['fields'], save: NumberFormProps['save']) {
  const { send } = useReader()
  const queries = useQueryClient()
  const form = useTextFields(fields.map(({ name }) => name))
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const textOf = (field: NumberField): string => (touched.has(field.name) ? form.valueOf(field.name) : typedOf(field))
  const saving = useMutation({
    mutationFn: (values: Readonly<Record<string, number>>) => save(send, values),
    onSuccess: (changed) => {
      setTouched(new Set())
      putSettings(queries, changed)
    },
    onError: (failure) => showWhatIsSet(queries, failure),
  })
  const submit = () => {
    const read = fields.map((field) => ({ field, value: readNumber(textOf(field), field) }))
    const wrong = read
      .filter(({ value }) => value === 'wrong')
      .map(({ field }) => [field.name, rangeOf(field)] as const)
    if (!form.show(Object.fromEntries(wrong)) || saving.isPending) return
    const own = read.flatMap(({ field, value }) => (typeof value === 'number' ? [[field.name, value] as const] : []))
    saving.mutate(Object.fromEntries(own))
  }
  const bind = (name: string) => {
    const { onChange, ...bound } = form.bind(name)
    const change = (typed: ChangeEvent<HTMLInputElement>) => {
      setTouched((before) => new Set([...before, name]))
      onChange(typed)
    }
    return { ...bound, onChange: change }
  }
  return { textOf, bind, submit, saving }
}

function describe(field: NumberField): string {
  const standard = t('settings.empty', { standard: wordsOf(field.standard, field) })
  return [field.says, standard, field.isLocked ? t('settings.rise') : ''].filter((part) => part !== '').join(' ')
}

const PERCENT = 100

function typedOf(field: NumberField): string {
  return field.isOwn ? String(field.isShare ? shareToPercent(field.value) : field.value) : ''
}

function wordsOf(value: number, { isShare }: NumberField): string {
  return isShare ? t('settings.percent', { value: formatNumber(shareToPercent(value)) }) : formatNumber(value)
}

/** 0.07 is 7 and not 7.000000000000001. */
function shareToPercent(share: number): number {
  return Number((share * PERCENT).toFixed(4))
}

/** Null: empty, so the standard's. */
function readNumber(typed: string, { isShare, min, max }: NumberField): number | null | 'wrong' {
  const text = typed.trim().replace(/\s*%$/, '')
  if (text === '') return null
  if (!/^\d{1,9}(?:\.\d{1,4})?$/.test(text)) return 'wrong'
  const value = isShare ? Number((Number(text) / PERCENT).toFixed(6)) : Number(text)
  if (!isShare && !Number.isInteger(value)) return 'wrong'
  return value < min || value > max ? 'wrong' : value
}

function rangeOf({ isShare, min, max }: NumberField): string {
  return isShare
    ? t('settings.number', { min: formatNumber(min), max: formatNumber(max * PERCENT) })
    : t('settings.whole', { min: formatNumber(min), max: formatNumber(max) })
}
