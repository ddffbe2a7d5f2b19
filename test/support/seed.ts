/** The seeds that properties start from. */

/** The one of every run for which nothing else is said. */
export const USUAL_SEED = 20_261_122

/**
 * The one that PROPERTY_SEED names, or the usual one.
 * @throws Error where the text is no whole number of 32 bits: a seed that was cut would not be the one asked for
 */
export function readSeed(text: string | undefined): number {
  if (text === undefined || text === '') return USUAL_SEED
  const seed = Number(text)
  if (!/^-?\d+$/.test(text) || (seed | 0) !== seed)
    throw new Error(`PROPERTY_SEED takes a whole number from -2147483648 to 2147483647, not "${text}".`)
  return seed
}

/** Of a soak: one after the other from PROPERTY_SEED on, or from anywhere; as many as PROPERTY_SEEDS says, or five. */
export function chooseSeeds(environment: Readonly<Record<string, string | undefined>>): readonly number[] {
  const { PROPERTY_SEED: named, PROPERTY_SEEDS: wanted = '5' } = environment
  if (!/^[1-9]\d{0,3}$/.test(wanted)) throw new Error(`PROPERTY_SEEDS takes a number from 1 to 9999, not "${wanted}".`)
  const first = named === undefined ? Math.floor(Math.random() * 2 ** 31) : readSeed(named)
  return Array.from({ length: Number(wanted) }, (_, index) => (first + index) | 0)
}
