/** When a source syncs, as people say it, and as a line of cron. Pure. */

/** `own`: a line of cron that is neither of the others. */
export type Rhythm = 'daily' | 'weekdays' | 'own' | 'none'

export interface When {
  readonly rhythm: Rhythm
  /** `HH:MM` on the clock of the district. */
  readonly time: string
  readonly cron: string
}

const NIGHT = '02:00'

export function whenOf(cron: string | null): When {
  if (cron === null) return { rhythm: 'none', time: NIGHT, cron: '' }
  const [, minute, hour, days] = /^(\d{1,2}) (\d{1,2}) \* \* (\*|1-5)$/.exec(cron.trim()) ?? []
  if (minute === undefined || hour === undefined || Number(minute) > 59 || Number(hour) > 23)
    return { rhythm: 'own', time: NIGHT, cron }
  return {
    rhythm: days === '*' ? 'daily' : 'weekdays',
    time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`,
    cron,
  }
}

/** Null: only when told to. */
export function cronOf({ rhythm, time, cron }: When): string | null {
  if (rhythm === 'none') return null
  if (rhythm === 'own') return cron.trim()
  const [hour = '2', minute = '0'] = time.split(':')
  return `${Number(minute)} ${Number(hour)} * * ${rhythm === 'daily' ? '*' : '1-5'}`
}
