/** A way out that leads nowhere, for feeds that need none. */

import type { Reach } from '../../src/feed/reach.ts'

export const NOWHERE: Reach = {
  open: () => Promise.reject(new Error('This feed was not to reach for the network.')),
  stagingFolder: '/nowhere',
}
