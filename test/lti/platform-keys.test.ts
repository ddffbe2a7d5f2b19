/** The memory of platforms' key sets. */

import { describe, expect, it } from 'vitest'
import { createPlatformKeys } from '../../src/lti/platform-keys.ts'
import type { PlatformKeys } from '../../src/lti/platform-keys.ts'

const URL_ = 'https://lms.example/jwks'
const MINUTE_MS = 60_000

interface World {
  readonly keys: PlatformKeys
  /** What the platform publishes; null: it can't be reached. */
  published: readonly string[] | null
  reads: number
  minutes: number
}

function makeWorld(): World {
  const world = {
    published: ['a'] as readonly string[] | null,
    reads: 0,
    minutes: 0,
    keys: createPlatformKeys({
      now: () => new Date(world.minutes * MINUTE_MS),
      fetchJson: async () => {
        world.reads += 1
        await new Promise((resolve) => {
          setImmediate(resolve)
        })
        if (world.published === null) throw new Error('down')
        return { keys: world.published.map((kid) => ({ kty: 'RSA', kid, n: 'n', e: 'AQAB' })) }
      },
    }),
  } as World
  return world
}

describe('a platform’s key', () => {
  it('is read once for many launches, also at the same moment', async () => {
    const world = makeWorld()
    const found = await Promise.all(Array.from({ length: 20 }, () => world.keys.find(URL_, 'a')))
    expect(found.every((key) => key !== 'unknown' && key !== 'unreachable')).toBe(true)
    world.minutes = 59
    await world.keys.find(URL_, 'a')
    expect(world.reads).toBe(1)
  })

  it('that is new is found at once, by one more read', async () => {
    const world = makeWorld()
    await world.keys.find(URL_, 'a')
    world.published = ['a', 'b']
    world.minutes = 1
    expect(await world.keys.find(URL_, 'b')).toMatchObject({ kid: 'b' })
    expect(world.reads).toBe(2)
  })

  it('that is made up costs the platform one read in five minutes, not one a launch', async () => {
    const world = makeWorld()
    await world.keys.find(URL_, 'a')
    for (let launch = 0; launch < 50; launch += 1) {
      expect(await world.keys.find(URL_, `made-up-${launch}`)).toBe('unknown')
    }
    expect(world.reads).toBe(2)
    world.minutes = 6
    await world.keys.find(URL_, 'made-up')
    expect(world.reads).toBe(3)
  })

  it('is remembered for a day while the platform is down, and no longer', async () => {
    const world = makeWorld()
    await world.keys.find(URL_, 'a')
    world.published = null
    world.minutes = 23 * 60
    expect(await world.keys.find(URL_, 'a')).toMatchObject({ kid: 'a' })
    world.minutes = 25 * 60
    expect(await world.keys.find(URL_, 'a')).toBe('unreachable')
  })

  it('is looked for again soon after a failure, and not by every launch', async () => {
    const world = makeWorld()
    world.published = null
    for (let launch = 0; launch < 20; launch += 1) expect(await world.keys.find(URL_, 'a')).toBe('unreachable')
    expect(world.reads).toBe(1)
    world.published = ['a']
    world.minutes = 1
    expect(await world.keys.find(URL_, 'a')).toMatchObject({ kid: 'a' })
  })

  it('that the platform withdrew is gone when the set is read again', async () => {
    const world = makeWorld()
    await world.keys.find(URL_, 'a')
    world.published = ['b']
    world.minutes = 61
    expect(await world.keys.find(URL_, 'a')).toBe('unknown')
  })
})
