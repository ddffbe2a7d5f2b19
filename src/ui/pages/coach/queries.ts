/** What the coach's page asks the server for, each under one name so that its parts share the answers. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { InteractionFileQuery, LogInteractionBody } from '../../../http/contract/coaching.ts'
import { readEducators } from '../../long-lists.ts'
import type { Send } from '../../session/session.ts'

const CALM_MS = 5 * 60_000

export const INTERACTIONS = 'interactions'
export const EDUCATORS = 'educators'
export const DRAFTS = ['drafts'] as const
export const TAGS = ['coaching-tags'] as const
export const TYPES = ['interaction-types'] as const
export const TODAY = ['today'] as const

export const schoolsQuery = (send: Send) =>
  queryOptions({
    queryKey: ['schools'],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/schools', { signal }),
    staleTime: CALM_MS,
  })

export const typesQuery = (send: Send) =>
  queryOptions({
    queryKey: TYPES,
    queryFn: ({ signal }) => send('GET /api/v1/coaching/interaction-types', { signal }),
    staleTime: CALM_MS,
  })

/** All educators that match, up to a bound; `q` and `schoolId` empty: all of my schools. */
export const educatorsQuery = (send: Send, o: { readonly q: string; readonly schoolId: string }) =>
  queryOptions({
    queryKey: [EDUCATORS, o],
    queryFn: ({ signal }) =>
      readEducators(
        send,
        { ...(o.q === '' ? {} : { q: o.q }), ...(o.schoolId === '' ? {} : { schoolId: o.schoolId }) },
        signal,
      ),
    staleTime: CALM_MS,
    placeholderData: keepPreviousData,
  })

/** One page of interactions, newest first; `page` counts from 0. */
export const interactionsQuery = (
  send: Send,
  o: InteractionFileQuery & { readonly page: number; readonly pageSize: number },
) =>
  queryOptions({
    queryKey: [INTERACTIONS, o],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/interactions', { query: { ...o, page: o.page + 1 }, signal }),
    placeholderData: keepPreviousData,
  })

/** Whose interactions I may see. */
export const interactionCoachesQuery = (send: Send) =>
  queryOptions({
    queryKey: [INTERACTIONS, 'coaches'],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/interaction-coaches', { signal }),
    staleTime: CALM_MS,
  })

/** What I was typing, newest first: asked for anew whenever the page opens. */
export const draftsQuery = (send: Send) =>
  queryOptions({
    queryKey: DRAFTS,
    queryFn: ({ signal }) => send('GET /api/v1/coaching/drafts', { signal }),
    staleTime: Infinity,
    gcTime: 0,
  })

/** The district's tags, also those that it uses no more. */
export const tagsQuery = (send: Send) =>
  queryOptions({
    queryKey: TAGS,
    queryFn: ({ signal }) => send('GET /api/v1/coaching/tags', { signal }),
    staleTime: CALM_MS,
  })

/** An interaction with what was written in it. */
export const wordsQuery = (send: Send, interactionId: string) =>
  queryOptions({
    queryKey: [INTERACTIONS, 'notes', interactionId],
    queryFn: ({ signal }) =>
      send('GET /api/v1/coaching/interactions/{interactionId}', { params: { interactionId }, signal }),
  })

/** What may be attached. */
export const attachmentLimitsQuery = (send: Send) =>
  queryOptions({
    queryKey: ['attachment-limits'],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/attachment-limits', { signal }),
    staleTime: Infinity,
  })

/** Who would get what of an interaction that is still being typed. */
export const sharePreviewQuery = (send: Send, body: LogInteractionBody) =>
  queryOptions({
    queryKey: ['share-preview', body],
    queryFn: ({ signal }) => send('POST /api/v1/coaching/interaction-mail-preview', { body, signal }),
    gcTime: 0,
  })

/** What I may see of one educator; `page` counts from 0. */
export const timelineQuery = (
  send: Send,
  o: { readonly educatorId: string; readonly by?: 'me' | 'all'; readonly page: number; readonly pageSize: number },
) =>
  queryOptions({
    queryKey: [INTERACTIONS, 'time-line', o],
    queryFn: ({ signal }) =>
      send('GET /api/v1/coaching/time-lines/{educatorId}', {
        params: { educatorId: o.educatorId },
        query: { ...(o.by === undefined ? {} : { by: o.by }), page: o.page + 1, pageSize: o.pageSize },
        signal,
      }),
    placeholderData: keepPreviousData,
  })

/** What was mailed of an interaction of mine. */
export const mailQuery = (send: Send, interactionId: string) =>
  queryOptions({
    queryKey: [INTERACTIONS, 'mail', interactionId],
    queryFn: ({ signal }) =>
      send('GET /api/v1/coaching/interactions/{interactionId}/mail', { params: { interactionId }, signal }),
  })

/** What edits of an interaction of mine replaced. */
export const historyQuery = (send: Send, interactionId: string) =>
  queryOptions({
    queryKey: [INTERACTIONS, 'history', interactionId],
    queryFn: ({ signal }) =>
      send('GET /api/v1/coaching/interactions/{interactionId}/history', { params: { interactionId }, signal }),
  })
