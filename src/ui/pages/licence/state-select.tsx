/** Which states of a seat a list shows: all of them, or one. */
import { NativeSelect } from '@mantine/core'
import { t } from '../../translate.ts'

interface Props<State extends string> {
  readonly states: readonly State[]
  readonly labelOf: (state: State) => string
  /** Null: all of them. */
  readonly state: State | null
  readonly choose: (state: State | null) => void
}

export function StateSelect<State extends string>({ states, labelOf, state, choose }: Props<State>) {
  return (
    <NativeSelect
      label={t('licence.people.show')}
      value={state ?? ''}
      data={[
        { value: '', label: t('licence.people.all') },
        ...states.map((value) => ({ value, label: labelOf(value) })),
      ]}
      onChange={({ currentTarget: { value } }) => choose(states.find((each) => each === value) ?? null)}
    />
  )
}
