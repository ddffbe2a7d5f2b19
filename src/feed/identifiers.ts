/** What an identifier may look like. */

/**
 * Whether a text can be a sourcedId. The standard has `[0-9A-Za-z./@_-]`; real feeds also have colons, braces, bars and
 * the like, which mean nothing else and are let through. Blanks, quotation marks, commas, angle brackets and anything
 * that isn't ASCII are not: they are signs of a shifted column. Length 1 to 255.
 */
export function isIdentifier(text: string): boolean {
  return text.length <= 255 && IDENTIFIER.test(text)
}

const IDENTIFIER = /^[!#-+\-.-;=?-~]+$/
