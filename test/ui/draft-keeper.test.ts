/** What is typed in the quick log is kept on the server, whatever happens on the way. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiFailure } from '../../src/ui/api-failure.ts'
import { createDraftKeeper, DRAFT_AGAIN_MS, DRAFT_PAUSE_MS } from '../../src/ui/pages/coach/draft-keeper.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const LOST = new ApiFailure({ status: 0, code: 'NO_CONNECTION', message: 'lost' })

/** A server that keeps a draft; `fails` are answers that go wrong, the next one first; `waits`: milliseconds that it takes. */
function server(o: { fails?: Error[]; waits?: number } = {}) {
  const here: { kept: string | null; puts: number; told: boolean } = { kept: null, puts: 0, told: false }
  const refusals: unknown[] = []
  const keeper = createDraftKeeper<string>({
    async put(form) {
      here.puts += 1
      const failure = o.fails?.shift()
      await new Promise((resolve) => setTimeout(resolve, o.waits ?? 0))
      if (failure !== undefined) throw failure
      here.kept = form
    },
    async remove() {
      await Promise.resolve()
      here.kept = null
    },
    told: (kept) => {
      here.told = kept
    },
    refused: (failure) => {
      refusals.push(failure)
    },
  })
  return { here, keeper, refusals }
}

describe('a draft', () => {
  it('is kept once when the typing pauses, as it was typed last', async () => {
    const { here, keeper } = server()
    keeper.keep('a')
    await vi.advanceTimersByTimeAsync(DRAFT_PAUSE_MS - 1)
    keeper.keep('ab')
    await vi.advanceTimersByTimeAsync(DRAFT_PAUSE_MS + 1)
    expect(here).toEqual({ kept: 'ab', puts: 1, told: true })
  })

  it('that got no answer is tried again until it is kept', async () => {
    const { here, keeper } = server({ fails: [LOST, LOST] })
    keeper.keep('a')
    await vi.advanceTimersByTimeAsync(DRAFT_PAUSE_MS + 1)
    expect(here).toEqual({ kept: null, puts: 1, told: false })
    await vi.advanceTimersByTimeAsync(DRAFT_AGAIN_MS + 1)
    await vi.advanceTimersByTimeAsync(DRAFT_AGAIN_MS + 1)
    expect(here).toEqual({ kept: 'a', puts: 3, told: true })
  })

  it('that got no answer is sent when the page is left', async () => {
    const { here, keeper } = server({ fails: [LOST] })
    keeper.keep('a')
    await vi.advanceTimersByTimeAsync(DRAFT_PAUSE_MS + 1)
    const left = keeper.flush(true)
    await vi.advanceTimersByTimeAsync(1)
    await left
    expect(here.kept).toBe('a')
  })

  it('that was refused is told of, and not sent again and again', async () => {
    const { here, keeper, refusals } = server({
      fails: [new ApiFailure({ status: 422, code: 'too_many', message: 'no' })],
    })
    keeper.keep('a')
    await vi.advanceTimersByTimeAsync(20 * DRAFT_AGAIN_MS)
    expect(here).toEqual({ kept: null, puts: 1, told: false })
    expect(refusals).toMatchObject([{ code: 'too_many' }])
  })

  it('that was under way when it was sent is deleted once it has come in', async () => {
    const { here, keeper } = server({ waits: 500 })
    keeper.keep('a')
    await vi.advanceTimersByTimeAsync(DRAFT_PAUSE_MS + 1)
    keeper.rest()
    // It is logged before the draft comes in.
    keeper.end(false)
    await vi.advanceTimersByTimeAsync(501)
    await vi.advanceTimersByTimeAsync(10 * DRAFT_AGAIN_MS)
    expect(here).toEqual({ kept: null, puts: 1, told: false })
  })

  it('of what is sent is not kept any more, when the page is left or later', async () => {
    const { here, keeper } = server()
    keeper.keep('a')
    keeper.rest()
    keeper.leave()
    keeper.end(false)
    await vi.advanceTimersByTimeAsync(10 * DRAFT_AGAIN_MS)
    expect(here).toEqual({ kept: null, puts: 0, told: false })
  })

  it('is kept after all where it was not done, and what was typed meanwhile instead of it', async () => {
    const { here, keeper } = server()
    keeper.rest()
    keeper.resume('a')
    await vi.advanceTimersByTimeAsync(DRAFT_PAUSE_MS + 1)
    expect(here.kept).toBe('a')
    keeper.rest()
    keeper.keep('ab')
    await vi.advanceTimersByTimeAsync(DRAFT_PAUSE_MS + 1)
    keeper.resume('a')
    await vi.advanceTimersByTimeAsync(DRAFT_PAUSE_MS + 1)
    expect(here.kept).toBe('ab')
  })

  it('is not tried again once the page was left: somebody else may sit there', async () => {
    const { here, keeper } = server({ fails: [LOST], waits: 100 })
    keeper.keep('a')
    keeper.leave()
    await vi.advanceTimersByTimeAsync(10 * DRAFT_AGAIN_MS)
    expect(here).toEqual({ kept: null, puts: 1, told: false })
  })

  it('that was typed on while it was sent goes with the log', async () => {
    const { here, keeper } = server()
    keeper.keep('a')
    keeper.rest()
    keeper.keep('ab')
    await vi.advanceTimersByTimeAsync(DRAFT_PAUSE_MS + 1)
    expect(here.kept).toBe('ab')
    keeper.end(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(here.kept).toBeNull()
  })
})
