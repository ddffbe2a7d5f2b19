/** When a licence is worth a word: nearly used up, used up, over, awaited. Pure. */

export type LicenceAlert = 'licence_near' | 'licence_full' | 'licence_over' | 'licence_waiting'

export interface AlertLimits {
  /** From this share of what was bought on it is nearly used up. */
  readonly nearShare: number
  /** Under this share it is so no more: a licence that goes to and fro at the limit is told of once. */
  readonly calmShare: number
  /** So many days before the last day of a purchase it is told of. */
  readonly endsDays: number
  /** So many days before the seats of leavers are free again it is told of. */
  readonly reclaimDays: number
}

export interface LicenceFigures {
  readonly bought: number
  readonly used: number
  readonly waiting: number
}

/**
 * What holds of a licence, of nearly, all and over only the gravest; `open` is what was told and not resolved. Of
 * none bought none is nearly used up.
 */
export function licenceAlerts(
  licence: LicenceFigures,
  limits: Pick<AlertLimits, 'nearShare' | 'calmShare'>,
  open: readonly LicenceAlert[] = [],
): readonly LicenceAlert[] {
  const level = levelOf(licence, limits, open)
  return [...(level === null ? [] : [level]), ...(licence.waiting > 0 ? (['licence_waiting'] as const) : [])]
}

function levelOf(
  { bought, used }: LicenceFigures,
  { nearShare, calmShare }: Pick<AlertLimits, 'nearShare' | 'calmShare'>,
  open: readonly LicenceAlert[],
): LicenceAlert | null {
  if (used > bought) return 'licence_over'
  if (bought === 0) return null
  if (used === bought) return 'licence_full'
  const from = open.includes('licence_near') ? calmShare : nearShare
  return used >= bought * from ? 'licence_near' : null
}
