/** The day of the year on which it is forgotten who took part in surveys: what it will forget is shown before it is saved. */
import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SurveyNames } from '../../../http/contract/survey-names.ts'
import { formatDay } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'

const MONTHS = Array.from({ length: 12 }, (_, at) => ({
  value: two(at + 1),
  label: new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, at, 1))),
}))
/** February has 29 here: the 29th falls on the 28th in other years. */
const DAYS_IN = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export function SurveyNamesCard() {
  const { send } = useReader()
  const queries = useQueryClient()
  const [chosen, choose] = useState<string | null>(null)
  const found = useQuery({
    queryKey: ['survey-names', chosen],
    queryFn: ({ signal }) =>
      send('GET /api/v1/settings/survey-names', { query: chosen === null ? {} : { on: chosen }, signal }),
    placeholderData: (before) => before,
  })
  const saving = useMutation({
    mutationFn: (body: { readonly on: string; readonly version: string }) =>
      send('PUT /api/v1/settings/survey-names', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['survey-names'] }),
  })
  return (
    <Card title={t('names.title')} says={t('names.says')}>
      <div className="stack">
        {found.isPending ? <Waiting lines={3} /> : null}
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        <Quietly>{saving.isSuccess ? <Note mood="good" title={t('names.saved')} /> : null}</Quietly>
        {saving.error === null ? null : <FailureNote failure={saving.error} />}
        {found.data === undefined ? null : (
          <DayForm
            names={found.data}
            on={chosen ?? found.data.on}
            choose={(on) => {
              saving.reset()
              choose(on)
            }}
            busy={saving.isPending}
            save={() => saving.mutate({ on: chosen ?? found.data.on, version: found.data.version })}
          />
        )}
      </div>
    </Card>
  )
}

interface DayFormProps {
  readonly names: SurveyNames
  readonly on: string
  readonly choose: (on: string) => void
  readonly busy: boolean
  readonly save: () => void
}

function DayForm({ names, on, choose, busy, save }: DayFormProps) {
  const [month = '01', day = '01'] = on.split('-')
  const last = DAYS_IN[Number(month) - 1] ?? 31
  const days = Array.from({ length: last }, (_, at) => ({ value: two(at + 1), label: String(at + 1) }))
  return (
    <Form aria-label={t('names.title')} submit={save}>
      <div className="row">
        <NativeSelect
          label={t('names.month')}
          value={month}
          data={MONTHS}
          onChange={({ currentTarget: { value } }) =>
            choose(`${value}-${two(Math.min(Number(day), DAYS_IN[Number(value) - 1] ?? 28))}`)
          }
        />
        <NativeSelect
          label={t('names.day')}
          value={day}
          data={days}
          onChange={(change) => choose(`${month}-${change.currentTarget.value}`)}
        />
      </div>
      <p>{toldOf(names)}</p>
      {names.now.cycles === 0 ? null : (
        <p>{t('names.now', { count: names.now.cycles, times: names.now.participations })}</p>
      )}
      <div className="row">
        <Button type="submit" loading={busy}>
          {t('names.save')}
        </Button>
      </div>
    </Form>
  )
}

function toldOf({ next }: SurveyNames): string {
  const day = formatDay(next.on)
  if (next.cycles === 0) return t('names.next.none', { day })
  return t('names.next', { day, count: next.cycles, times: next.participations })
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
