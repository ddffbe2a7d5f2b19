/**
 * Which passwords are taken: long ones that are neither among the first that somebody would try nor made of what
 * everybody knows of their owner. No demand for capitals, digits or signs: they make passwords worse to remember and
 * no worse to guess (NIST SP 800-63B, 5.1.1.2).
 */

export const PASSWORD_LENGTH_MIN = 12

/** `short`; `common`: on the list, or a word of it with digits around it; `repeated`; `personal`. */
export type PasswordFault = 'short' | 'common' | 'repeated' | 'personal'

export interface PasswordRule {
  /** In lower case. */
  readonly common: ReadonlySet<string>
}

// What is left beside a name must be worth guessing.
const BESIDE_NAME_MIN = 8
const NAME_LENGTH_MIN = 4
const WALKS = [
  'qwertyuiopasdfghjklzxcvbnm',
  'mnbvcxzlkjhgfdsapoiuytrewq',
  'abcdefghijklmnopqrstuvwxyz',
  'zyxwvutsrqponmlkjihgfedcba',
  'qazwsxedcrfvtgbyhnujmikolp',
]
const LEET: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** The list as `config/common-passwords.txt` has it: one a line, `#` begins a remark. */
export function readCommonPasswords(text: string): ReadonlySet<string> {
  return new Set(text.split('\n').filter((line) => line !== '' && !line.startsWith('#')))
}

/**
 * What is wrong with a password; null: nothing.
 * @param names what others know of its owner: e-mail address, names, the district's name
 */
export function findPasswordFault(
  password: string,
  { common }: PasswordRule,
  names: readonly string[],
): PasswordFault | null {
  const text = password.normalize('NFKC').toLowerCase()
  if (Array.from(text).length < PASSWORD_LENGTH_MIN) return 'short'
  if (isRepeated(text)) return 'repeated'
  if (common.has(text) || isCommonCore(text, common)) return 'common'
  return isPersonal(text, names) ? 'personal' : null
}

/** One piece again and again: `abcabcabcabc`. */
function isRepeated(text: string): boolean {
  return /^(.{1,8})\1+.{0,3}$/su.test(text)
}

/** A word of the list, or a walk over the keys, with digits and signs around it; digits and signs alone. */
function isCommonCore(text: string, common: ReadonlySet<string>): boolean {
  const core = text.replaceAll(/^[\p{N}\p{P}\p{S}\s]+|[\p{N}\p{P}\p{S}\s]+$/gu, '')
  const plain = core.replaceAll(/[013457@$!]/g, (sign) => LEET[sign] ?? sign)
  return core === '' || common.has(core) || common.has(plain) || isWalk(plain)
}

function isWalk(text: string): boolean {
  return WALKS.some((walk) => `${walk}${walk}`.includes(text))
}

function isPersonal(text: string, names: readonly string[]): boolean {
  const words = [
    'staffroom',
    ...names.flatMap((name) =>
      name
        .normalize('NFKC')
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u),
    ),
  ]
  const left = words
    .filter((word) => word.length >= NAME_LENGTH_MIN)
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, word) => rest.replaceAll(word, ''), text)
  return left.length < text.length && left.replaceAll(/[\p{N}\p{P}\p{S}\s]/gu, '').length < BESIDE_NAME_MIN
}
