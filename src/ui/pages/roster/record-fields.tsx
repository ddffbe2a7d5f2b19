/** The fields of one record: what each says, whose it is, editing it by hand and giving it back to the feed. */
import '../../styles/roster.css'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import type { FieldValue, RecordField, RosterRecord } from '../../../http/contract/roster.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Pill } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { labelOf, ownerOf, ROLES, valueWords, wordsOf } from './field-words.ts'
import { putRecord, readAgain } from './queries.ts'

export function RecordFields({ record }: { readonly record: RosterRecord }) {
  const { me } = useReader()
  // A school's information is the district's to edit.
  const isTheirs = record.kind !== 'orgs' || me.may.includes('edit:school')
  const mayEdit = me.may.includes('edit:feed_owned_field')
  const editable = record.active && record.sources.length > 0 && isTheirs && mayEdit
  return (
    <div className="stack">
      {record.sources.length === 0 ? (
        <Note mood="calm">{t('record.by-hand')}</Note>
      ) : (
        <p className="quiet-line">
          {t('record.sources', {
            sources: record.sources.map(({ sourceId, sourcedId }) => `${sourceId} (${sourcedId})`).join(', '),
          })}
        </p>
      )}
      <ul className="plain-list fields">
        {record.fields.filter(isShown).map((field) => (
          <li key={field.field}>
            <Field record={record} field={field} editable={editable} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Being in a class is taken and given back on the page of the class. */
function isShown({ field }: RecordField): boolean {
  return field !== 'member'
}

interface FieldProps {
  readonly record: RosterRecord
  readonly field: RecordField
  readonly editable: boolean
}

function Field({ record, field, editable }: FieldProps) {
  const { me } = useReader()
  const [editing, setEditing] = useState(false)
  if (editing) return <EditField record={record} field={field} done={() => setEditing(false)} />
  const name = labelOf(field.field)
  return (
    <div className="field">
      <div className="field-says">
        <span className="field-name">{name}</span>
        <span className="field-value">{valueWords(field)}</span>
        <span className="dim">{ownerOf(field, me.district.timezone)}</span>
        <FeedSays field={field} />
      </div>
      <div className="row">
        {editable ? (
          <Button
            variant="default"
            size="xs"
            aria-label={t('record.edit-this', { field: name })}
            onClick={() => setEditing(true)}
          >
            {t('record.edit')}
          </Button>
        ) : null}
        {field.editedBy === null || !me.may.includes('give_back:sticky_edit') ? null : (
          <GiveBack record={record} field={field} />
        )}
      </div>
    </div>
  )
}

/** Only where somebody edited the field: what the feed would have in its place. */
function FeedSays({ field }: { readonly field: RecordField }) {
  if (field.editedBy === null) return null
  return (
    <span>
      {field.conflict ? (
        <Pill mood="warn">{feedWords(field)}</Pill>
      ) : (
        <Pill mood="good">{t('record.feed-agrees')}</Pill>
      )}
    </span>
  )
}

function feedWords({ field, feedValue }: RecordField): string {
  const isEmpty = feedValue === null || feedValue === '' || (Array.isArray(feedValue) && feedValue.length === 0)
  return isEmpty ? t('record.feed-empty') : t('record.feed-says', { value: valueWords({ field, value: feedValue }) })
}

function GiveBack({ record, field }: Omit<FieldProps, 'editable'>) {
  const { send } = useReader()
  const queries = useQueryClient()
  const giving = useMutation({
    mutationFn: () =>
      send('POST /api/v1/roster/{kind}/{recordId}/fields/{field}/give-back', {
        params: { kind: record.kind, recordId: record.id, field: field.field },
        body: { version: field.version },
      }),
    onSuccess: (changed) => putRecord(queries, send, changed),
    onError: () => readAgain(queries),
  })
  return (
    <>
      <Button
        variant="default"
        size="xs"
        loading={giving.isPending}
        aria-label={t('record.give-back-this', { field: labelOf(field.field) })}
        onClick={() => giving.mutate()}
      >
        {t('record.give-back')}
      </Button>
      {giving.error === null ? null : <FailureNote failure={giving.error} />}
    </>
  )
}

interface EditFieldProps {
  readonly record: RosterRecord
  readonly field: RecordField
  readonly done: () => void
}

function EditField({ record, field, done }: EditFieldProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const form = useTextFields(['value'])
  const opened = useEffectEvent(() => {
    form.set('value', field.value === null ? '' : wordsForEditing(field))
    form.focus('value')
  })
  useEffect(() => opened(), [])
  const saving = useMutation({
    mutationFn: (typed: string) =>
      send('PUT /api/v1/roster/{kind}/{recordId}/fields/{field}', {
        params: { kind: record.kind, recordId: record.id, field: field.field },
        body: { value: valueOf(field, typed), version: field.version },
      }),
    onSuccess: (changed) => {
      putRecord(queries, send, changed)
      done()
    },
    onError: () => readAgain(queries),
  })
  return (
    <Form
      submit={() => {
        if (!saving.isPending) saving.mutate(form.valueOf('value'))
      }}
    >
      <FieldInput field={field} form={form} />
      {saving.error === null ? null : <FailureNote failure={saving.error} />}
      <div className="row">
        <Button type="submit" size="xs" loading={saving.isPending}>
          {t('record.save')}
        </Button>
        <Button variant="default" size="xs" onClick={done}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  )
}

interface FieldInputProps {
  readonly field: RecordField
  readonly form: ReturnType<typeof useTextFields<'value'>>
}

/** What fits the field: a choice, a day, or words. */
function FieldInput({ field, form }: FieldInputProps) {
  const label = labelOf(field.field)
  const choices = choicesOf(field)
  if (choices !== null)
    return (
      <NativeSelect
        label={label}
        description={t('record.save.says')}
        data={[...choices]}
        value={form.valueOf('value')}
        onChange={(change) => form.set('value', change.currentTarget.value)}
      />
    )
  const list = Array.isArray(field.value)
  return (
    <TextInput
      label={label}
      type={DAYS.has(field.field) ? 'date' : 'text'}
      description={list ? `${t('record.list.says')} ${t('record.save.says')}` : t('record.save.says')}
      maxLength={1000}
      {...form.bind('value')}
    />
  )
}

const DAYS: ReadonlySet<string> = new Set(['beginDate', 'endDate'])

function choicesOf({ field, value }: RecordField): readonly { value: string; label: string }[] | null {
  if (field === 'role') return ROLES.map((role) => ({ value: role, label: t(`lines.role.${role}`) }))
  if (typeof value !== 'boolean') return null
  return [true, false].map((one) => ({ value: String(one), label: wordsOf(one) }))
}

/** What was typed or chosen, as the server takes it. */
function valueOf({ value }: RecordField, typed: string): FieldValue {
  if (typeof value === 'boolean') return typed === 'true'
  return Array.isArray(value) ? typed.split(',') : typed
}

function wordsForEditing({ value }: RecordField): string {
  return Array.isArray(value) ? value.join(', ') : String(value)
}
