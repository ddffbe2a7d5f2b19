/** What is asked of the parent portal by those who look after it. */
import { queryOptions } from '@tanstack/react-query'
import { request } from '../../session/request.ts'
import type { Send } from '../../session/session.ts'

const SHOWN = 100

/** As everybody sees it. */
export const portalQuery = (districtId: string) =>
  queryOptions({
    queryKey: ['parents', districtId],
    queryFn: () => request('GET /api/v1/parents/{districtId}', { params: { districtId } }, null),
  })

export const registrationsQuery = (send: Send) =>
  queryOptions({
    queryKey: ['parents', 'registrations'],
    queryFn: ({ signal }) => send('GET /api/v1/parent-registrations', { query: { pageSize: SHOWN }, signal }),
  })
