/** What was sent without an answer is done once, however often somebody presses again. */

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { request } from '../../src/ui/session/request.ts'
import { createSights } from '../../src/ui/session/sights.ts'
import { createUnanswered } from '../../src/ui/session/unanswered.ts'

const LONG_MS = 4 * 60_000

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

type Outcome = 'lost' | { readonly status: number; readonly code?: string }

/** Sends a tag of that name again and again; the key of each time. */
async function send(
  names: readonly string[],
  outcomes: readonly Outcome[],
  { clearAt = -1, waits = [], ...once }: { clearAt?: number; waits?: number[]; once?: string } = {},
): Promise<(string | null)[]> {
  const keys: (string | null)[] = []
  const left = [...outcomes]
  vi.stubGlobal('fetch', (_path: string, { headers }: { headers: Record<string, string> }) => {
    keys.push(headers['idempotency-key'] ?? null)
    const outcome = left.shift()
    if (outcome === 'lost' || outcome === undefined) return Promise.reject(new TypeError('Failed to fetch'))
    const { status, code } = outcome
    const body = code === undefined ? { id: '1', name: 'x' } : { error: { code, message: 'For programs.' } }
    return Promise.resolve(Response.json(body, { status }))
  })
  const remembered = { sights: createSights(), unanswered: createUnanswered() }
  for (const [at, name] of names.entries()) {
    if (at === clearAt) remembered.unanswered.clear()
    vi.setSystemTime(Date.now() + (waits[at] ?? 0))
    await request('POST /api/v1/coaching/tags', { body: { name }, ...once }, { token: 't' }, remembered).catch(
      () => null,
    )
  }
  return keys
}

it('sends the key of the first time until there is an answer, and then another', async () => {
  const [first, second, third, fourth] = await send(
    ['a', 'a', 'a', 'a'],
    ['lost', { status: 503 }, { status: 201 }, { status: 201 }],
  )
  expect(first).toMatch(/^[0-9a-f]{32}$/)
  expect([second, third]).toEqual([first, first])
  expect(fourth).not.toBe(first)
})

it('sends another key with other words, and where a refusal is known', async () => {
  const [a, b, again] = await send(['a', 'b', 'a'], ['lost', 'lost', { status: 201 }])
  expect(b).not.toBe(a)
  expect(again).toBe(a)
  const [refused, after] = await send(['a', 'a'], [{ status: 422, code: 'taken' }, { status: 201 }])
  expect(after).not.toBe(refused)
})

it('sends another key for the next person, and to whoever does the same much later', async () => {
  const [mine, theirs] = await send(['a', 'a'], ['lost', { status: 201 }], { clearAt: 1 })
  expect(theirs).not.toBe(mine)
  const [first, later] = await send(['a', 'a'], ['lost', { status: 201 }], { waits: [0, LONG_MS] })
  expect(later).not.toBe(first)
})

it('sends the same key while the server may still be at it, and another once it would know', async () => {
  const unknown = { status: 409, code: 'outcome_unknown' }
  const [first, soon, later] = await send(['a', 'a', 'a'], ['lost', unknown, { status: 201 }], {
    waits: [0, 1000, LONG_MS],
  })
  expect(soon).toBe(first)
  expect(later).not.toBe(first)
})

it('sends a key that it was given as long as it takes, unless the server can’t tell for long', async () => {
  const unknown = { status: 409, code: 'outcome_unknown' }
  const keys = await send(['a', 'a', 'b', 'b', 'b', 'b'], ['lost', 'lost', unknown, unknown, 'lost', { status: 201 }], {
    once: 'my-own-key',
    waits: [0, LONG_MS, LONG_MS, 1000, LONG_MS, 1000],
  })
  expect(keys.slice(0, 4)).toEqual(['my-own-key', 'my-own-key', 'my-own-key', 'my-own-key'])
  expect(keys[4]).not.toBe('my-own-key')
  expect(keys[5]).toBe(keys[4])
})

it('says to people what came of what they sent before', async () => {
  vi.stubGlobal('fetch', () =>
    Promise.resolve(
      Response.json({ error: { code: 'key_used_otherwise', message: 'For programs.' } }, { status: 422 }),
    ),
  )
  const remembered = { sights: createSights(), unanswered: createUnanswered() }
  const sent = request('POST /api/v1/coaching/tags', { body: { name: 'a' } }, { token: 't' }, remembered)
  await expect(sent).rejects.toThrow('This was sent before, and is done as it was then.')
})
