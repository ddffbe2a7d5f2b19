/** What may be done with the students who are chosen: to enrol them, to take them out, or to mark a step. */
import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { EnrolOutcome, Pathway, PathwayStudent } from '../../../http/contract/pathways.ts'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { readPathwaysAgain } from './queries.ts'

interface ChosenProps {
  readonly pathway: Pathway
  readonly students: readonly PathwayStudent[]
  readonly done: () => void
}

export function ChosenInPathway({ pathway, students, done }: ChosenProps) {
  const acting = useActing(pathway.id, done)
  const { data } = acting
  return (
    <>
      {students.length === 0 ? null : (
        <Note mood="calm" title={t('pathway.chosen', { count: students.length })}>
          <Acts pathway={pathway} students={students} act={acting.mutate} isActing={acting.isPending} />
        </Note>
      )}
      {acting.error === null ? null : <FailureNote failure={acting.error} />}
      <Quietly>
        {data === undefined || students.length > 0 ? null : (
          <Note mood="good">
            {t('pathway.done', { count: data.changed.length })}{' '}
            {data.leftOut.length === 0 ? null : t('pathway.left-out', { count: data.leftOut.length })}
          </Note>
        )}
      </Quietly>
    </>
  )
}

type Act =
  | { readonly studentIds: string[]; readonly enrol: boolean }
  | { readonly studentIds: string[]; readonly stepId: string; readonly isDone: boolean }

function useActing(pathwayId: string, done: () => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  const params = { pathwayId }
  return useMutation({
    mutationFn: (body: Act): Promise<EnrolOutcome> =>
      'enrol' in body
        ? send('POST /api/v1/pathways/{pathwayId}/enrolments', { params, body })
        : send('POST /api/v1/pathways/{pathwayId}/done-steps', { params, body }),
    onSuccess: done,
    onSettled: () => readPathwaysAgain(queries),
  })
}

interface ActsProps {
  readonly pathway: Pathway
  readonly students: readonly PathwayStudent[]
  readonly act: (act: Act) => void
  readonly isActing: boolean
}

function Acts({ pathway, students, act, isActing }: ActsProps) {
  const [stepId, setStepId] = useState(pathway.steps[0]?.id ?? '')
  const inIt = students.filter(({ enrolledAt }) => enrolledAt !== null)
  const free = students.filter(({ enrolledAt, isElsewhere }) => enrolledAt === null && !isElsewhere)
  const isDone = ({ done }: PathwayStudent) => done.some((one) => one.stepId === stepId)
  const offer = (of: readonly PathwayStudent[], label: ActLabel, rest: { enrol: boolean } | { isDone: boolean }) => {
    const studentIds = of.map(({ id }) => id)
    if (studentIds.length === 0) return null
    const body: Act = 'enrol' in rest ? { studentIds, ...rest } : { studentIds, stepId, ...rest }
    return (
      <Button
        key={label}
        variant={label === 'pathway.enrol' ? 'filled' : 'default'}
        loading={isActing}
        onClick={() => act(body)}
      >
        {t(label, { count: studentIds.length })}
      </Button>
    )
  }
  return (
    <div className="stack">
      {inIt.length + free.length === 0 ? <p>{t('pathway.nothing')}</p> : null}
      <div className="row">
        {offer(free, 'pathway.enrol', { enrol: true })}
        {offer(inIt, 'pathway.leave', { enrol: false })}
      </div>
      {inIt.length === 0 ? null : (
        <div className="row">
          <NativeSelect
            label={t('pathway.step')}
            value={stepId}
            data={pathway.steps.map(({ id, title }) => ({ value: id, label: title }))}
            onChange={(change) => setStepId(change.currentTarget.value)}
          />
          {offer(
            inIt.filter((one) => !isDone(one)),
            'pathway.step.done',
            { isDone: true },
          )}
          {offer(inIt.filter(isDone), 'pathway.step.undone', { isDone: false })}
        </div>
      )}
    </div>
  )
}

type ActLabel = 'pathway.enrol' | 'pathway.leave' | 'pathway.step.done' | 'pathway.step.undone'
