/** What the list of interactions is asked for, as it stands in the address of the page. */
import type { InteractionFileQuery } from '../../../http/contract/coaching.ts'
import type { AddressQuery } from '../../parts/address-query.ts'

/** Names of the address that narrow the list. */
export const NARROWED_BY = ['whose', 'coach', 'from', 'to', 'kind', 'tag', 'school', 'educator'] as const
export type NarrowedBy = (typeof NARROWED_BY)[number]

/** Whose: one's own where one coaches, or did; else all that one may see. */
export function whoseIn(query: AddressQuery, keeps: boolean): 'me' | 'all' {
  return keeps && query['whose'] !== 'all' ? 'me' : 'all'
}

/** The filters that the address names; what it says wrongly is left out, so that an old link opens something. */
export function filterIn(query: AddressQuery, keeps: boolean): InteractionFileQuery & { readonly by: 'me' | 'all' } {
  const by = whoseIn(query, keeps)
  const days = { from: dayIn(query['from']), to: dayIn(query['to']) }
  const isReversed = days.from !== '' && days.to !== '' && days.from > days.to
  return {
    by,
    ...filled('coachId', by === 'all' ? idIn(query['coach']) : ''),
    ...filled('from', days.from),
    ...filled('to', isReversed ? '' : days.to),
    ...filled('typeId', kindIn(query['kind'])),
    ...filled('tagId', idIn(query['tag'])),
    ...filled('schoolId', idIn(query['school'])),
    ...filled('educatorId', idIn(query['educator'])),
  }
}

/** Whether anything besides whose narrows the list. */
export function isNarrowed({ by: _by, ...filter }: ReturnType<typeof filterIn>): boolean {
  return Object.keys(filter).length > 0
}

function filled<Name extends string>(name: Name, value: string): { readonly [Key in Name]?: string } {
  return value === '' ? {} : ({ [name]: value } as { readonly [Key in Name]: string })
}

function idIn(text = ''): string {
  return /^[1-9][0-9]{0,17}$/.test(text) ? text : ''
}

function dayIn(text = ''): string {
  const time = /^20\d{2}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : ''
}

function kindIn(text = ''): string {
  return text.length > 64 ? '' : text
}
