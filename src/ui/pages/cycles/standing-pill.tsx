/** Where a cycle stands, in a word. */
import type { Cycle } from '../../../http/contract/cycles.ts'
import { Pill } from '../../parts/notes.tsx'
import type { Mood } from '../../parts/notes.tsx'
import { t } from '../../translate.ts'

const MOODS: Readonly<Record<Cycle['standing'], Mood>> = {
  planned: 'calm',
  on_track: 'good',
  due: 'warn',
  overdue: 'bad',
  ended: 'calm',
}

export function StandingPill({ standing }: Pick<Cycle, 'standing'>) {
  return <Pill mood={MOODS[standing]}>{t(`standing.${standing}`)}</Pill>
}
