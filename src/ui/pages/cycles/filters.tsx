/** What the list of cycles is narrowed by. A filter that has nothing to choose from isn't there. */
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { sortNameOf } from '../../names.ts'
import type { AddressQuery } from '../../parts/address-query.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { schoolsQuery } from '../coach/queries.ts'
import { choicesQuery, cycleCoachesQuery, STANDINGS, STATES, whoseIn } from './queries.ts'

interface CycleFiltersProps {
  readonly query: AddressQuery
  /** Narrows by one thing more or less; empty: not by it. */
  readonly narrow: (name: string, value: string) => void
  /** The reader coaches, or did. */
  readonly keeps: boolean
}

export function CycleFilters({ query, narrow, keeps }: CycleFiltersProps) {
  const { send } = useReader()
  const { data: choices } = useQuery(choicesQuery(send))
  const { data: places } = useQuery(schoolsQuery(send))
  const by = { query, narrow }
  const schools = places?.schools ?? []
  return (
    <>
      <Whose {...by} keeps={keeps} />
      <NativeSelect
        label={t('cycles.which')}
        value={STATES.find((one) => one === query['state']) ?? 'open'}
        data={STATES.map((value) => ({ value, label: t(`cycles.which.${value}`) }))}
        onChange={({ currentTarget: { value } }) => narrow('state', value === 'open' ? '' : value)}
      />
      <Choice
        {...by}
        name="standing"
        label={t('cycles.standing')}
        data={STANDINGS.map((value) => ({ value, label: t(`standing.${value}`) }))}
      />
      <Choice {...by} name="phase" label={t('cycles.phase')} data={named(choices?.phases ?? [])} />
      <Choice {...by} name="focus" label={t('cycles.focus')} data={named(choices?.focuses ?? [])} />
      {schools.length < 2 ? null : <Choice {...by} name="school" label={t('cycles.school')} data={named(schools)} />}
    </>
  )
}

/** One's own or everybody's, where somebody else's are open to the reader; of these one coach's. */
function Whose({ query, narrow, keeps }: CycleFiltersProps) {
  const { send, me } = useReader()
  const { data } = useQuery(cycleCoachesQuery(send))
  const coaches = data?.coaches ?? []
  const hasOthers = coaches.some(({ id }) => id !== me.person?.id)
  const whose = whoseIn(query, keeps)
  return (
    <>
      {keeps && (hasOthers || whose === 'all') ? (
        <NativeSelect
          label={t('cycles.whose')}
          value={whose}
          data={(['me', 'all'] as const).map((value) => ({ value, label: t(`cycles.whose.${value}`) }))}
          onChange={({ currentTarget: { value } }) => narrow('whose', value === 'all' ? value : '')}
        />
      ) : null}
      {whose === 'me' ? null : (
        <Choice
          query={query}
          narrow={narrow}
          name="coach"
          label={t('cycles.coach')}
          data={coaches.map((one) => ({
            value: one.id,
            label: t('cycles.coach.open', { name: sortNameOf(one), count: one.open }),
          }))}
        />
      )}
    </>
  )
}

interface ChoiceProps extends Pick<CycleFiltersProps, 'query' | 'narrow'> {
  readonly name: 'standing' | 'phase' | 'focus' | 'school' | 'coach'
  readonly label: string
  readonly data: readonly { readonly value: string; readonly label: string }[]
}

function Choice({ query, narrow, name, label, data }: ChoiceProps) {
  if (data.length === 0) return null
  return (
    <NativeSelect
      label={label}
      value={query[name] ?? ''}
      data={[{ value: '', label: t('educator-database.any') }, ...data]}
      onChange={({ currentTarget: { value } }) => narrow(name, value)}
    />
  )
}

function named(all: readonly { readonly id: string; readonly name: string }[]) {
  return all.map(({ id, name }) => ({ value: id, label: name }))
}
