/** Whom an educator goes to, or that it stays as it is. */
import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { DecideHandoverBody, HandoverPage } from '../../../http/contract/handovers.ts'
import { nameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { caseloadsQuery } from '../caseloads/queries.ts'
import { useRenewed } from './queries.ts'

export type Proposal = HandoverPage['items'][number]

interface DecideProps {
  readonly proposal: Proposal
  /** With words that say what came of it; null: nothing. */
  readonly close: (words: string | null) => void
}

export function Decide({ proposal, close }: DecideProps) {
  const { educator, from, coaches } = proposal
  const ready = coaches.filter(({ waits }) => !waits)
  const [only] = ready.length === 1 ? ready : []
  const [chosen, choose] = useState<Chosen>({ toId: only?.id ?? '', caseloadId: '' })
  const { toId, caseloadId } = chosen
  const deciding = useDeciding(proposal, close)
  const box = useRef<HTMLDivElement>(null)
  // The button that opens the form may stand far below it.
  useEffect(() => box.current?.querySelector<HTMLElement>('select, button')?.focus(), [])
  const names = { name: nameOf(educator), from: nameOf(from) }
  const decide = (to: string | null) =>
    deciding.mutate({
      educatorId: educator.id,
      fromId: from.id,
      toId: to,
      caseloadId: to === null || caseloadId === '' ? null : caseloadId,
    })
  return (
    <Card title={t('handovers.form', names)} says={t('handovers.form.says', names)}>
      <div ref={box}>
        <Form submit={() => (toId === '' ? undefined : decide(toId))} aria-label={t('handovers.form', names)}>
          {coaches.length === 0 ? (
            <Note mood="calm">{t('handovers.to.none')}</Note>
          ) : (
            <Choices coaches={coaches} chosen={chosen} choose={choose} />
          )}
          <p className="quiet-line">{t('handovers.leave.says', names)}</p>
          <div className="row">
            {ready.length === 0 ? null : (
              <Button type="submit" loading={deciding.isPending} disabled={toId === ''}>
                {t('handovers.submit')}
              </Button>
            )}
            <Button variant="default" loading={deciding.isPending} onClick={() => decide(null)}>
              {t('handovers.leave')}
            </Button>
            <Button variant="default" disabled={deciding.isPending} onClick={() => close(null)}>
              {t('cancel')}
            </Button>
          </div>
          {deciding.error === null ? null : <FailureNote failure={deciding.error} />}
        </Form>
      </div>
    </Card>
  )
}

interface Chosen {
  /** Empty: nobody yet. */
  readonly toId: string
  /** Empty: none. */
  readonly caseloadId: string
}

interface ChoicesProps {
  readonly coaches: Proposal['coaches']
  readonly chosen: Chosen
  readonly choose: (chosen: Chosen) => void
}

function Choices({ coaches, chosen: { toId, caseloadId }, choose }: ChoicesProps) {
  return (
    <div className="number-fields">
      <NativeSelect
        label={t('handovers.to')}
        {...(coaches.some(({ waits }) => waits) ? { description: t('handovers.to.waits.says') } : {})}
        value={toId}
        data={[
          { value: '', label: t('handovers.to.choose') },
          ...coaches.map((one) => ({
            value: one.id,
            label: one.waits ? t('handovers.to.waits', { name: nameOf(one) }) : nameOf(one),
            disabled: one.waits,
          })),
        ]}
        onChange={(change) => choose({ toId: change.currentTarget.value, caseloadId: '' })}
      />
      {toId === '' ? null : (
        <CaseloadChoice coachId={toId} value={caseloadId} choose={(id) => choose({ toId, caseloadId: id })} />
      )}
    </div>
  )
}

function useDeciding({ educator, from }: Proposal, close: DecideProps['close']) {
  const { send } = useReader()
  const renew = useRenewed()
  return useMutation({
    mutationFn: (body: DecideHandoverBody) => send('POST /api/v1/coaching/handovers', { body }),
    onSuccess: ({ to }) => {
      const name = nameOf(educator)
      close(
        to === null ? t('handovers.left', { name, from: nameOf(from) }) : t('handovers.done', { name, to: nameOf(to) }),
      )
    },
    onSettled: renew,
  })
}

interface CaseloadChoiceProps {
  readonly coachId: string
  readonly value: string
  readonly choose: (caseloadId: string) => void
}

/** Nothing where the coach has none in use. */
function CaseloadChoice({ coachId, value, choose }: CaseloadChoiceProps) {
  const { send } = useReader()
  const { data } = useQuery(caseloadsQuery(send, coachId))
  const kept = data?.caseloads.filter(({ isArchived }) => !isArchived) ?? []
  if (kept.length === 0) return null
  return (
    <NativeSelect
      label={t('handovers.caseload')}
      value={value}
      data={[
        { value: '', label: t('handovers.caseload.none') },
        ...kept.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(change) => choose(change.currentTarget.value)}
    />
  )
}
