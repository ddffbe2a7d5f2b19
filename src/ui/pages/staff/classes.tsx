/** The classes somebody teaches: assigning and unassigning. */
import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { TaughtClasses } from '../../../http/contract/staff.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Pill, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { schoolClassesQuery } from '../roster/queries.ts'
import { staffOptionsQuery, taughtClassesQuery } from './queries.ts'

export function ClassesCard({ personId }: { readonly personId: string }) {
  const { send } = useReader()
  const found = useQuery(taughtClassesQuery(send, personId))
  return (
    <Card title={t('staff.classes')} says={t('staff.classes.says')}>
      {found.isPending ? <Waiting lines={3} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <div className="stack">
          {found.data.classes.length === 0 ? <p className="quiet-line">{t('staff.classes.none')}</p> : null}
          <ul className="plain-list fields">
            {found.data.classes.map((taught) => (
              <li key={taught.id}>
                <OneClass personId={personId} taught={taught} />
              </li>
            ))}
          </ul>
          <Assign personId={personId} taught={found.data.classes} />
        </div>
      )}
    </Card>
  )
}

type Taught = TaughtClasses['classes'][number]

function OneClass({ personId, taught }: { readonly personId: string; readonly taught: Taught }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const { id, title, schoolName, byHand } = taught
  const ending = useMutation({
    mutationFn: () =>
      send('DELETE /api/v1/classes/{classId}/teachers/{personId}', { params: { classId: id, personId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['staff'] }),
  })
  return (
    <div className="field">
      <div className="field-says">
        <span className="field-name">{title}</span>
        <span className="field-value">{schoolName ?? ''}</span>
        {byHand ? (
          <span>
            <Pill mood="calm">{t('staff.classes.by-hand')}</Pill>
          </span>
        ) : null}
      </div>
      <Button
        variant="default"
        size="xs"
        aria-label={t('staff.classes.end-this', { title })}
        loading={ending.isPending}
        onClick={() => ending.mutate()}
      >
        {t('staff.classes.end')}
      </Button>
      {ending.error === null ? null : <FailureNote failure={ending.error} />}
    </div>
  )
}

interface AssignProps {
  readonly personId: string
  readonly taught: readonly Taught[]
}

function Assign({ personId, taught }: AssignProps) {
  const { send } = useReader()
  const options = useQuery(staffOptionsQuery(send))
  const [school, setSchool] = useState('')
  const schools = options.data?.schools ?? []
  const schoolId = schools.find(({ id }) => id === school)?.id ?? schools[0]?.id
  if (schoolId === undefined) return null
  return (
    <div className="stack">
      <NativeSelect
        label={t('staff.bulk.school')}
        data={schools.map(({ id, name }) => ({ value: id, label: name }))}
        value={schoolId}
        onChange={(change) => setSchool(change.currentTarget.value)}
      />
      <AssignClass key={schoolId} personId={personId} schoolId={schoolId} taught={taught} />
    </div>
  )
}

function AssignClass({ personId, schoolId, taught }: AssignProps & { readonly schoolId: string }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const found = useQuery(schoolClassesQuery(send, schoolId))
  const [chosen, setChosen] = useState('')
  const classes = (found.data?.items ?? []).filter(({ id }) => taught.every((one) => one.id !== id))
  const classId = classes.find(({ id }) => id === chosen)?.id ?? classes[0]?.id
  const assigning = useMutation({
    mutationFn: (id: string) =>
      send('POST /api/v1/staff/{personId}/classes', { params: { personId }, body: { classIds: [id] } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['staff'] }),
  })
  return (
    <Form
      aria-label={t('staff.classes.assign')}
      submit={() => {
        if (classId !== undefined && !assigning.isPending) assigning.mutate(classId)
      }}
    >
      <NativeSelect
        label={t('staff.classes.class')}
        disabled={classes.length === 0}
        data={classes.map(({ id, title }) => ({ value: id, label: title }))}
        value={classId ?? ''}
        onChange={(change) => setChosen(change.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" variant="default" disabled={classId === undefined} loading={assigning.isPending}>
          {t('staff.classes.assign')}
        </Button>
      </div>
      {assigning.error === null ? null : <FailureNote failure={assigning.error} />}
    </Form>
  )
}
