/** The bucket that logins and launches are taken from: what it holds, how it fills, and how little memory it takes. */

import { describe, expect, it } from 'vitest'
import { launchFlood } from '../../config/settings.ts'
import { createFloodLimit } from '../../src/http/flood-limit.ts'

function open(limits: { perSecond: number; burst: number; keysMax?: number }) {
  const clock = { ms: 1_000_000 }
  const limit = createFloodLimit({ keysMax: 1000, ...limits }, () => clock.ms)
  const takeMany = (key: string, count: number): number =>
    Array.from({ length: count }, () => limit.take(key)).filter((wait) => wait === 0).length
  return { clock, limit, takeMany }
}

describe('a flood limit', () => {
  it('lets as many in at one moment as a full bucket holds, and says how long the next one waits', () => {
    const { limit, takeMany } = open({ perSecond: 0.1, burst: 5 })
    expect(takeMany('a', 5)).toBe(5)
    expect(limit.take('a')).toBe(10)
    expect(limit.take('a')).toBe(10)
  })

  it('fills again with time, never beyond full, and what was refused cost nothing', () => {
    const { clock, takeMany } = open({ perSecond: 2, burst: 6 })
    expect(takeMany('a', 50)).toBe(6)
    clock.ms += 1000
    expect(takeMany('a', 50)).toBe(2)
    clock.ms += 600
    expect(takeMany('a', 50)).toBe(1)
    clock.ms += 3_600_000
    expect(takeMany('a', 50)).toBe(6)
  })

  it('counts each key by itself', () => {
    const { takeMany } = open({ perSecond: 1, burst: 3 })
    expect(takeMany('1 192.0.2.1', 9)).toBe(3)
    expect(takeMany('1 192.0.2.2', 9)).toBe(3)
    expect(takeMany('2 192.0.2.1', 9)).toBe(3)
  })

  it('keeps no more keys than it may, and forgets who was not seen for longest', () => {
    const { limit, takeMany } = open({ perSecond: 0.001, burst: 1, keysMax: 3 })
    for (const key of ['a', 'b', 'c']) expect(limit.take(key)).toBe(0)
    // Seen again, refused or not: now b is the one that was not seen for longest.
    expect(limit.take('a')).toBeGreaterThan(0)
    expect(limit.take('d')).toBe(0)
    expect(takeMany('a', 1) + takeMany('c', 1) + takeMany('d', 1)).toBe(0)
    expect(takeMany('b', 1)).toBe(1)
  })

  it('as it is set, lets a district of 20,000 people behind one address in within five minutes', () => {
    const { clock, limit } = open(launchFlood)
    // Three requests each: the login, the launch, and once more where the platform's storage is asked.
    const requests = 20_000 * 3
    let refused = 0
    for (let at = 0; at < requests; at += 1) {
      clock.ms += (5 * 60_000) / requests
      if (limit.take('one school') > 0) refused += 1
    }
    expect(refused).toBe(0)
  })
})
