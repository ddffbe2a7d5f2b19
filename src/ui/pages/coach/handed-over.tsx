/** Of today: educators who came to the coach or went to another, and next steps that came along. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Today } from '../../../http/contract/today.ts'
import { formatDay } from '../../formats.ts'
import { nameOf } from '../../names.ts'
import { FailureNote } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { useRenewed } from '../handovers/queries.ts'
import { useHandedSteps } from './waiting-steps.tsx'

/** Nothing where there is neither. */
export function HandedOver({ today }: { readonly today: Today }) {
  const { handovers } = today
  const { steps, total, pager } = useHandedSteps(today)
  return (
    <>
      {handovers.length === 0 ? null : (
        <div>
          <span className="field-name">{t('handovers.today.title')}</span>
          <ul className="plain-list">
            {handovers.map(({ educator, other, isMine, at }) => (
              <li key={`${educator.id} ${at}`}>
                {t(isMine ? 'handovers.today.took' : 'handovers.today.gave', {
                  educator: nameOf(educator),
                  other: nameOf(other),
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
      {total === 0 ? null : (
        <div>
          <span className="field-name">{t('handovers.today.steps')}</span>
          <ul className="plain-list fields">
            {steps.map((step) => (
              <li key={`${step.handoverId} ${step.interactionId}`} className="field">
                <Step step={step} />
              </li>
            ))}
          </ul>
          {pager}
        </div>
      )}
    </>
  )
}

function Step({ step }: { readonly step: Today['handedSteps'][number] }) {
  const { send } = useReader()
  const renew = useRenewed()
  const { handoverId, interactionId, educator, from, dueOn } = step
  const ticking = useMutation({
    mutationFn: () =>
      send('POST /api/v1/coaching/handovers/{handoverId}/steps/{interactionId}', {
        params: { handoverId, interactionId },
        body: { done: true },
      }),
    onSettled: renew,
  })
  return (
    <>
      <div className="field-says">
        <span>{nameOf(educator)}</span>
        <span className="dim">{t('handovers.today.step', { from: nameOf(from) })}</span>
        {ticking.error === null ? null : <FailureNote failure={ticking.error} />}
      </div>
      <span className="row">
        {dueOn === null ? t('handovers.today.step.undated') : t('today.step.due', { date: formatDay(dueOn) })}
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t('handovers.today.step.done.of', { name: nameOf(educator) })}
          loading={ticking.isPending}
          onClick={() => ticking.mutate()}
        >
          {t('handovers.today.step.done')}
        </Button>
      </span>
    </>
  )
}
