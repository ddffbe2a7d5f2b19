/** What a district asks of a student information number (002). Pure. */

export interface NumberRules {
  readonly required: boolean
  /** Fewest characters; 0: any. */
  readonly lengthMin: number
  /** Digits only. */
  readonly numeric: boolean
}

/** None: a student may have any number, or none. */
export function asksNothing({ required, lengthMin, numeric }: NumberRules): boolean {
  return !required && lengthMin === 0 && !numeric
}

/** What is asked for, in words that name no value. */
export function numberWords({ required, lengthMin, numeric }: NumberRules): string {
  const length = lengthMin === 0 ? '' : ` of at least ${lengthMin} characters`
  return `a student number${length}${numeric ? ', digits only' : ''}${required ? '' : ', or none'}`
}

/** Whether it may be the number of a student there. `number`: without spaces around; empty: they have none. */
export function fitsNumberRules(number: string, { required, lengthMin, numeric }: NumberRules): boolean {
  if (number === '') return !required
  return number.length >= lengthMin && (!numeric || /^\d+$/.test(number))
}
