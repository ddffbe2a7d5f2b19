/** When a source syncs: every night, on weekdays, by a line of cron, or only when told to. */
import { NativeSelect, TextInput } from '@mantine/core'
import { t } from '../../translate.ts'
import type { Rhythm, When } from './schedule.ts'

const RHYTHMS: readonly Rhythm[] = ['daily', 'weekdays', 'own', 'none']

interface ScheduleProps {
  readonly when: When
  readonly zone: string
  readonly problem: string | undefined
  readonly change: (when: When) => void
}

export function ScheduleFields({ when, zone, problem, change }: ScheduleProps) {
  return (
    <>
      <NativeSelect
        label={t('source-setup.when')}
        description={t('source-setup.when.says', { zone })}
        value={when.rhythm}
        data={RHYTHMS.map((rhythm) => ({ value: rhythm, label: t(`source-setup.when.${rhythm}`) }))}
        onChange={(event) => {
          const { value } = event.currentTarget
          change({ ...when, rhythm: RHYTHMS.find((rhythm) => rhythm === value) ?? 'none' })
        }}
      />
      {when.rhythm === 'daily' || when.rhythm === 'weekdays' ? (
        <TextInput
          type="time"
          label={t('source-setup.time')}
          error={problem}
          value={when.time}
          onChange={(event) => change({ ...when, time: event.currentTarget.value })}
        />
      ) : null}
      {when.rhythm === 'own' ? (
        <TextInput
          label={t('source-setup.cron')}
          description={t('source-setup.cron.says')}
          error={problem}
          value={when.cron}
          onChange={(event) => change({ ...when, cron: event.currentTarget.value })}
        />
      ) : null}
    </>
  )
}
