/** The guard's limits: what each means, and those that a district sets for itself, checked. Pure. */

export interface GuardLimits {
  /** Retiring more than max(rows, share) of a table in the district holds the run. */
  readonly retireRowsMax: number
  readonly retireShareMax: number
  /** Retiring more than max(rows, share) of any one school's people, classes or enrolments holds it. */
  readonly schoolRetireRowsMax: number
  readonly schoolRetireShareMax: number
  /** Taking a role from more than max(rows, share) of those who hold it holds it. */
  readonly roleLossRowsMax: number
  readonly roleLossShareMax: number
  /** Changing more than this share of a table holds it, from `changeRowsMin` changes on. */
  readonly changeShareMax: number
  readonly changeRowsMin: number
  /** Granting more administrator roles than this holds it. */
  readonly administratorRiseMax: number
  /** More than max(rows, share) of the people leaving and coming back under another sourcedId holds it. */
  readonly rekeyRowsMax: number
  readonly rekeyShareMax: number
  /** More than max(rows, share) of a file's rows that stay out, and did not before, hold it. */
  readonly quarantineRowsMax: number
  readonly quarantineShareMax: number
  /** 1: the run that brings a new school year is held once; 0: it is applied unasked. */
  readonly rolloverHold: number
}

/** More rows than any district has: a limit that nothing ever reaches is no limit. */
export const ROWS_MAX = 1_000_000

export type LimitKind = 'rows' | 'share' | 'switch'

/** Every limit with its kind and its meaning, as the reference and `guard show` tell it. */
export const GUARD_LIMITS: Readonly<Record<keyof GuardLimits, { readonly kind: LimitKind; readonly says: string }>> = {
  retireRowsMax: { kind: 'rows', says: 'Retirements in a table of the district that always pass.' },
  retireShareMax: {
    kind: 'share',
    says: 'Share of a table that may retire in one run; the larger of both passes.',
  },
  schoolRetireRowsMax: { kind: 'rows', says: 'Retirements in a table of one school that always pass.' },
  schoolRetireShareMax: {
    kind: 'share',
    says: 'Share of one school’s table that may retire in one run; the larger of both passes.',
  },
  roleLossRowsMax: { kind: 'rows', says: 'Holders of a role who may lose it in one run and always pass.' },
  roleLossShareMax: {
    kind: 'share',
    says: 'Share of a role’s holders who may lose it in one run; the larger of both passes.',
  },
  changeShareMax: { kind: 'share', says: 'Share of a table that may change in one run.' },
  changeRowsMin: { kind: 'rows', says: 'Changes in a table that always pass.' },
  administratorRiseMax: { kind: 'rows', says: 'Administrator roles that one run may grant unasked.' },
  rekeyRowsMax: {
    kind: 'rows',
    says: 'People who may leave and come back under another sourcedId in one run unasked.',
  },
  rekeyShareMax: {
    kind: 'share',
    says: 'Share of the people of whom the same is true; the larger of both passes.',
  },
  quarantineRowsMax: { kind: 'rows', says: 'Rows of a file that may newly stay out and always pass.' },
  quarantineShareMax: {
    kind: 'share',
    says: 'Share of a file’s rows that may newly stay out; the larger of both passes.',
  },
  rolloverHold: {
    kind: 'switch',
    says: '1: the run that brings a new school year is held once, to be looked at. 0: it is applied unasked.',
  },
}

const EXPECTED: Readonly<Record<LimitKind, string>> = {
  rows: 'a whole number from 0 to 1,000,000',
  share: 'a number from 0 to 1 (0.05 is 5 %)',
  switch: '0 or 1',
}

export interface LimitFault {
  /** The name of the limit, or `/` for the whole. */
  readonly path: string
  readonly says: string
}

/** The limits that a district sets, any of them or none; or everything that is wrong with what was given. */
export function readGuardLimits(
  given: unknown,
): { readonly limits: Partial<GuardLimits> } | { readonly faults: readonly LimitFault[] } {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { faults: [{ path: '/', says: 'must be an object of limits, as {"retireShareMax": 0.1}' }] }
  const faults = Object.entries(given).flatMap(([name, value]): LimitFault[] => {
    if (!isLimit(name)) return [{ path: name, says: `is no limit; there are ${Object.keys(GUARD_LIMITS).join(', ')}` }]
    const { kind } = GUARD_LIMITS[name]
    return fits(kind, value) ? [] : [{ path: name, says: `must be ${EXPECTED[kind]}` }]
  })
  return faults.length > 0 ? { faults } : { limits: { ...given } }
}

function isLimit(name: string): name is keyof GuardLimits {
  return Object.hasOwn(GUARD_LIMITS, name)
}

function fits(kind: LimitKind, value: unknown): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return false
  if (kind === 'rows') return Number.isSafeInteger(value) && value <= ROWS_MAX
  return kind === 'share' ? value <= 1 : value === 0 || value === 1
}
