/** For a coach: who opened the notes that they wrote, when and why. */

import type { Grant } from '../../access/grant.ts'
import { listNoteOpenings, type NoteOpening } from '../../store/coaching/note-opening.ts'
import type { PageRequest } from '../../store/page.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import type { PageView } from './educators.ts'

/** One page, the newest first. */
export async function viewNoteOpenings(
  world: DomainWorld,
  grant: Grant<'view:own_note_access_log'>,
  request: PageRequest,
): Promise<PageView<NoteOpening>> {
  const found = await inGrant(world, grant, (tx) => listNoteOpenings(tx, world.secrets, grant, request))
  return { ...found, page: request.page, pageSize: request.pageSize }
}
