/** Choosing a question set, where there are several. */
import { NativeSelect } from '@mantine/core'
import { t } from '../../translate.ts'
import { textIn } from './words.ts'

export interface SetChoice {
  readonly id: string
  readonly title: Readonly<Record<string, string>>
  readonly retired: boolean
}

interface SetSelectProps {
  readonly sets: readonly SetChoice[]
  readonly value: string
  readonly choose: (id: string) => void
}

export function SetSelect({ sets, value, choose }: SetSelectProps) {
  const offered = setsOffered(sets, value)
  if (offered.length < 2) return null
  return (
    <NativeSelect
      label={t('schedule.set')}
      value={value}
      data={offered}
      onChange={(change) => choose(change.currentTarget.value)}
    />
  )
}

/** What can be chosen, and what is chosen already though it is retired. */
export function setsOffered(sets: readonly SetChoice[], value: string) {
  return sets
    .filter(({ id, retired }) => !retired || id === value)
    .map(({ id, title, retired }) => {
      const set = textIn(title, 'en')
      return { value: id, label: retired ? t('question-sets.choice.retired', { set }) : set }
    })
}
