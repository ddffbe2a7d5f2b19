/** What reports are asked for, and how a request says it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Report } from '../../../http/contract/coaching-reports.ts'
import { useReader } from '../../session/context.tsx'
import type { Send } from '../../session/session.ts'

export interface Asked {
  readonly whose: 'mine' | 'all'
  readonly from: string
  readonly to: string
  /** Empty: all. */
  readonly schoolId: string
  readonly groupId: string
  readonly grade: string
  readonly typeId: string
  readonly tagId: string
  /** Of others' work: of one coach alone. Not kept with a filter, which names nobody. */
  readonly coachId: string
  /** Of one's own work: with somebody of one's caseloads alone. */
  readonly caseload: boolean
}

/** Where and of which grade, as a request says it. */
export function placeOf({ schoolId, groupId, grade }: Pick<Asked, 'schoolId' | 'groupId' | 'grade'>) {
  return {
    ...(schoolId === '' ? {} : { schoolId }),
    ...(groupId === '' ? {} : { groupId }),
    ...(grade === '' ? {} : { grade }),
  }
}

/** Of whom, as a request of others' work says it. */
export function coachOf({ coachId }: Pick<Asked, 'coachId'>): { readonly coachId?: string } {
  return coachId === '' ? {} : { coachId }
}

/** What a request of one's own work says of it. */
export function caseloadOf({ caseload }: Pick<Asked, 'caseload'>): { readonly caseload?: 'mine' } {
  return caseload ? { caseload: 'mine' } : {}
}

/** One report of sums; one that is shown several times is asked for once. */
export function useReport(by: Report['by'], asked: Asked) {
  const { send } = useReader()
  return useQuery({
    queryKey: ['coaching-report', by, asked],
    queryFn: ({ signal }) => readReport(send, by, asked, signal),
    placeholderData: keepPreviousData,
  })
}

function readReport(send: Send, by: Report['by'], asked: Asked, signal: AbortSignal) {
  const { whose, from, to, typeId, tagId } = asked
  const what = { ...(typeId === '' ? {} : { typeId }), ...(tagId === '' ? {} : { tagId }) }
  const query = { by, from, to, ...placeOf(asked), ...what }
  return whose === 'mine'
    ? send('GET /api/v1/coaching/reports/mine', { query: { ...query, ...caseloadOf(asked) }, signal })
    : send('GET /api/v1/coaching/reports/all', { query: { ...query, ...coachOf(asked) }, signal })
}
