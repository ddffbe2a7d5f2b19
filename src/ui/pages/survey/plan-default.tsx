/** The schedule that classes get when they join a community. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CommunitySurveyPlan, SurveyDefaultBody } from '../../../http/contract/survey-plan.ts'
import { formatDay } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { planQuery } from './queries.ts'
import { SetSelect } from './set-select.tsx'

type Plan = NonNullable<SurveyDefaultBody['plan']>

interface PlanDefaultProps {
  readonly id: string
  readonly page: CommunitySurveyPlan
}

export function PlanDefault({ id, page }: PlanDefaultProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [editing, setEditing] = useState(false)
  const saving = useMutation({
    mutationFn: (plan: Plan | null) =>
      send('PUT /api/v1/communities/{communityId}/survey-default', { params: { communityId: id }, body: { plan } }),
    onSuccess: async () => {
      setEditing(false)
      await queries.invalidateQueries({ queryKey: planQuery(send, id).queryKey })
    },
  })
  const { plan } = page
  return (
    <Card title={t('plan.default')} says={t('plan.default.says')}>
      <Quietly>
        {saving.isSuccess ? (
          <Note mood="good" title={t(saving.variables === null ? 'plan.default.dropped' : 'plan.default.saved')} />
        ) : null}
      </Quietly>
      {saving.error === null ? null : <FailureNote failure={saving.error} />}
      {editing ? (
        <Fields page={page} busy={saving.isPending} save={saving.mutate} cancel={() => setEditing(false)} />
      ) : (
        <>
          <p>{plan === null ? t('plan.default.none') : told(plan)}</p>
          <div className="row">
            <Button variant="default" onClick={() => setEditing(true)}>
              {t(plan === null ? 'plan.default.set' : 'plan.default.change')}
            </Button>
            {plan === null ? null : (
              <Button variant="subtle" loading={saving.isPending} onClick={() => saving.mutate(null)}>
                {t('plan.default.drop')}
              </Button>
            )}
          </div>
        </>
      )}
    </Card>
  )
}

function told({ cycles, startsOn, endsOn, everyWeeks }: Plan): string {
  const days = { from: formatDay(startsOn), to: formatDay(endsOn) }
  return t('plan.default.has', { count: cycles, weeks: everyWeeks, ...days })
}

const COUNTS = [
  { name: 'lateDays', min: 0, max: 28 },
  { name: 'everyWeeks', min: 1, max: 26 },
  { name: 'cycles', min: 1, max: 12 },
] as const

interface FieldsProps {
  readonly page: CommunitySurveyPlan
  readonly busy: boolean
  readonly save: (plan: Plan) => void
  readonly cancel: () => void
}

function Fields({ page, busy, save, cancel }: FieldsProps) {
  const [plan, setPlan] = useState<Plan>(page.plan ?? blankPlan(page))
  const set = (change: Partial<Plan>) => setPlan((before) => ({ ...before, ...change }))
  return (
    <Form aria-label={t('plan.default')} submit={() => save(plan)}>
      <div className="survey-cycle">
        <TextInput
          type="date"
          label={t('plan.starts')}
          value={plan.startsOn}
          required
          onChange={(change) => set({ startsOn: change.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('plan.ends')}
          value={plan.endsOn}
          required
          onChange={(change) => set({ endsOn: change.currentTarget.value })}
        />
        {COUNTS.map(({ name, min, max }) => (
          <TextInput
            type="number"
            key={name}
            label={t(`plan.${name}`)}
            min={min}
            max={max}
            value={plan[name]}
            onChange={(change) => set({ [name]: Number(change.currentTarget.value) })}
          />
        ))}
        <SetSelect sets={page.questionSets} value={plan.questionSet} choose={(questionSet) => set({ questionSet })} />
      </div>
      <div className="row">
        <Button type="submit" loading={busy}>
          {t('schedule.save')}
        </Button>
        <Button variant="subtle" onClick={cancel}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  )
}

function blankPlan({ questionSets }: CommunitySurveyPlan): Plan {
  return { questionSet: questionSets[0]?.id ?? '', startsOn: '', endsOn: '', lateDays: 7, everyWeeks: 7, cycles: 4 }
}
