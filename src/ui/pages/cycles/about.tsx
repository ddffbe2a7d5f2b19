/** What a cycle is about: focus, goal, ratings; its coach edits them in place. */
import { Button, Textarea } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { InteractionDraft } from '../../../http/contract/coaching.ts'
import type { CycleDetail, CycleTexts } from '../../../http/contract/cycles.ts'
import { formatDay } from '../../formats.ts'
import { ApiFailure } from '../../api-failure.ts'
import { nameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { cycleDraft } from '../coach/draft-names.ts'
import { useKeptDraft } from '../coach/use-draft.ts'
import { CycleForm, type CycleFormChoices } from './cycle-form.tsx'
import { cycleKept, valuesOf } from './cycle-values.ts'
import { choicesQuery } from './queries.ts'
import { useCycleEdit } from './use-cycle-edit.ts'

interface AboutProps {
  readonly cycle: CycleDetail
  readonly isOwn: boolean
}

export function About({ cycle, isOwn }: AboutProps) {
  const [editing, setEditing] = useState(false)
  if (editing) {
    return (
      <Card title={t('cycle.editing')}>
        <Edit cycle={cycle} done={() => setEditing(false)} />
      </Card>
    )
  }
  return (
    <Card
      title={cycle.focus?.name ?? t('cycles.focus.none')}
      actions={
        isOwn ? (
          <Button variant="default" onClick={() => setEditing(true)}>
            {t('cycle.edit')}
          </Button>
        ) : null
      }
    >
      <div className="stack">
        {cycle.texts === null ? <OthersTexts cycle={cycle} /> : <Texts texts={cycle.texts} />}
        <RatingLines cycle={cycle} />
        {cycle.educators.map((one) =>
          one.handedOn === null ? null : (
            <p key={one.id} className="quiet-line">
              {t('cycle.handed-on', { name: nameOf(one), date: formatDay(one.handedOn) })}
            </p>
          ),
        )}
      </div>
    </Card>
  )
}

function Texts({ texts }: { readonly texts: CycleTexts }) {
  if (texts.focus === null && texts.goal === null) return <p className="quiet-line">{t('cycle.texts.none')}</p>
  return (
    <>
      {texts.focus === null ? null : <p className="cycle-text">{texts.focus}</p>}
      {texts.goal === null ? null : (
        <div>
          <span className="field-name">{t('cycle.goal')}</span>
          <p className="cycle-text">{texts.goal}</p>
        </div>
      )}
    </>
  )
}

/** Opened with a reason, which the coach reads. */
function OthersTexts({ cycle }: { readonly cycle: CycleDetail }) {
  const { send } = useReader()
  const [reason, setReason] = useState('')
  const opening = useMutation({
    mutationFn: () =>
      send('POST /api/v1/coaching/cycles/{cycleId}/texts', { params: { cycleId: cycle.id }, body: { reason } }),
  })
  if (!cycle.hasTexts) return <p className="quiet-line">{t('cycle.texts.none')}</p>
  if (opening.data !== undefined) return <Texts texts={opening.data} />
  return (
    <Form submit={() => opening.mutate()} className="stack field-form">
      <Textarea
        label={t('cycle.texts.reason')}
        description={t('openings.reason.says')}
        value={reason}
        maxLength={500}
        autosize
        onChange={(change) => setReason(change.currentTarget.value)}
      />
      {opening.error === null ? null : <FailureNote failure={opening.error} />}
      <div className="row">
        <Button type="submit" size="xs" loading={opening.isPending} disabled={reason.trim() === ''}>
          {t('cycle.texts.open')}
        </Button>
      </div>
    </Form>
  )
}

function RatingLines({ cycle }: { readonly cycle: CycleDetail }) {
  const { scale, educators } = cycle
  const rated = educators.filter((one) => one.ratingStart !== null || one.ratingEnd !== null)
  if (scale === null || rated.length === 0) return null
  const level = (rating: number | null) => (rating === null ? '–' : (scale.levels[rating - 1] ?? String(rating)))
  return (
    <div>
      <span className="field-name">
        {t('cycle.ratings')}: {scale.name}
      </span>
      <ul className="plain-list">
        {rated.map((one) => (
          <li key={one.id}>
            {t('cycle.rating.line', {
              name: nameOf(one),
              start: level(one.ratingStart),
              end: level(one.ratingEnd),
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Edit({ cycle, done }: { readonly cycle: CycleDetail; readonly done: () => void }) {
  const { send } = useReader()
  const choices = useQuery(choicesQuery(send))
  const kept = useKeptDraft(cycleDraft(cycle.id))
  if (choices.isPending || kept === undefined) return <Waiting lines={6} />
  if (choices.isLoadingError) return <FailureNote failure={choices.error} retry={() => void choices.refetch()} />
  return <EditForm cycle={cycle} kept={kept} offers={choices.data} done={done} />
}

interface EditFormProps {
  readonly cycle: CycleDetail
  readonly kept: InteractionDraft | null
  readonly offers: Pick<CycleFormChoices, 'focuses' | 'scales'>
  readonly done: () => void
}

function EditForm({ cycle, kept, offers: { focuses, scales }, done }: EditFormProps) {
  const draftId = cycleDraft(cycle.id)
  // What it is typed over; told that somebody else has changed it since, the coach goes on over what that made of it.
  const [{ version, isPast }, setSeen] = useState({ version: kept?.version ?? cycle.version, isPast: false })
  if (isPast && version !== cycle.version) setSeen({ version: cycle.version, isPast: false })
  const saving = useCycleEdit({ ...cycle, version }, done)
  const overtaken = (failure: unknown) => {
    if (failure instanceof ApiFailure && failure.status === 409) setSeen({ version, isPast: true })
  }
  const offered: CycleFormChoices = {
    focuses: withOwn(focuses, cycle.focus),
    scales: withOwn(scales, cycle.scale),
    phases: cycle.phases,
    ratesEnd: true,
  }
  return (
    <CycleForm
      label={t('cycle.editing')}
      start={valuesOf(cycle)}
      kept={kept === null ? null : cycleKept(kept)}
      draftId={draftId}
      version={version}
      discarded={() => setSeen({ version: cycle.version, isPast: false })}
      choices={offered}
      known={cycle.educators}
      saving={{ failure: saving.error, isPending: saving.isPending }}
      submitLabel={t('cycle.save')}
      save={(values, draft) => saving.mutate({ values, endedOn: cycle.endedOn, draft }, { onError: overtaken })}
      cancel={done}
    />
  )
}

/** What the cycle has may stay, though the district offers it no more. */
function withOwn<T extends { readonly id: string }>(offered: readonly T[], own: T | null): readonly T[] {
  return own === null || offered.some(({ id }) => id === own.id) ? offered : [...offered, own]
}
