/** The legal hold on somebody: who set it, since when and why; setting and lifting it. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Holds } from '../../../http/contract/kept.ts'
import { formatInstant } from '../../formats.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { holdsQuery, KEPT } from './queries.ts'

interface CardProps {
  readonly personId: string
  readonly zone: string
}

export function HoldCard({ personId, zone }: CardProps) {
  const { send } = useReader()
  const found = useQuery(holdsQuery(send, personId))
  return (
    <Card title={t('kept.hold')} says={t('kept.held.says')}>
      {found.isPending ? <Waiting lines={2} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <div className="stack">
          {found.data.isHeld ? null : <p className="quiet-line">{t('kept.hold.none')}</p>}
          <Lines holds={found.data.holds} zone={zone} />
          {found.data.isHeld ? <Lift personId={personId} /> : <SetHold personId={personId} />}
        </div>
      )}
    </Card>
  )
}

function Lines({ holds, zone }: { readonly holds: Holds['holds']; readonly zone: string }) {
  const unknown = t('kept.by.unknown')
  return holds.map(({ id, reason, setAt, setByName, liftedAt, liftedByName }) => {
    const words = { since: formatInstant(setAt, zone), by: setByName ?? unknown, reason }
    if (liftedAt === null)
      return (
        <Note key={id} mood="warn" title={t('kept.hold.stands')}>
          <p>{t('kept.hold.since', words)}</p>
        </Note>
      )
    const end = { until: formatInstant(liftedAt, zone), lifter: liftedByName ?? unknown }
    return (
      <p key={id} className="dim">
        {t('kept.hold.was', { ...words, ...end })}
      </p>
    )
  })
}

function Lift({ personId }: { readonly personId: string }) {
  const again = useAskedAgain(KEPT, () => undefined)
  if (again.question !== null) return again.question
  return (
    <div className="stack">
      {again.failure}
      <div className="row">
        <Button
          variant="default"
          onClick={() =>
            again.ask({
              label: t('kept.hold.lift.do'),
              sure: t('kept.hold.lift.sure'),
              says: null,
              act: (send) => send('DELETE /api/v1/people/{personId}/hold', { params: { personId } }),
            })
          }
        >
          {t('kept.hold.lift')}
        </Button>
      </div>
    </div>
  )
}

function SetHold({ personId }: { readonly personId: string }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const setting = useMutation({
    mutationFn: () => send('POST /api/v1/people/{personId}/hold', { params: { personId }, body: { reason } }),
    onSettled: () => void queries.invalidateQueries({ queryKey: [KEPT] }),
  })
  const submit = () => {
    const isEmpty = reason.trim() === ''
    setProblem(isEmpty ? t('kept.hold.reason.needed') : null)
    if (!isEmpty && !setting.isPending) setting.mutate()
  }
  return (
    <Form submit={submit} aria-label={t('kept.hold')}>
      <TextInput
        label={t('kept.hold.reason')}
        description={t('kept.hold.reason.says')}
        autoComplete="off"
        maxLength={500}
        value={reason}
        error={problem}
        onChange={(change) => setReason(change.currentTarget.value)}
      />
      {setting.error === null ? null : <FailureNote failure={setting.error} />}
      <div className="row">
        <Button type="submit" variant="default" loading={setting.isPending}>
          {t('kept.hold.set')}
        </Button>
      </div>
    </Form>
  )
}
