/** What the page of launches asks the server for. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'

/** They are decided about one by one: nobody reads more at a time. */
const SHOWN_MAX = 20
const FOUND_MAX = 20
const LINKS_MAX = 100

export const unmatchedQuery = (send: Send) =>
  queryOptions({
    queryKey: ['launches', 'unmatched'],
    queryFn: ({ signal }) => send('GET /api/v1/lti/unmatched', { query: { page: 1, pageSize: SHOWN_MAX }, signal }),
  })

export const linksQuery = (send: Send, q: string) =>
  queryOptions({
    queryKey: ['launches', 'links', q],
    queryFn: ({ signal }) => send('GET /api/v1/lti/links', { query: { q, page: 1, pageSize: LINKS_MAX }, signal }),
    placeholderData: keepPreviousData,
  })

export const linkableQuery = (send: Send, q: string) =>
  queryOptions({
    queryKey: ['launches', 'people', q],
    queryFn: ({ signal }) => send('GET /api/v1/lti/people', { query: { q, page: 1, pageSize: FOUND_MAX }, signal }),
    placeholderData: keepPreviousData,
  })

export const emailChoicesQuery = (send: Send) =>
  queryOptions({
    queryKey: ['launches', 'email'],
    queryFn: ({ signal }) => send('GET /api/v1/lti/email-links', { signal }),
  })

export const coursePagesQuery = (send: Send, state: 'open' | 'linked' | 'dismissed') =>
  queryOptions({
    queryKey: ['launches', 'course-pages', state],
    queryFn: ({ signal }) =>
      send('GET /api/v1/lti/course-pages', { query: { state, page: 1, pageSize: SHOWN_MAX }, signal }),
  })

export const linkableClassesQuery = (send: Send, q: string) =>
  queryOptions({
    queryKey: ['launches', 'classes', q],
    queryFn: ({ signal }) => send('GET /api/v1/lti/classes', { query: { q, page: 1, pageSize: FOUND_MAX }, signal }),
    placeholderData: keepPreviousData,
  })
