/** What the page of the audit log asks the server for. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { AuditFilterQuery } from '../../../http/contract/audit.ts'
import { readAudit } from '../../long-lists.ts'
import type { Send } from '../../session/session.ts'

/** `all`: what the reader's scope has; `sync`: what district IT may read. */
export type AuditPart = 'all' | 'sync'

export const auditQuery = (send: Send, part: AuditPart, filter: AuditFilterQuery) =>
  queryOptions({
    queryKey: ['audit', part, filter],
    queryFn: ({ signal }) => readAudit(send, { part, ...filter }, signal),
    placeholderData: keepPreviousData,
  })
