/** Merges of educators for the fake backend: one is done a second after it was asked for, and taken back as soon. */

import type { Merge, MergePreview } from '../../src/http/contract/merges.ts'
import * as given from './district.ts'
import { pageOf } from './fake-answers.ts'

const DONE_AFTER_MS = 1_000
const AT = '2026-11-22T15:00:00.000Z'

interface Asked {
  readonly backend: { readonly merges: Merge[] }
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

export function openFakeMerges(): Merge[] {
  return [
    {
      id: '41',
      state: 'refused',
      stays: nameOf('501'),
      goes: nameOf('502'),
      askedAt: '2026-11-20T15:00:00.000Z',
      mergedAt: null,
      undoneAt: null,
      refused:
        'People 501 and 502 can’t become one: both have an account: suspend and remove one of them first. Nothing was changed.',
    },
  ]
}

function nameOf(id: string): Merge['stays'] {
  const found = given.educators.find((one) => one.id === id) ?? given.educators[0]
  return { id, givenName: found?.givenName ?? '', familyName: found?.familyName ?? '' }
}

function sideOf(id: string, sourceId: string): MergePreview['stays'] {
  const found = given.educators.find((one) => one.id === id)
  return {
    ...nameOf(id),
    active: true,
    isDeactivated: false,
    identifier: '0042117',
    username: null,
    email: `staff-${id}@riverside-unified.example`,
    grades: [],
    schools: (found?.schools ?? []).map(({ name }) => name),
    roles: ['teacher'],
    records: [{ sourceId, sourcedId: `staff-${id}`, active: true }],
  }
}

function previewOf(stays: string, goes: string): MergePreview {
  const isSame = stays === '503' || goes === '503'
  return {
    stays: sideOf(stays, 'sis-nightly'),
    goes: sideOf(goes, 'clever-pilot'),
    speaksFrom: 'sis-nightly',
    fields: [
      {
        field: 'email',
        stays: `staff-${stays}@riverside-unified.example`,
        goes: `staff-${goes}@riverside-unified.example`,
        wins: 'stays',
        because: 'feed',
      },
      { field: 'preferredGivenName', stays: null, goes: 'Max', wins: 'goes', because: 'edited' },
    ],
    moves: {
      interactionsWith: 12,
      interactionsWithBoth: 2,
      interactionsBy: 0,
      tags: 4,
      nextSteps: 1,
      cyclesWith: 1,
      cyclesWithBoth: 0,
      cyclesBy: 0,
      letters: 3,
      communities: 2,
      communitiesBoth: 1,
      classesLed: 2,
      classes: 2,
      roles: 1,
      records: 1,
      signIns: 1,
    },
    seats: [{ kind: 'educator-capacity', name: 'Educator capacity', stays: 'assigned', goes: 'assigned' }],
    against: isSame ? [`${stays} has logged interactions with the other`] : [],
  }
}

export const mergeHandlers = {
  'GET /api/v1/educator-merges': ({ backend, query }: Asked) => pageOf(backend.merges, query),
  'GET /api/v1/educator-merges/preview': ({ query }: Asked) =>
    previewOf(query.get('stays') ?? '', query.get('goes') ?? ''),
  'POST /api/v1/educator-merges': ({ backend, body }: Asked) => {
    const mergeId = String(42 + backend.merges.length)
    const [stays, goes] = [nameOf(String(body['stays'])), nameOf(String(body['goes']))]
    const none = { mergedAt: null, undoneAt: null, refused: null }
    backend.merges.unshift({ id: mergeId, state: 'asked', stays, goes, askedAt: AT, ...none })
    later(backend.merges, mergeId, { state: 'merged', mergedAt: AT })
    return { mergeId }
  },
  'POST /api/v1/educator-merges/{mergeId}/undo': ({ backend, params }: Asked) => {
    const mergeId = params['mergeId'] ?? ''
    change(backend.merges, mergeId, { state: 'undo_asked' })
    later(backend.merges, mergeId, { state: 'undone', undoneAt: AT })
    return { mergeId }
  },
}

function change(merges: Merge[], id: string, change_: Partial<Merge>): void {
  const place = merges.findIndex((one) => one.id === id)
  const found = merges[place]
  if (found !== undefined) merges[place] = { ...found, ...change_ }
}

function later(merges: Merge[], id: string, change_: Partial<Merge>): void {
  setTimeout(() => change(merges, id, change_), DONE_AFTER_MS)
}
