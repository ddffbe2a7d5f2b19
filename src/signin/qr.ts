/** A QR code as the squares that are dark: the page draws it, and nothing of it goes anywhere. */

import { encode } from 'uqr'

export interface Qr {
  /** Squares on each side, with no margin. */
  readonly size: number
  /** The dark ones, as an SVG path over size × size. */
  readonly path: string
}

export function qrOf(text: string): Qr {
  const { size, data } = encode(text, { border: 0, ecc: 'M' })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { size, path }
}
