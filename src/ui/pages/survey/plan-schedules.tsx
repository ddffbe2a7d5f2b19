/** One change for the schedules of several classes: first what it would do, then doing it. */
import '../../styles/checkbox.css'
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type {
  CommunitySurveyPlan,
  SurveySchedulesBody,
  SurveySchedulesChanged,
} from '../../../http/contract/survey-plan.ts'
import { formatDay } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useReader, useSight } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { planQuery } from './queries.ts'
import { SetSelect } from './set-select.tsx'

type Wanted = Omit<SurveySchedulesBody, 'classIds' | 'apply'>
type What = 'plan' | 'extend'

interface Days {
  readonly startsOn: string
  readonly endsOn: string
  readonly extendedTo: string
  readonly questionSet: string
}

const NO_DAYS = { startsOn: '', endsOn: '', extendedTo: '' }

interface PlanSchedulesProps {
  readonly id: string
  readonly page: CommunitySurveyPlan
}

export function PlanSchedules({ id, page }: PlanSchedulesProps) {
  return (
    <Card title={t('plan.bulk')} {...(page.classes.length === 0 ? {} : { says: t('plan.bulk.says') })}>
      {page.classes.length === 0 ? (
        <p className="quiet-line">{t('plan.classes.none')}</p>
      ) : (
        <OneChange id={id} page={page} />
      )}
    </Card>
  )
}

function OneChange({ id, page }: PlanSchedulesProps) {
  const [chosen, setChosen] = useState<readonly string[]>(() => page.classes.map((one) => one.id))
  const [what, setWhat] = useState<What>('plan')
  const [days, setDays] = useState<Days>({ ...NO_DAYS, questionSet: page.questionSets[0]?.id ?? '' })
  const changing = useChange(id, { classIds: [...chosen], ...wantedOf(what, days) })
  const anew =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      changing.reset()
      set(value)
    }
  const looked = changing.data !== undefined && !changing.variables.apply
  const count = changing.data?.classes.filter(({ outcome }) => outcome === 'changes').length ?? 0
  return (
    <>
      <Form aria-label={t('plan.bulk')} submit={() => changing.mutate({ apply: false })}>
        <Classes page={page} chosen={chosen} choose={anew(setChosen)} />
        <NativeSelect
          label={t('plan.what')}
          value={what}
          data={(['plan', 'extend'] as const).map((value) => ({ value, label: t(`plan.what.${value}`) }))}
          onChange={(change) => anew(setWhat)(change.currentTarget.value === 'extend' ? 'extend' : 'plan')}
        />
        <DayFields what={what} days={days} page={page} set={anew(setDays)} />
        <div className="row">
          <Button type="submit" variant="default" loading={changing.isPending} disabled={chosen.length === 0}>
            {t('plan.look')}
          </Button>
          {looked && count > 0 ? (
            <Button onClick={() => changing.mutate({ apply: true })}>{t('plan.apply', { count })}</Button>
          ) : null}
        </div>
      </Form>
      {changing.error === null ? null : <FailureNote failure={changing.error} />}
      {changing.data === undefined ? null : (
        <Outcome classes={changing.data.classes} title={t(looked ? 'plan.preview' : 'plan.applied')} />
      )}
    </>
  )
}

function useChange(id: string, wanted: Omit<SurveySchedulesBody, 'apply'>) {
  const { send } = useReader()
  const seen = useSight('PUT /api/v1/communities/{communityId}/survey-schedules', { communityId: id })
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ apply }: { readonly apply: boolean }) =>
      send('PUT /api/v1/communities/{communityId}/survey-schedules', {
        params: { communityId: id },
        body: { ...wanted, apply },
        seen: seen(),
      }),
    onSuccess: async (_answer, { apply }) => {
      if (apply) await queries.invalidateQueries({ queryKey: planQuery(send, id).queryKey })
    },
  })
}

function wantedOf(what: What, { startsOn, endsOn, extendedTo, questionSet }: Days): Wanted {
  const late = extendedTo === '' ? null : extendedTo
  if (what === 'plan') return { planned: [{ startsOn, endsOn, extendedTo: late, questionSet }], running: null }
  return { planned: null, running: { endsOn: endsOn === '' ? null : endsOn, extendedTo: late } }
}

interface ClassesProps {
  readonly page: CommunitySurveyPlan
  readonly chosen: readonly string[]
  readonly choose: (ids: readonly string[]) => void
}

function Classes({ page, chosen, choose }: ClassesProps) {
  const all = page.classes.map((one) => one.id)
  return (
    <fieldset className="survey-classes">
      <legend>{t('plan.classes')}</legend>
      <Checkbox
        label={t('plan.all')}
        checked={chosen.length === all.length}
        onChange={(change) => choose(change.currentTarget.checked ? all : [])}
      />
      {page.classes.map(({ id, title, cycles }) => {
        const ahead = cycles.filter(({ state }) => state !== 'closed')
        const says = ahead.map((one) => rangeOf(one)).join('; ')
        return (
          <Checkbox
            key={id}
            label={title}
            description={says === '' ? t('plan.no-cycles') : says}
            checked={chosen.includes(id)}
            onChange={(change) =>
              choose(change.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />
        )
      })}
    </fieldset>
  )
}

interface DayFieldsProps {
  readonly what: What
  readonly days: Days
  readonly page: CommunitySurveyPlan
  readonly set: (days: Days) => void
}

function DayFields({ what, days, page, set }: DayFieldsProps) {
  const isPlan = what === 'plan'
  return (
    <div className="survey-cycle">
      {isPlan ? (
        <TextInput
          type="date"
          label={t('schedule.starts')}
          required
          value={days.startsOn}
          onChange={(change) => set({ ...days, startsOn: change.currentTarget.value })}
        />
      ) : null}
      <TextInput
        type="date"
        label={t(isPlan ? 'schedule.ends' : 'plan.extend.ends')}
        required={isPlan}
        {...(isPlan ? {} : { description: t('plan.empty-stays') })}
        value={days.endsOn}
        onChange={(change) => set({ ...days, endsOn: change.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('schedule.extended')}
        description={t(isPlan ? 'schedule.extended.says' : 'plan.empty-stays')}
        value={days.extendedTo}
        onChange={(change) => set({ ...days, extendedTo: change.currentTarget.value })}
      />
      {isPlan ? (
        <SetSelect
          sets={page.questionSets}
          value={days.questionSet}
          choose={(questionSet) => set({ ...days, questionSet })}
        />
      ) : null}
    </div>
  )
}

interface OutcomeProps {
  readonly classes: SurveySchedulesChanged['classes']
  readonly title: string
}

function Outcome({ classes, title }: OutcomeProps) {
  return (
    <>
      <h3 className="small-head">{title}</h3>
      <DataTable
        label={title}
        rows={classes}
        columns={[
          { key: 'class', label: t('plan.class'), value: (one) => one.title },
          {
            key: 'outcome',
            label: t('plan.outcome'),
            value: ({ outcome, reasons }) => [word('plan.outcome', outcome), ...reasons].join('. '),
          },
          { key: 'then', label: t('plan.schedule'), value: ({ cycles }) => cycles.map(rangeOf).join('; ') },
        ]}
        rowKey={({ id }) => id}
        sortedBy={{ column: 'class', descending: false }}
        exportName="schedules.csv"
        empty={<p>{t('plan.classes.none')}</p>}
      />
    </>
  )
}

function rangeOf({ startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string }): string {
  return t('schedule.range', { from: formatDay(startsOn), to: formatDay(endsOn) })
}
