/** Numbers that look random and are the same for the same seed, whatever the order in which they are asked for. */

/** A 32-bit number out of a seed and some coordinates (which table, which row, which question). */
export function mix(seed: number, ...coordinates: readonly number[]): number {
  let hash = seed ^ 0x9e3779b9
  for (const coordinate of coordinates) {
    hash = Math.imul(hash ^ coordinate, 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return hash >>> 0
}

/** A number from 0 up to but not including `limit`. */
export function below(limit: number, seed: number, ...coordinates: readonly number[]): number {
  return mix(seed, ...coordinates) % limit
}

/** One item of a list that isn't empty. */
export function pick<T>(items: readonly T[], seed: number, ...coordinates: readonly number[]): T {
  const item = items[below(items.length, seed, ...coordinates)]
  if (item === undefined) throw new RangeError('pick from an empty list')
  return item
}
