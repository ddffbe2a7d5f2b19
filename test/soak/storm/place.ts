/** Where people act: the districts, the world they act in, their dice, and the log of what they did. */

import type { DomainWorld } from '../../../src/store/world.ts'
import type { SyncWorld } from '../../../src/sync/world.ts'
import type { openDice } from './chance.ts'

export interface Place {
  readonly home: string
  readonly world: SyncWorld
  readonly editors: DomainWorld
  readonly dice: ReturnType<typeof openDice>
  readonly districts: readonly string[]
  readonly log: (line: Readonly<Record<string, unknown>>) => void
}
