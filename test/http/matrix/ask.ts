/** Asks the cells of the matrix of the real application and says which of them were answered otherwise. */

import { setTimeout } from 'node:timers/promises'
import type { Answer, TestApp } from '../test-app.ts'
import type { Cell, Outcome } from './cells.ts'

const AT_A_TIME = 6
const BUSY_TRIES = 50

/** Every answer that is not what its cell expects, in words. `look` gets each of them. */
export async function wrongOf(
  app: TestApp,
  cells: readonly Cell[],
  look: (cell: Cell, answer: Answer) => void = () => undefined,
): Promise<readonly string[]> {
  return answersOf(app, cells, (cell, answer) => {
    look(cell, answer)
    return isAsExpected(cell.expected, answer)
  })
}

/** The cells of whoever may not come in: 401, one as the other. */
export async function notShutOf(app: TestApp, cells: readonly Cell[]): Promise<readonly string[]> {
  return answersOf(app, cells, (_cell, { status, json }) => status === 401 && isBareRefusal(json))
}

/** Asked again where only so many may ask at once, as a reader would. */
async function answerOf(app: TestApp, { path, method, body, who }: Cell): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    const answer = await app.call(path, { method, token: who.token, ...(body === undefined ? {} : { body }) })
    if (answer.status !== 429 || tries >= BUSY_TRIES) return answer
    await setTimeout(100)
  }
}

async function answersOf(
  app: TestApp,
  cells: readonly Cell[],
  isRight: (cell: Cell, answer: Answer) => boolean,
): Promise<readonly string[]> {
  const wrong: string[] = []
  const waiting = [...cells]
  const work = async (): Promise<void> => {
    for (let cell = waiting.shift(); cell !== undefined; cell = waiting.shift()) {
      const answer = await answerOf(app, cell)
      if (!isRight(cell, answer)) wrong.push(`${cell.name}: ${cell.expected}, but ${answer.status} ${answer.text}`)
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, work))
  return wrong
}

/** An empty page, no order, or the notices of one's own district. */
const BARE = /^(\{"items":\[\],"total":0,|\{"order":null\}$|\{"notices":)/

/** What a refusal may say, and nothing besides. */
const KEYS_OF_REFUSAL = new Set(['type', 'title', 'status', 'detail', 'error', 'code', 'message', 'fields'])

function isAsExpected(expected: Outcome, { status, text, json }: Answer): boolean {
  switch (expected) {
    case 'seen':
      return status === 200
    case 'empty':
      return status === 200 && /^\{"[a-z]+":\[\]\}$/.test(text)
    case 'past':
      return status === 400
    case 'closed':
      return status === 403 && isBareRefusal(json)
    case 'hidden':
      return status === 404 && isBareRefusal(json)
    case 'bare':
      return (status === 200 && BARE.test(text)) || (status === 404 && isBareRefusal(json))
    case 'unmoved':
      return [403, 404, 409, 422].includes(status) && isBareRefusal(json)
  }
}

function isBareRefusal(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || !('error' in json)) return false
  return [...Object.keys(json), ...Object.keys(json.error as object)].every((key) => KEYS_OF_REFUSAL.has(key))
}
