/** The parts of the platform beyond the launch, in the order in which they are asked. */

import { administration } from './administration.ts'
import type { LmsPart } from './platform.ts'

export const PARTS: readonly LmsPart[] = [administration]
