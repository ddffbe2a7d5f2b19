/** Pairs of people who may be one, for the fake backend: a link is carried out a second after it was asked for. */

import type { MatchProposal, MatchSide, RunMatch } from '../../src/http/contract/matches.ts'

const LINKED_AFTER_MS = 1_000

export function openFakeMatches(): MatchProposal[] {
  const ines: MatchSide = {
    id: '900',
    givenName: 'Inés',
    familyName: 'Álvarez-Montgomery',
    active: true,
    identifier: '0042117',
    username: 'i.alvarez-montgomery',
    email: 'ines.alvarez-montgomery@students.riverside-unified.example',
    grades: ['07'],
    schools: ['Lincoln Middle School'],
    roles: ['student'],
    records: [{ sourceId: 'sis-nightly', sourcedId: 'a4f0c2e8-1000-4d6b-9f3a-lincoln', active: true }],
  }
  const again = { ...ines, id: '917', givenName: 'Ines', username: null, email: null, schools: ['Harbor Elementary'] }
  return [
    {
      id: '31',
      because: 'identifier',
      runId: '139',
      proposedAt: '2026-11-20T07:01:00.000Z',
      isAsked: false,
      refused: null,
      person: ines,
      other: { ...again, records: [{ sourceId: 'clever-pilot', sourcedId: '5f3e', active: true }] },
    },
    {
      id: '32',
      because: 'school',
      runId: null,
      proposedAt: '2026-11-21T07:01:00.000Z',
      isAsked: false,
      refused:
        'People 905 and 921 can’t become one: both have an account: suspend and remove one of them first. Nothing was changed.',
      person: { ...ines, id: '905', givenName: 'Robin', familyName: 'Marsh' },
      other: { ...again, id: '921', givenName: 'Robin', familyName: 'Marsh', active: false },
    },
  ]
}

export function askFakeLink(matches: MatchProposal[], id: string): void {
  const place = matches.findIndex((one) => one.id === id)
  const pair = matches[place]
  if (pair === undefined) return
  matches[place] = { ...pair, isAsked: true, refused: null }
  setTimeout(() => dropFakeMatch(matches, id), LINKED_AFTER_MS)
}

/** False: it was decided already. */
export function dropFakeMatch(matches: MatchProposal[], id: string): boolean {
  const place = matches.findIndex((one) => one.id === id)
  if (place < 0) return false
  matches.splice(place, 1)
  return true
}

export const runMatches: readonly RunMatch[] = Array.from({ length: 23 }, (_, index): RunMatch => {
  const name = { givenName: `Robin ${index}`, familyName: 'Álvarez-Montgomery', identifier: `004${index}` }
  return {
    because: index % 3 === 0 ? 'zeros' : 'identifier',
    joined: index % 7 === 6,
    personId: String(900 + index),
    leaves: {
      ...name,
      sourcedId: `00${index + 10}`,
      username: `robin.${index}`,
      email: `robin.${index}@riverside.example`,
    },
    comes: { ...name, sourcedId: `${index + 10}`, username: null, email: `robin.${index}@riverside.example` },
  }
})
