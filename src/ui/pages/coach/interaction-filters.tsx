/** What the list of interactions is narrowed by. A filter that has nothing to choose from isn't there. */
import { Button, NativeSelect, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { PersonName } from '../../../http/contract/shapes.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import type { AddressQuery } from '../../parts/address-query.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { matches, useOffered, withKnown } from './educator-picker.tsx'
import { NARROWED_BY, type NarrowedBy, whoseIn } from './interactions-asked.ts'
import { interactionCoachesQuery, schoolsQuery, tagsQuery, typesQuery } from './queries.ts'

interface FilterProps {
  readonly query: AddressQuery
  /** Narrows by one thing more or less; empty: not by it. */
  readonly narrow: (name: NarrowedBy, value: string) => void
}

interface InteractionFiltersProps extends FilterProps {
  /** The reader coaches, or did: the list begins with their own. */
  readonly keeps: boolean
  /** Educators of what is listed: the one that is asked for may be at none of my schools any more. */
  readonly known: readonly PersonName[]
  readonly clear: () => void
  /** There is nothing yet that could be narrowed. */
  readonly isEmpty: boolean
}

/** Whose stands open; the rest opens by a button, and is open where the list is narrowed already. */
export function InteractionFilters({ query, narrow, keeps, known, clear, isEmpty }: InteractionFiltersProps) {
  const isAsked = NARROWED_BY.some((name) => name !== 'whose' && (query[name] ?? '') !== '')
  const [isOpen, setOpen] = useState(isAsked)
  const id = useId()
  return (
    <div className="stack list-filters">
      <Whose query={query} narrow={narrow} keeps={keeps} />
      {isEmpty ? null : (
        <div className="row">
          <Button
            variant="default"
            size="xs"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            {t(isOpen ? 'interactions.find.hide' : 'interactions.find')}
          </Button>
          {isAsked ? (
            <Button variant="default" size="xs" onClick={clear}>
              {t('educator-database.clear')}
            </Button>
          ) : null}
        </div>
      )}
      <div id={id} className={isOpen && !isEmpty ? 'filter-fields' : 'filter-fields-closed'}>
        {isOpen && !isEmpty ? <Fields query={query} narrow={narrow} keeps={keeps} known={known} /> : null}
      </div>
    </div>
  )
}

/** One's own or everybody's, where somebody else's are open to the reader. */
function Whose({ query, narrow, keeps }: FilterProps & { readonly keeps: boolean }) {
  const { send, me } = useReader()
  const { data } = useQuery(interactionCoachesQuery(send))
  const whose = whoseIn(query, keeps)
  const hasOthers = (data?.coaches ?? []).some(({ id }) => id !== me.person?.id)
  if (!keeps || (!hasOthers && whose === 'me')) return null
  return (
    <NativeSelect
      className="list-whose"
      label={t('cycles.whose')}
      value={whose}
      data={(['me', 'all'] as const).map((value) => ({ value, label: t(`cycles.whose.${value}`) }))}
      onChange={({ currentTarget: { value } }) => narrow('whose', value === 'all' ? value : '')}
    />
  )
}

function Fields({ query, narrow, keeps, known }: Omit<InteractionFiltersProps, 'clear' | 'isEmpty'>) {
  const { send } = useReader()
  const [coaches, schools, types, tags] = [
    useQuery(interactionCoachesQuery(send)).data?.coaches ?? [],
    useQuery(schoolsQuery(send)).data?.schools ?? [],
    useQuery(typesQuery(send)).data?.types ?? [],
    useQuery(tagsQuery(send)).data?.tags ?? [],
  ]
  const by = { query, narrow }
  return (
    <>
      {whoseIn(query, keeps) === 'me' || coaches.length < 2 ? null : (
        <Choice
          {...by}
          name="coach"
          label={t('interactions.coach')}
          data={coaches.map((one) => ({ value: one.id, label: sortNameOf(one) }))}
        />
      )}
      <EducatorChoice {...by} known={known} />
      <Day {...by} name="from" />
      <Day {...by} name="to" />
      <Choice {...by} name="kind" label={t('log.type')} data={named(types)} />
      <Choice {...by} name="tag" label={t('reports.tag')} data={named(tags)} />
      {schools.length < 2 ? null : <Choice {...by} name="school" label={t('log.school')} data={named(schools)} />}
    </>
  )
}

interface ChoiceProps extends FilterProps {
  readonly name: NarrowedBy
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

/** A field that was emptied asks for nothing; a year half typed, for nothing yet. */
function Day({ query, narrow, name }: FilterProps & { readonly name: 'from' | 'to' }) {
  const take = (value: string) => {
    if (value === '' || /^20\d{2}-\d{2}-\d{2}$/.test(value)) narrow(name, value)
  }
  return (
    <TextInput
      type="date"
      label={t(`reports.${name}`)}
      value={query[name] ?? ''}
      {...(name === 'to' && query['from'] !== undefined ? { min: query['from'] } : {})}
      {...(name === 'from' && query['to'] !== undefined ? { max: query['to'] } : {})}
      onChange={(change) => take(change.currentTarget.value)}
    />
  )
}

/** By typing part of a name; also of a district with more educators than the page holds. */
function EducatorChoice({ query, narrow, known }: FilterProps & Pick<InteractionFiltersProps, 'known'>) {
  const value = query['educator'] ?? ''
  const [typed, setTyped] = useState('')
  const { offered, isComing } = useOffered(typed, value === '' ? [] : [value])
  const educators = withKnown(offered, known)
  return (
    <Select
      label={t('interactions.educator')}
      placeholder={t('educator-database.any')}
      data={educators.map((one) => ({ value: one.id, label: nameOf(one) }))}
      value={educators.some(({ id }) => id === value) ? value : null}
      onChange={(id) => narrow('educator', id ?? '')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('interactions.educator.any') }}
      searchValue={typed}
      onSearchChange={setTyped}
      limit={30}
      filter={({ options, search }) => options.filter((option) => 'label' in option && matches(option.label, search))}
      nothingFoundMessage={t(isComing ? 'log.educators.coming' : 'log.educators.none')}
      withScrollArea={false}
      classNames={{ options: 'picker-list' }}
      attributes={{ options: { tabIndex: -1 } }}
      comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
    />
  )
}

function named(all: readonly { readonly id: string; readonly name: string }[]) {
  return all.map(({ id, name }) => ({ value: id, label: name }))
}
