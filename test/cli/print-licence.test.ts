/** What the commands of licences say of a preview. */

import { expect, it } from 'vitest'
import { describePreview } from '../../src/cli/seats/print-licence.ts'

const preview = { kind: 'coaching-seats', over: 0, needed: 12_602, grace: 0, moves: [], moveCount: 0, moveCounts: [] }
const waits = { position: 1, person: { id: '7', givenName: 'A', familyName: 'B' }, reason: 'reserved_elsewhere' }

it('never says that nobody would wait above somebody who waits beside seats that are reserved', () => {
  const figures = { bought: 13_000, used: 12_601, waiting: 1, short: 1, waitingPeople: [waits] }
  const { lines } = describePreview({ ...preview, ...figures })
  expect(lines).toContain('Needs 1 more.')
  expect(lines).toContain('Free, but reserved for other schools: 399.')
  expect(lines).not.toContain('Nobody would wait.')
})

it('says that nobody would wait where nobody does', () => {
  const figures = { bought: 13_000, used: 12_602, waiting: 0, short: 0, waitingPeople: [] }
  const { lines } = describePreview({ ...preview, ...figures })
  expect(lines).toContain('Nobody would wait.')
})
