/** What the educator database asks the server for, and how its address says it. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { EducatorDatabaseQuery, EducatorExportQuery } from '../../../http/contract/educator-database.ts'
import type { AddressQuery } from '../../parts/address-query.ts'
import type { Sort } from '../../parts/sorting.ts'
import type { Send } from '../../session/session.ts'
import { EDUCATORS } from '../coach/queries.ts'

export const PAGE_SIZE = 25
const CALM_MS = 5 * 60_000

export const DAYS = [14, 30, 60, 90, 180, 365] as const
export const STATES = ['active', 'waiting', 'inactive'] as const

/** By which column the server sorts under which name. */
const SORTS: Readonly<Record<string, string>> = {
  name: 'familyName',
  last: 'lastContactOn',
  next: 'nextStepDueOn',
}

/** The order that the address names; by name where it names none, or one that isn't known. */
export function sortIn({ sort = '' }: AddressQuery): Sort {
  const column = sort.replace('-', '')
  return Object.hasOwn(SORTS, column)
    ? { column, descending: sort.startsWith('-') }
    : { column: 'name', descending: false }
}

/** The filters that the address names; what it says wrongly is left out, so that an old link opens something. */
export function filterIn(query: AddressQuery, hasCaseload: boolean): EducatorExportQuery {
  const { q = '', grade = '', subject = '', cycle, days } = query
  const { column, descending } = sortIn(query)
  const state = STATES.find((one) => one === query['state'])
  const notSeenDays = DAYS.find((count) => String(count) === days)
  return {
    ...filled('q', q.slice(0, 100)),
    ...filled('schoolId', idIn(query['school'])),
    ...filled('groupId', idIn(query['group'])),
    ...filled('grade', grade.slice(0, 64)),
    ...filled('subject', subject.slice(0, 200)),
    ...filled('tagId', idIn(query['tag'])),
    ...filled('caseload', caseloadIn(query, hasCaseload)),
    ...(state === undefined || state === 'active' ? {} : { state }),
    ...(notSeenDays === undefined ? {} : { notSeenDays }),
    ...(cycle === 'open' || cycle === 'none' ? { cycle } : {}),
    ...(column === 'name' && !descending ? {} : { sort: `${descending ? '-' : ''}${SORTS[column] ?? ''}` }),
  }
}

/** Whoever has a caseload begins with it, and widens to everybody. */
export function caseloadIn({ caseload = '' }: AddressQuery, hasCaseload: boolean): string {
  if (caseload === 'none' || caseload === 'mine') return caseload
  return idIn(caseload) !== '' || caseload === 'all' || !hasCaseload ? idIn(caseload) : 'mine'
}

function filled<Name extends string>(name: Name, value: string): { readonly [Key in Name]?: string } {
  return value === '' ? {} : ({ [name]: value } as { readonly [Key in Name]: string })
}

function idIn(text = ''): string {
  return /^[1-9][0-9]{0,17}$/.test(text) ? text : ''
}

/** The page that the address names, from 0. */
export function pageIn({ page = '1' }: AddressQuery): number {
  const number = Number(page)
  return Number.isInteger(number) && number >= 1 && number <= 100_000 ? number - 1 : 0
}

export const databaseQuery = (send: Send, query: EducatorDatabaseQuery) =>
  queryOptions({
    queryKey: [EDUCATORS, 'database', query],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/educator-database', { query, signal }),
    placeholderData: keepPreviousData,
  })

export const choicesQuery = (send: Send) =>
  queryOptions({
    queryKey: [EDUCATORS, 'choices'],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/educator-choices', { signal }),
    staleTime: CALM_MS,
  })
