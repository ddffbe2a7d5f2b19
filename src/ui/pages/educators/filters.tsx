/** What the educator database is narrowed by. A filter that has nothing to choose from isn't there. */
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { AddressQuery } from '../../parts/address-query.ts'
import { ServedSearch } from '../../parts/served-search.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { schoolsQuery, tagsQuery } from '../coach/queries.ts'
import { caseloadIn, choicesQuery, DAYS, STATES } from './queries.ts'

interface FiltersProps {
  readonly query: AddressQuery
  /** Narrows by one thing more or less; empty: not by it. */
  readonly narrow: (name: string, value: string) => void
}

export function Filters({ query, narrow, hasCaseload }: FiltersProps & { readonly hasCaseload: boolean }) {
  const { send } = useReader()
  const { data: choices } = useQuery(choicesQuery(send))
  const { data: places } = useQuery(schoolsQuery(send))
  const { data: words } = useQuery(tagsQuery(send))
  const schools = places?.schools ?? []
  const by = { query, narrow }
  return (
    <>
      <ServedSearch label={t('educators.search')} value={query['q'] ?? ''} search={(text) => narrow('q', text)} />
      <CaseloadChoice {...by} hasCaseload={hasCaseload} />
      {schools.length < 2 ? null : <Choice {...by} name="school" data={named(schools)} />}
      <Choice {...by} name="group" data={named(choices?.groups ?? [])} />
      <Choice {...by} name="grade" data={(choices?.grades ?? []).map(asItself)} />
      <Choice {...by} name="subject" data={(choices?.subjects ?? []).map(asItself)} />
      <Choice
        {...by}
        name="days"
        label={t('educator-database.not-seen')}
        data={DAYS.map((count) => ({ value: String(count), label: t('educator-database.not-seen.days', { count }) }))}
      />
      <Choice {...by} name="tag" data={named(words?.tags ?? [])} />
      <Choice
        {...by}
        name="cycle"
        label={t('educator-database.cycle.filter')}
        data={(['open', 'none'] as const).map((value) => ({ value, label: t(`educator-database.cycle.${value}`) }))}
      />
      <NativeSelect
        label={t('educator-database.state')}
        value={query['state'] ?? 'active'}
        data={STATES.map((value) => ({ value, label: t(`educator-database.state.${value}`) }))}
        onChange={({ currentTarget: { value } }) => narrow('state', value === 'active' ? '' : value)}
      />
    </>
  )
}

/** Only for whoever has caseloads, or sees to all of them. */
function CaseloadChoice({ query, narrow, hasCaseload }: FiltersProps & { readonly hasCaseload: boolean }) {
  const { me } = useReader()
  const value = caseloadIn(query, hasCaseload)
  const manages = me.may.includes('manage:coaching_settings')
  if (!hasCaseload && !manages && value === '') return null
  const offered = [
    ...(hasCaseload ? (['mine'] as const) : []),
    'all' as const,
    ...(manages || value === 'none' ? (['none'] as const) : []),
  ]
  const isOne = value !== '' && value !== 'mine' && value !== 'none'
  return (
    <NativeSelect
      label={t('caseloads.filter')}
      value={value === '' ? 'all' : value}
      data={[
        ...offered.map((one) => ({ value: one, label: t(`caseloads.filter.${one}`) })),
        ...(isOne ? [{ value, label: t('caseloads.filter.one') }] : []),
      ]}
      onChange={({ currentTarget }) => narrow('caseload', currentTarget.value)}
    />
  )
}

interface ChoiceProps extends FiltersProps {
  readonly name: 'school' | 'group' | 'grade' | 'subject' | 'days' | 'tag' | 'cycle'
  readonly label?: string
  readonly data: readonly { readonly value: string; readonly label: string }[]
}

function Choice({ query, narrow, name, data, label }: ChoiceProps) {
  if (data.length === 0) return null
  const says = label ?? (name === 'days' || name === 'cycle' ? '' : t(`educator-database.${name}`))
  return (
    <NativeSelect
      label={says}
      value={query[name] ?? ''}
      data={[{ value: '', label: t('educator-database.any') }, ...data]}
      onChange={({ currentTarget: { value } }) => narrow(name, value)}
    />
  )
}

function named(all: readonly { readonly id: string; readonly name: string }[]) {
  return all.map(({ id, name }) => ({ value: id, label: name }))
}

function asItself(value: string) {
  return { value, label: value }
}
