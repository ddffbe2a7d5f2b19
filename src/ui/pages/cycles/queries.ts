/** What the pages of coaching cycles ask the server for. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { CycleDetail, CycleFileQuery, CycleQuery } from '../../../http/contract/cycles.ts'
import { ApiFailure } from '../../api-failure.ts'
import type { AddressQuery } from '../../parts/address-query.ts'
import type { Sort } from '../../parts/sorting.ts'
import type { Send } from '../../session/session.ts'
import { TODAY } from '../coach/queries.ts'
import { COACHING_CHOICES } from '../coaching-settings/queries.ts'

export const CYCLES = ['cycles'] as const
const CALM_MS = 5 * 60_000
export const PAGE_SIZE = 25

export const STATES = ['open', 'ended', 'all'] as const
export const STANDINGS = ['overdue', 'due', 'on_track', 'planned'] as const

/** By which column the server sorts under which name. */
const SORTS: Readonly<Record<string, string>> = {
  coach: 'coach',
  started: 'startedOn',
  due: 'dueOn',
  last: 'lastOn',
  minutes: 'minutes',
}

/** The order that the address names; what is due first where it names none, or one that isn't known. */
export function sortIn({ sort = '' }: AddressQuery): Sort {
  const column = sort.replace('-', '')
  return Object.hasOwn(SORTS, column)
    ? { column, descending: sort.startsWith('-') }
    : { column: 'due', descending: false }
}

/** Whose: one's own, where one keeps cycles; else all that one may see. */
export function whoseIn(query: AddressQuery, keeps: boolean): 'me' | 'all' {
  return keeps && query['whose'] !== 'all' ? 'me' : 'all'
}

/** The filters that the address names; what it says wrongly is left out, so that an old link opens something. */
export function filterIn(query: AddressQuery, keeps: boolean): CycleFileQuery {
  const { column, descending } = sortIn(query)
  const standing = STANDINGS.find((one) => one === query['standing'])
  return {
    by: whoseIn(query, keeps),
    state: STATES.find((one) => one === query['state']) ?? 'open',
    ...filled('coachId', whoseIn(query, keeps) === 'all' ? idIn(query['coach']) : ''),
    ...filled('schoolId', idIn(query['school'])),
    ...filled('phaseId', wordIn(query['phase'])),
    ...filled('focusId', wordIn(query['focus'])),
    ...(standing === undefined ? {} : { standing }),
    sort: `${descending ? '-' : ''}${SORTS[column] ?? ''}`,
  }
}

function filled<Name extends string>(name: Name, value: string): { readonly [Key in Name]?: string } {
  return value === '' ? {} : ({ [name]: value } as { readonly [Key in Name]: string })
}

function idIn(text = ''): string {
  return /^[1-9][0-9]{0,17}$/.test(text) ? text : ''
}

function wordIn(text = ''): string {
  return /^[a-z0-9-]{1,63}$/.test(text) ? text : ''
}

/** The page that the address names, from 0. */
export function pageIn({ page = '1' }: AddressQuery): number {
  const number = Number(page)
  return Number.isInteger(number) && number >= 1 && number <= 100_000 ? number - 1 : 0
}

export const cyclesQuery = (send: Send, query: CycleQuery) =>
  queryOptions({
    queryKey: [...CYCLES, 'list', query],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/cycles', { query, signal }),
    placeholderData: keepPreviousData,
  })

/** Whose cycles one may see. */
export const cycleCoachesQuery = (send: Send) =>
  queryOptions({
    queryKey: [...CYCLES, 'coaches'],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/cycle-coaches', { signal }),
    staleTime: CALM_MS,
  })

export const cycleQuery = (send: Send, cycleId: string) =>
  queryOptions({
    queryKey: [...CYCLES, 'one', cycleId],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/cycles/{cycleId}', { params: { cycleId }, signal }),
  })

export const looseQuery = (send: Send, cycleId: string) =>
  queryOptions({
    queryKey: [...CYCLES, 'loose', cycleId],
    queryFn: ({ signal }) =>
      send('GET /api/v1/coaching/cycles/{cycleId}/loose-interactions', { params: { cycleId }, signal }),
    gcTime: 0,
  })

export const choicesQuery = (send: Send) =>
  queryOptions({
    queryKey: COACHING_CHOICES,
    queryFn: ({ signal }) => send('GET /api/v1/coaching/choices', { signal }),
  })

/** Shows at once what a change has answered with; lists are asked for anew. */
export function putCycle(queries: QueryClient, cycle: CycleDetail): void {
  void queries.invalidateQueries({ queryKey: CYCLES, predicate: ({ queryKey }) => queryKey[1] !== 'one' })
  void queries.invalidateQueries({ queryKey: TODAY })
  queries.setQueryData([...CYCLES, 'one', cycle.id], cycle)
}

/** What somebody else has changed meanwhile is shown; what was typed stays. */
export function showCycleAgain(queries: QueryClient, failure: unknown): void {
  if (failure instanceof ApiFailure && failure.status === 409) void queries.invalidateQueries({ queryKey: CYCLES })
}
