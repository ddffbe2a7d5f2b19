/** What goes with a person for good: the words for each part, in their order, and how much of it there is. */
import type { Deletion } from '../../../http/contract/staff.ts'

export function goesOf(of: Omit<Deletion, 'word' | 'leadsAlone'>) {
  return [
    ['staff.delete.written', of.written],
    ['staff.delete.alone', of.alone],
    ['staff.delete.files', of.files],
    ['staff.delete.versions', of.versions],
    ['staff.delete.tagged', of.tagged],
    ['staff.delete.cycles', of.cycles],
    ['staff.delete.letters', of.letters],
    ['staff.delete.drafts', of.drafts],
    ['staff.delete.caseloads', of.caseloads],
    ['staff.delete.places', of.caseloadPlaces],
    ['staff.delete.handovers', of.handovers],
    ['staff.delete.filters', of.filters],
    ['staff.delete.communities', of.communities],
  ] as const
}
