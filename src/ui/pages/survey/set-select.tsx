/** Choosing a question set, where there are several. */
import { NativeSelect } from '@mantine/core'
import { t } from '../../translate.ts'
import { textIn } from './words.ts'

interface SetSelectProps {
  readonly sets: readonly { readonly id: string; readonly title: Readonly<Record<string, string>> }[]
  readonly value: string
  readonly choose: (id: string) => void
}

export function SetSelect({ sets, value, choose }: SetSelectProps) {
  if (sets.length < 2) return null
  return (
    <NativeSelect
      label={t('schedule.set')}
      value={value}
      data={sets.map(({ id, title }) => ({ value: id, label: textIn(title, 'en') }))}
      onChange={(change) => choose(change.currentTarget.value)}
    />
  )
}
