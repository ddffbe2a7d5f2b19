/** The parts of the platform beyond the launch, in the order in which they are asked. */

import { administration } from './administration.ts'
import { deepLinking } from './deep-linking.ts'
import { gradebook } from './gradebook.ts'
import { namesAndRoles } from './names-and-roles.ts'
import type { LmsPart } from './platform.ts'
import { tokenEndpoint } from './service-tokens.ts'

export const PARTS: readonly LmsPart[] = [administration, tokenEndpoint, namesAndRoles, gradebook, deepLinking]
