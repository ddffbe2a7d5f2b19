/**
 * The 64-bit content hash by which a row is known to be unchanged.
 *
 * Two independent 32-bit lanes of xor-multiply. For a fixed character each step is a bijection of the lane, so two
 * texts of one length that differ in one character always differ in both lanes; other collisions have a chance of
 * 2^-64 each. It is no signature: nobody gains anything by a collision but that their own row stays as it was.
 */

/** Returns the hash as the decimal text of a signed 64-bit integer, as PostgreSQL's bigint reads it. */
export function hashRow(text: string): string {
  let a = 0x9e3779b9 | 0
  let b = 0x243f6a88 | 0
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul(b ^ unit, 0x85ebca6b)
    // The shifts carry high bits down, which a multiplication alone never does; each is a bijection too.
    a ^= a >>> 15
    b ^= b >>> 13
  }
  a = finish(a ^ text.length, 0x7feb352d)
  b = finish(b ^ text.length, 0x2c1b3c6d)
  return ((BigInt(a) << 32n) | BigInt(b >>> 0)).toString()
}

function finish(lane: number, factor: number): number {
  let h = lane
  h = Math.imul(h ^ (h >>> 16), factor)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return h ^ (h >>> 16)
}
