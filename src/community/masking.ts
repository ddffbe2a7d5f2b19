/** What of answers may be told to anybody. Pure. */

/** Of fewer answers than these nothing is ever told, whatever a district sets. */
export const MINIMUM = 5
