/** Above a list of people with seats: whose name is searched, and in which states. */
import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { searchIcon, peopleIcon } from '../../parts/icons.tsx'
import { Empty } from '../../parts/notes.tsx'
import { useSettled } from '../../parts/settled.ts'
import type { Sort } from '../../parts/sorting.ts'
import { t } from '../../translate.ts'
import { StateSelect } from './state-select.tsx'

interface PeoplePlace<State extends string> {
  /** Null: in whatever state. */
  readonly state: State | null
  readonly sort: Sort
  /** From 0. */
  readonly page: number
  /** What a name must contain; empty: nothing. */
  readonly q: string
}

interface Asked<State extends string> {
  readonly states: readonly State[]
  readonly labelOf: (state: State) => string
  readonly sort: Sort
}

/** Where somebody is in such a list, and what they choose it by. */
export function usePeoplePlace<State extends string>({ states, labelOf, sort: first }: Asked<State>) {
  const [state, setState] = useState<State | null>(null)
  const [sort, setSort] = useState(first)
  const [typed, setTyped] = useState('')
  const [page, setPage] = useState(0)
  const q = useSettled(typed.trim(), 200)
  const place: PeoplePlace<State> = { state, sort, page, q }
  const tools: ReactNode = (
    <>
      <TextInput
        type="search"
        label={t('licence.people.search')}
        leftSection={searchIcon}
        value={typed}
        maxLength={100}
        onChange={(change) => {
          setTyped(change.currentTarget.value)
          setPage(0)
        }}
      />
      <StateSelect
        states={states}
        labelOf={labelOf}
        state={state}
        choose={(chosen) => {
          setState(chosen)
          setPage(0)
        }}
      />
    </>
  )
  const sortBy = (by: Sort) => {
    setSort(by)
    setPage(0)
  }
  return { place, tools, sortBy, turn: setPage }
}

/** Nobody at all, or nobody of that name. */
export function NoPeople({ q, title, says }: { readonly q: string; readonly title: string; readonly says: string }) {
  if (q !== '')
    return (
      <Empty icon={searchIcon} title={t('licence.people.no-match')}>
        {t('licence.people.no-match.says')}
      </Empty>
    )
  return (
    <Empty icon={peopleIcon} title={title}>
      {says}
    </Empty>
  )
}
