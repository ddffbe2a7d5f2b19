/** States and places of staff in words. */
import type { StaffPerson, StaffState } from '../../../http/contract/staff.ts'
import type { Mood } from '../../parts/notes.tsx'
import { t } from '../../translate.ts'

export function moodOf(state: StaffState): Mood {
  if (state === 'active') return 'good'
  return state === 'removed' ? 'calm' : 'warn'
}

export function whereOf({ scopeName }: Pick<StaffPerson['roles'][number], 'scopeName'>): string {
  return scopeName ?? t('staff.whole-district')
}

export const EMAIL = /^[^\s@,;<>]+@[^\s@,;<>]+$/u
