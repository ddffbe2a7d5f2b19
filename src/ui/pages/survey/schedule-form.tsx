/** Changing the days on which a class answers its survey: all cycles at once. */
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SurveySchedule, SurveyScheduleBody } from '../../../http/contract/survey.ts'
import { ApiFailure } from '../../api-failure.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useReader, useSight } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { scheduleQuery } from './queries.ts'
import { setsOffered } from './set-select.tsx'

type Wanted = SurveyScheduleBody['cycles'][number]
/** Cycles have no name of their own until they are saved. */
interface Row {
  readonly key: number
  readonly cycle: Wanted
}

interface ScheduleFormProps {
  readonly classId: string
  readonly schedule: SurveySchedule
  readonly close: (isSaved: boolean) => void
}

export function ScheduleForm({ classId, schedule, close }: ScheduleFormProps) {
  const { send } = useReader()
  const seen = useSight('PUT /api/v1/classes/{classId}/survey-schedule', { classId })
  const queries = useQueryClient()
  const { rows, set, add, remove } = useRows(schedule)
  const saving = useMutation({
    mutationFn: (wantedRows: readonly Row[]) => {
      const wanted = wantedRows.map(({ cycle }) => cycle)
      return send('PUT /api/v1/classes/{classId}/survey-schedule', {
        params: { classId },
        body: { cycles: wanted },
        seen: seen(),
      })
    },
    onSuccess: (answer) => {
      queries.setQueryData(scheduleQuery(send, classId).queryKey, answer)
      close(true)
    },
  })
  return (
    <Form
      aria-label={t('schedule.edit')}
      submit={() => {
        if (!saving.isPending) saving.mutate(rows)
      }}
    >
      {rows.map(({ key, cycle }, at) => (
        <CycleFields
          key={key}
          {...{ cycle, at, schedule }}
          problem={problemOf(saving.error, at)}
          set={(change) => set(key, change)}
          remove={() => remove(key)}
        />
      ))}
      {saving.error === null ? null : <FailureNote failure={saving.error} />}
      <div className="row">
        <Button type="submit" loading={saving.isPending}>
          {t('schedule.save')}
        </Button>
        <Button variant="default" onClick={add}>
          {t('schedule.add')}
        </Button>
        <Button variant="subtle" onClick={() => close(false)}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  )
}

/** The cycles as they are being changed; a class without any begins with an empty one. */
function useRows(schedule: SurveySchedule) {
  const [rows, setRows] = useState<readonly Row[]>(() => {
    const known = schedule.cycles.map(({ id, startsOn, endsOn, extendedTo, questionSet }, key) => ({
      key,
      cycle: { id, startsOn, endsOn, extendedTo, questionSet },
    }))
    return known.length === 0 ? [{ key: 0, cycle: blankCycle(schedule) }] : known
  })
  return {
    rows,
    set: (key: number, change: Partial<Wanted>) =>
      setRows((before) => before.map((row) => (row.key === key ? { key, cycle: { ...row.cycle, ...change } } : row))),
    add: () =>
      setRows((before) => [
        ...before,
        { key: 1 + Math.max(-1, ...before.map((row) => row.key)), cycle: blankCycle(schedule) },
      ]),
    remove: (key: number) => setRows((before) => before.filter((row) => row.key !== key)),
  }
}

interface CycleFieldsProps {
  readonly cycle: Wanted
  readonly at: number
  readonly schedule: SurveySchedule
  readonly problem: string | null
  readonly set: (change: Partial<Wanted>) => void
  readonly remove: () => void
}

function CycleFields({ cycle, at, schedule, problem, set, remove }: CycleFieldsProps) {
  const number = at + 1
  const state = schedule.cycles.find(({ id }) => id === cycle.id)?.state ?? 'planned'
  const begun = state !== 'planned'
  const offered = setsOffered(schedule.questionSets, cycle.questionSet)
  return (
    <fieldset className="survey-cycle" disabled={state === 'closed'}>
      <legend>{t('schedule.cycle', { number })}</legend>
      <TextInput
        type="date"
        label={t('schedule.starts')}
        value={cycle.startsOn}
        disabled={begun}
        error={problem}
        onChange={(change) => set({ startsOn: change.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('schedule.ends')}
        value={cycle.endsOn}
        disabled={state === 'late'}
        onChange={(change) => set({ endsOn: change.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('schedule.extended')}
        description={t('schedule.extended.says')}
        value={cycle.extendedTo ?? ''}
        onChange={(change) =>
          set({ extendedTo: change.currentTarget.value === '' ? null : change.currentTarget.value })
        }
      />
      {offered.length < 2 ? null : (
        <NativeSelect
          label={t('schedule.set')}
          value={cycle.questionSet}
          disabled={begun}
          data={offered}
          onChange={(change) => set({ questionSet: change.currentTarget.value })}
        />
      )}
      {begun ? null : (
        <Button size="xs" variant="subtle" onClick={remove}>
          {t('schedule.remove', { number })}
        </Button>
      )}
    </fieldset>
  )
}

function blankCycle({ questionSets }: SurveySchedule): Wanted {
  return { id: null, startsOn: '', endsOn: '', extendedTo: null, questionSet: questionSets[0]?.id ?? '' }
}

/** What the server says is wrong with this cycle. */
function problemOf(failure: unknown, at: number): string | null {
  if (!(failure instanceof ApiFailure)) return null
  return failure.fields[`cycles/${at}`] ?? null
}
