/** Tags educators by typing part of a name: arrow keys choose, Enter tags, Backspace takes the last one off. */
import '../../styles/picker.css'
import { MultiSelect } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, Ref } from 'react'
import type { Educator } from '../../../http/contract/coaching.ts'
import type { PersonName } from '../../../http/contract/shapes.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { useSettled } from '../../parts/settled.ts'
import { nameOf } from '../../names.ts'
import { educatorsQuery } from './queries.ts'

const OPTIONS_MAX = 30

interface EducatorPickerProps {
  readonly value: readonly string[]
  readonly onChange: (ids: string[], tagged: readonly Educator[]) => void
  readonly error: string | undefined
  readonly inputRef: Ref<HTMLInputElement>
  /** Tagged already, maybe nobody of the coach's schools any more. */
  readonly known: readonly PersonName[]
}

export function EducatorPicker({ value, onChange, error, inputRef, known }: EducatorPickerProps) {
  const [typed, setTyped] = useState('')
  const { offered, isComing } = useOffered(typed, value)
  const educators = withKnown(offered, known)
  const byId = new Map(educators.map((educator) => [educator.id, educator]))
  const named = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? [])
  const isOffered = educators.some((one) => !value.includes(one.id) && matches(nameOf(one), typed))
  const onKeyDown = useEarlyEnter({
    typed,
    isEarly: isComing && !isOffered,
    tag: (educator) => {
      if (!value.includes(educator.id)) onChange([...value, educator.id], [...named(value), educator])
      setTyped('')
    },
  })
  return (
    <MultiSelect
      ref={inputRef}
      label={t('log.educators')}
      placeholder={value.length === 0 ? t('log.educators.placeholder') : ''}
      data={educators.map((educator) => ({ value: educator.id, label: nameOf(educator) }))}
      value={value.filter((id) => byId.has(id))}
      onChange={(ids) => onChange(ids, named(ids))}
      onKeyDown={onKeyDown}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      clearSearchOnChange
      hidePickedOptions
      limit={OPTIONS_MAX}
      filter={({ options, search }) => options.filter((option) => 'label' in option && matches(option.label, search))}
      renderOption={({ option }) => <Option label={option.label} educator={byId.get(option.value)} />}
      nothingFoundMessage={t(isComing ? 'log.educators.coming' : 'log.educators.none')}
      error={error}
      withScrollArea={false}
      // After a log the focus comes back here: an open list would cover the word that it was logged.
      openOnFocus={false}
      classNames={{ options: 'picker-list' }}
      // Browsers let Tab stop at what scrolls; the list is walked with the arrow keys, and Tab goes on to the next field.
      attributes={{ options: { tabIndex: -1 } }}
      comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
      required
      withAsterisk={false}
    />
  )
}

function Option({ label, educator }: { readonly label: string; readonly educator: Educator | undefined }) {
  return (
    <span className="picker-option">
      <span>{label}</span>
      <span className="dim">{educator?.schools.map((school) => school.name).join(', ')}</span>
    </span>
  )
}

interface EarlyEnter {
  readonly typed: string
  /** Names that could be meant have not come yet. */
  readonly isEarly: boolean
  readonly tag: (educator: Educator) => void
}

/** Enter before the names have come tags who is meant once they are there, unless something else was typed meanwhile. */
function useEarlyEnter({ typed, isEarly, tag }: EarlyEnter): (press: KeyboardEvent) => void {
  const { send } = useReader()
  const queries = useQueryClient()
  const latest = useRef({ typed, tag })
  useEffect(() => {
    latest.current = { typed, tag }
  })
  return (press) => {
    if (press.key !== 'Enter' || press.ctrlKey || press.metaKey || typed.trim() === '' || !isEarly) return
    press.preventDefault()
    void queries.query(educatorsQuery(send, { q: typed.trim(), schoolId: '' })).then(({ items }) => {
      const meant = items.find((one) => matches(nameOf(one), typed))
      if (meant !== undefined && latest.current.typed === typed) latest.current.tag(meant)
    })
  }
}

export function withKnown(offered: readonly Educator[], known: readonly PersonName[]): readonly Educator[] {
  const missing = known.filter(({ id }) => !offered.some((one) => one.id === id))
  return [...offered, ...missing.map((person) => ({ ...person, schools: [], lastSeenOn: null }))]
}

/** Everyone the page knows; in a district too large to hold at once, also who the server finds for what is typed. */
export function useOffered(
  typed: string,
  tagged: readonly string[],
): { readonly offered: readonly Educator[]; /** What is typed may still find somebody. */ readonly isComing: boolean } {
  const { send } = useReader()
  const [known, setKnown] = useState<readonly Educator[]>([])
  const everyone = useQuery(educatorsQuery(send, { q: '', schoolId: '' }))
  const large = everyone.data !== undefined && everyone.data.total > everyone.data.items.length
  const q = useSettled(typed.trim(), 200)
  const found = useQuery({ ...educatorsQuery(send, { q, schoolId: '' }), enabled: large && q !== '' })
  const offered = [...(everyone.data?.items ?? []), ...(large ? (found.data?.items ?? []) : []), ...known]
  const unique = [...new Map(offered.map((educator) => [educator.id, educator])).values()]
  // Whoever was tagged stays known when the search that found them is over.
  const forgotten = unique.filter((one) => tagged.includes(one.id) && !known.some((other) => other.id === one.id))
  if (large && forgotten.length > 0) setKnown([...known, ...forgotten])
  const isSearching = large && typed.trim() !== '' && (q !== typed.trim() || found.isFetching)
  return { offered: unique, isComing: everyone.isPending || isSearching }
}

export function matches(label: string, search: string): boolean {
  const text = plain(label)
  return plain(search)
    .split(/\s+/)
    .every((part) => text.includes(part))
}

/** Without case and accents: `ana munoz` finds `Ana Muñoz`. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
}
