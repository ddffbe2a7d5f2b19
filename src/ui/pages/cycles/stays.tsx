/** From which day on a cycle is in which phase: rows that can be dated, added and taken away. */
import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { FieldProblems } from '../../api-failure.ts'
import { t } from '../../translate.ts'
import { newStay, type StayRow } from './cycle-values.ts'

interface StaysProps {
  readonly stays: readonly StayRow[]
  readonly phases: readonly { readonly id: string; readonly name: string }[]
  readonly problems: FieldProblems
  readonly change: (stays: readonly StayRow[]) => void
}

export function Stays({ stays, phases, problems, change }: StaysProps) {
  const set = (key: string, some: Partial<StayRow>) =>
    change(stays.map((one) => (one.key === key ? { ...one, ...some } : one)))
  return (
    <fieldset className="stack plain-fieldset">
      <legend className="field-name">{t('cycle.stays')}</legend>
      <p className="quiet-line">{t('cycle.stays.says')}</p>
      {stays.map(({ key, phaseId, from }, index) => (
        <div key={key} className="cycle-row">
          <NativeSelect
            label={t('cycle.stay.phase', { number: index + 1 })}
            value={phaseId}
            data={phases.map(({ id, name }) => ({ value: id, label: name }))}
            error={problems[`stays/${index}`]}
            onChange={(event) => set(key, { phaseId: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('cycle.stay.from', { number: index + 1 })}
            value={from}
            onChange={(event) => set(key, { from: event.currentTarget.value })}
          />
          {stays.length === 1 ? null : (
            <Button
              variant="default"
              aria-label={t('cycle.stay.remove', { number: index + 1 })}
              onClick={() => change(stays.filter((one) => one.key !== key))}
            >
              {t('cycle.stay.remove.short')}
            </Button>
          )}
        </div>
      ))}
      {problems['stays'] === undefined ? null : <p role="alert">{problems['stays']}</p>}
      <div>
        <Button variant="default" size="xs" onClick={() => change([...stays, newStay(nextPhase(stays, phases), '')])}>
          {t('cycle.stay.add')}
        </Button>
      </div>
    </fieldset>
  )
}

/** The phase after the last one, in the order of the model. */
function nextPhase(stays: readonly StayRow[], phases: StaysProps['phases']): string {
  const last = phases.findIndex(({ id }) => id === stays.at(-1)?.phaseId)
  return (phases[last + 1] ?? phases[0])?.id ?? ''
}
