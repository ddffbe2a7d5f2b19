/** Which coaching cycle an interaction is part of: offered as soon as somebody is tagged whom the coach has a cycle with. */
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Cycle } from '../../../http/contract/cycles.ts'
import { joinNames } from '../../names.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { cyclesQuery } from '../cycles/queries.ts'
import type { FormState } from './use-log.ts'

/** Mine with any of them that had not ended on that day, the open ones first. */
export function fittingCycles(
  cycles: readonly Cycle[],
  { educatorIds, date }: { readonly educatorIds: readonly string[]; readonly date: string },
): readonly Cycle[] {
  return cycles.filter(
    ({ educators, endedOn }) =>
      (endedOn === null || endedOn >= date) && educators.some(({ id }) => educatorIds.includes(id)),
  )
}

/** The cycles as a list to choose from; the first choice is none. */
export function cycleOptions(cycles: readonly Cycle[]) {
  return [
    { value: '', label: t('log.cycle.none') },
    ...cycles.map((cycle) => ({ value: cycle.id, label: says(cycle) })),
  ]
}

function says({ educators, focus, phase }: Cycle): string {
  const names = joinNames(educators)
  const words = { names, phase: phase.name }
  return focus === null ? t('log.cycle.one', words) : t('log.cycle.focus', { ...words, focus: focus.name })
}

export function CycleChoice({ log }: { readonly log: FormState }) {
  const { me, send } = useReader()
  const { form, change, focusable, problems } = log
  const mayChoose = me.may.includes('create:coaching_cycle')
  const found = useQuery({
    ...cyclesQuery(send, { by: 'me', state: 'all' }),
    enabled: mayChoose && form.educatorIds.length > 0,
  })
  const fitting = fittingCycles(found.data?.items ?? [], form)
  const isGone =
    form.cycleId !== '' &&
    (form.educatorIds.length === 0 || (found.isSuccess && !fitting.some(({ id }) => id === form.cycleId)))
  useEffect(() => {
    // Whoever the cycle was with is tagged no more.
    if (isGone) change({ cycleId: '' })
  })
  if (fitting.length === 0) return null
  return (
    <NativeSelect
      ref={focusable('cycleId')}
      label={t('log.cycle')}
      description={t('log.cycle.says')}
      value={isGone ? '' : form.cycleId}
      error={problems['cycleId']}
      data={cycleOptions(fitting)}
      onChange={(event) => change({ cycleId: event.currentTarget.value })}
    />
  )
}
