/** The hours of the week at which the avatars of a class's students rest, and changing them. */
import '../../styles/settings.css'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AvatarHour, AvatarHours } from '../../../http/contract/programmes.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { POINTS } from './queries.ts'

const HOURS_MAX = 50
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7].map(String)

interface Row extends AvatarHour {
  /** Of this form, whatever its place. */
  readonly key: number
}

interface Props {
  readonly classId: string
  readonly found: AvatarHours
}

export function AvatarHoursCard({ classId, found }: Props) {
  const [rows, setRows] = useState<readonly Row[]>(() => rowsOf(found.hours))
  const [isTried, setTried] = useState(false)
  const saving = useSaving(classId, (hours) => setRows(rowsOf(hours)))
  const change = (key: number, over: Partial<AvatarHour>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...over } : row)))
  const submit = () => {
    setTried(true)
    const isWhole = rows.every(({ from, to }) => from !== '' && to !== '')
    if (isWhole && !saving.isPending) saving.mutate(rows.map(({ weekday, from, to }) => ({ weekday, from, to })))
  }
  return (
    <Card title={t('avatar-hours.title')} says={t('avatar-hours.says')}>
      <Form submit={submit} aria-label={t('avatar-hours.title')}>
        {rows.length === 0 ? <p className="quiet-line">{t('avatar-hours.none')}</p> : null}
        <ol className="plain-list stack">
          {rows.map((row, index) => (
            <li key={row.key}>
              <HourFields
                row={row}
                number={index + 1}
                isTried={isTried}
                change={(over) => change(row.key, over)}
                remove={() => setRows(rows.filter(({ key }) => key !== row.key))}
              />
            </li>
          ))}
        </ol>
        {saving.error === null ? null : <FailureNote failure={saving.error} />}
        <div className="row">
          {rows.length >= HOURS_MAX ? null : (
            <Button variant="default" onClick={() => setRows([...rows, rowAfter(rows)])}>
              {t('avatar-hours.add')}
            </Button>
          )}
          <Button type="submit" loading={saving.isPending}>
            {t('avatar-hours.save')}
          </Button>
        </div>
        <Quietly>{saving.isSuccess ? <Note mood="good">{t('avatar-hours.saved')}</Note> : null}</Quietly>
      </Form>
    </Card>
  )
}

/** The same hours on the next day. */
function rowAfter(rows: readonly Row[]): Row {
  const { weekday = 0, from = '08:00', to = '15:00' } = rows.at(-1) ?? {}
  return { weekday: Math.min(weekday + 1, 7), from, to, key: Math.max(0, ...rows.map(({ key }) => key)) + 1 }
}

function rowsOf(hours: readonly AvatarHour[]): readonly Row[] {
  return hours.map((hour, key) => ({ ...hour, key }))
}

function useSaving(classId: string, saved: (hours: readonly AvatarHour[]) => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (hours: AvatarHour[]) =>
      send('PUT /api/v1/classes/{classId}/avatar-hours', { params: { classId }, body: { hours } }),
    onSuccess: async ({ hours }) => {
      saved(hours)
      await queries.invalidateQueries({ queryKey: [POINTS, 'hours', classId] })
    },
  })
}

interface HourFieldsProps {
  readonly row: Row
  readonly number: number
  readonly isTried: boolean
  readonly change: (over: Partial<AvatarHour>) => void
  readonly remove: () => void
}

/** A browser's field for times has no 24:00: the end of the day is 00:00 there. */
function HourFields({ row: { weekday, from, to }, number, isTried, change, remove }: HourFieldsProps) {
  const missing = (text: string) => (isTried && text === '' ? t('avatar-hours.needed') : null)
  return (
    <>
      <div className="number-fields">
        <NativeSelect
          label={t('avatar-hours.day', { number })}
          value={String(weekday)}
          data={WEEKDAYS.map((day) => ({ value: day, label: word('weekday', day) }))}
          onChange={(event) => change({ weekday: Number(event.currentTarget.value) })}
        />
        <TextInput
          type="time"
          label={t('avatar-hours.from', { number })}
          value={from}
          error={missing(from)}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t('avatar-hours.to', { number })}
          description={number === 1 ? t('avatar-hours.to.says') : undefined}
          value={to === '24:00' ? '00:00' : to}
          error={missing(to)}
          onChange={(event) =>
            change({ to: event.currentTarget.value === '00:00' ? '24:00' : event.currentTarget.value })
          }
        />
      </div>
      <Button variant="subtle" size="compact-xs" onClick={remove}>
        {t('avatar-hours.remove', { number })}
      </Button>
    </>
  )
}
