/** The life of a run, every state against every event. */

import { describe, expect, it } from 'vitest'
import { RUN_EVENTS, RUN_STATES, TRANSITIONS, nextState, statesBefore } from '../../src/sync/state.ts'

describe('the table of states', () => {
  it('answers every event in every state', () => {
    for (const state of RUN_STATES)
      for (const event of RUN_EVENTS)
        expect([...RUN_STATES, 'refuse'], `${state} ${event}`).toContain(TRANSITIONS[state][event])
  })

  it('reaches every state from requested', () => {
    const reached = new Set<string>(['requested'])
    for (let size = 0; size !== reached.size;) {
      size = reached.size
      for (const state of RUN_STATES.filter((one) => reached.has(one)))
        for (const event of RUN_EVENTS) {
          const next = nextState(state, event)
          if (next !== null) reached.add(next)
        }
    }
    expect([...reached].toSorted()).toEqual(RUN_STATES.toSorted())
  })

  it('lets nothing leave a resting place, and only a decision leave a held run', () => {
    for (const state of ['reported', 'failed', 'previewed', 'discarded', 'superseded'] as const)
      for (const event of RUN_EVENTS) expect(nextState(state, event)).toBeNull()
    const ways = RUN_EVENTS.filter((event) => nextState('held', event) !== null)
    expect(ways).toEqual(['approve', 'discard', 'supersede'])
  })

  it('applies only what was planned or approved', () => {
    expect(statesBefore('apply')).toEqual(['planned'])
    expect(statesBefore('approve')).toEqual(['held'])
    expect(statesBefore('applied')).toEqual(['applying'])
  })
})
