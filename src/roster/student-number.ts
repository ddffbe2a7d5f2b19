/** What a district asks of a student information number (002). Pure. */

export interface NumberRules {
  readonly required: boolean
  /** Fewest characters; 0: any. */
  readonly lengthMin: number
  /** Digits only. */
  readonly numeric: boolean
}

/** Whether it may be the number of a student there. `number`: without spaces around; empty: they have none. */
export function fitsNumberRules(number: string, { required, lengthMin, numeric }: NumberRules): boolean {
  if (number === '') return !required
  return number.length >= lengthMin && (!numeric || /^\d+$/.test(number))
}
