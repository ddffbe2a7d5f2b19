/** The memory of a process that reads a million rows and keeps none of them. */

import { setFlagsFromString } from 'node:v8'

/**
 * Keeps V8's space for young objects at 8 MB. Rows live for one batch; given room, V8 lets the space grow until they
 * are promoted before they are dropped, and then collects them late: 1 M rows took 210 MB with this and 310 MB
 * without, in the same time. To be called before anything is read.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--max-semi-space-size=8')
  setFlagsFromString('--semi-space-growth-factor=1')
}
