/**
 * Carries out together what many ask for at once: while one statement is under way, whoever else asks waits for the next
 * one, which then serves all of them. So a school that arrives at eight costs a few commits instead of one for each.
 */

import { setImmediate as nextTurn } from 'node:timers/promises'

/** Does the work of all of them in one unit; answers in their order. `lane` is what they have in common. */
export type CarryOut<Item, Result> = (items: readonly Item[], lane: string) => Promise<readonly Result[]>

export interface GatherOptions<Item> {
  /** Only what has the same lane goes together, a district's work for example; without it everything may. */
  readonly laneOf?: (item: Item) => string
  /** At most so many go together. */
  readonly togetherMax?: number
}

interface Asked<Item, Result> {
  readonly item: Item
  readonly settle: (answer: Promise<Result> | Result) => void
  readonly refuse: (reason: unknown) => void
}

const TOGETHER_MAX = 64

/**
 * Turns work on many into a function for one. Of each lane one unit is under way at a time. Where a unit fails by what it
 * was given, each of its items is carried out alone, so that one that can't be done harms no other; where the database is
 * away or full, all of them fail with its error: nothing of a unit that failed is kept.
 */
export function gather<Item, Result>(
  carryOut: CarryOut<Item, Result>,
  { laneOf = () => '', togetherMax = TOGETHER_MAX }: GatherOptions<Item> = {},
): (item: Item) => Promise<Result> {
  const lanes = new Map<string, Asked<Item, Result>[]>()

  async function empty(lane: string, waiting: Asked<Item, Result>[]): Promise<void> {
    // What arrives in the same turn goes along.
    await nextTurn()
    while (waiting.length > 0) await together(waiting.splice(0, togetherMax), lane)
    lanes.delete(lane)
  }

  async function together(asked: readonly Asked<Item, Result>[], lane: string): Promise<void> {
    try {
      const answers = await answersOf(asked, lane)
      for (const [at, { settle }] of asked.entries()) settle(answers[at] as Result)
    } catch (error) {
      if (asked.length > 1 && isOfTheWork(error)) for (const one of asked) one.settle(alone(one, lane))
      else for (const { refuse } of asked) refuse(error)
    }
  }

  async function answersOf(asked: readonly Asked<Item, Result>[], lane: string): Promise<readonly Result[]> {
    const items = asked.map(({ item }) => item)
    const answers = await carryOut(items, lane)
    if (answers.length !== items.length) throw new Error('Work for several answered another number of them.')
    return answers
  }

  async function alone(one: Asked<Item, Result>, lane: string): Promise<Result> {
    const [answer] = await answersOf([one], lane)
    return answer as Result
  }

  return (item) =>
    new Promise<Result>((settle, refuse) => {
      const lane = laneOf(item)
      const waiting = lanes.get(lane)
      if (waiting !== undefined) {
        waiting.push({ item, settle, refuse })
        return
      }
      const opened = [{ item, settle, refuse }]
      lanes.set(lane, opened)
      void empty(lane, opened)
    })
}

// Classes of PostgreSQL's error codes that speak of a value or of another's lock, and not of the server: what was given
// can't be stored (22, 23, 42), a deadlock or a serialisation (40), a lock that did not come (55). A time-out of the
// statement is none: a server that is slow would get the same again, many times over.
const OF_THE_WORK = /^(?:22|23|40|42|55)\w{3}$/

/** Whether a unit failed by something that one of its items may have brought; the server has then undone it. */
function isOfTheWork(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && OF_THE_WORK.test(error.code)
}
