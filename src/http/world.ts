/** What views and actions need of the world. Routes hand it on and never look inside. */

import type { viewMe } from '../views/people/me.ts'

export type DomainWorld = Parameters<typeof viewMe>[0]
