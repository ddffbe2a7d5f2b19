/**
 * The rules of a district and its schools (001, 002): what each may be set to, whether a school may differ, and which
 * value counts where. A closed list of typed settings. Pure.
 */

import { isMailAddress } from './mail-address.ts'
import { isWebAddress } from './web-address.ts'

export type RuleValue = boolean | number | string | readonly string[]

/** What a rule takes. */
export type RuleKind =
  | { readonly type: 'flag' }
  | { readonly type: 'choice'; readonly choices: readonly string[] }
  | { readonly type: 'number'; readonly min: number; readonly max: number }
  | { readonly type: 'email' }
  | { readonly type: 'address' }
  | { readonly type: 'list'; readonly choices: readonly string[] }

export const RULE_GROUPS = ['accounts', 'school', 'students', 'coaching'] as const
export type RuleGroup = (typeof RULE_GROUPS)[number]

/** Who sets the district's value: a capability of the policy, by its name. */
export type RuleSetter =
  | 'set_default:district_rule'
  | 'manage:permissions'
  | 'manage:coaching_settings'
  | 'configure:teacher_may_create_students'
  | 'configure:second_language_allowed'
  | 'configure:student_information_number_required'
  | 'configure:student_information_number_min_length'

export interface RuleSpec {
  readonly group: RuleGroup
  readonly kind: RuleKind
  /** Where nobody has set anything. `accountCreation` follows from the sources instead: see `standardOf`. */
  readonly standard: RuleValue
  /** A school may have a value of its own, unless the district has locked the rule. */
  readonly bySchool: boolean
  readonly setter: RuleSetter
  /** `handed_on`: Staffroom itself does nothing by it; products and tools that ask the API for the effective rule do. */
  readonly effect: 'here' | 'handed_on'
  /** For whoever sets it: what it does. */
  readonly says: string
}

const FLAG = { type: 'flag' } as const
const ofDistrict = { bySchool: false, setter: 'set_default:district_rule', effect: 'handed_on' } as const
const ofSchools = { bySchool: true, setter: 'set_default:district_rule', effect: 'handed_on' } as const
const ofCoaches = { group: 'coaching', bySchool: false, setter: 'manage:permissions', effect: 'handed_on' } as const
const ofStudents = { group: 'students', bySchool: false, effect: 'here' } as const
const ofBenchmarks = { ...ofStudents, setter: 'set_default:district_rule' } as const

/** As rosters write them: pre-kindergarten to grade 12. */
const GRADES = ['PK', 'TK', 'KG', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] as const

export const RULES = {
  accountCreation: {
    ...ofDistrict,
    effect: 'here',
    group: 'accounts',
    kind: { type: 'choice', choices: ['manual', 'roster'] },
    standard: 'manual',
    says: 'Where accounts of staff come from: made here by administrators, or from the roster alone. Standard: from the roster as soon as the district has a source.',
  },
  parentSelfRegistration: {
    ...ofDistrict,
    effect: 'here',
    group: 'accounts',
    kind: FLAG,
    standard: false,
    says: 'Parents may register at the parent portal. Nobody gets an account by it.',
  },
  administratorsNeedSecondFactor: {
    ...ofDistrict,
    effect: 'here',
    group: 'accounts',
    kind: FLAG,
    standard: false,
    says: 'Whoever administers the district, its IT, a school or its customer and signs in with a password needs a second factor. Who has none sets it up before anything else.',
  },
  secondFactorGraceDays: {
    ...ofDistrict,
    effect: 'here',
    group: 'accounts',
    kind: { type: 'number', min: 0, max: 60 },
    standard: 7,
    says: 'How many days administrators have to set it up, from when it was demanded or from when they got their account.',
  },
  supportEmail: {
    ...ofSchools,
    effect: 'here',
    group: 'school',
    kind: { type: 'email' },
    standard: '',
    says: 'Whom people of the school may write to when something does not work. It stands on the pages that somebody sees who can’t go on, and at a launch that is refused because an account was switched off.',
  },
  billingEmail: {
    ...ofDistrict,
    effect: 'here',
    group: 'accounts',
    kind: { type: 'email' },
    standard: '',
    says: 'Where questions about licences and invoices go. It stands on the pages about licences, and gets a mail of every notice about a licence.',
  },
  studentsMayMessageTeachers: {
    ...ofSchools,
    group: 'school',
    kind: FLAG,
    standard: true,
    says: 'Students may begin a private conversation with a teacher of theirs.',
  },
  studentsMayPublish: {
    ...ofSchools,
    group: 'school',
    kind: FLAG,
    standard: true,
    says: 'Students may publish their own work.',
  },
  mediaSources: {
    ...ofSchools,
    group: 'school',
    kind: { type: 'list', choices: ['computer', 'camera', 'microphone', 'telephone', 'library', 'web_address'] },
    standard: ['computer', 'camera', 'microphone', 'telephone', 'library', 'web_address'],
    says: 'Where media may be taken from.',
  },
  teacherMayCreateStudents: {
    ...ofStudents,
    setter: 'configure:teacher_may_create_students',
    kind: FLAG,
    standard: true,
    says: 'Teachers may create student accounts for the groups that are assigned to them.',
  },
  teachersSeeStudents: {
    ...ofStudents,
    setter: 'set_default:district_rule',
    kind: { type: 'choice', choices: ['school', 'classes'] },
    standard: 'school',
    says: 'Which students teachers see under Students: all of their school, or only those in classes that they teach.',
  },
  startCards: {
    ...ofStudents,
    setter: 'set_default:district_rule',
    kind: FLAG,
    standard: false,
    says: 'Administrators and teachers may print start cards: a code by which one student opens their own first page without the LMS. Switched off, no card opens anything, and those in force end.',
  },
  startCardDays: {
    ...ofStudents,
    setter: 'set_default:district_rule',
    kind: { type: 'number', min: 1, max: 366 },
    standard: 180,
    says: 'How many days a start card opens anything, from the day it is printed. Counts for cards that are printed from then on.',
  },
  secondLanguages: {
    ...ofStudents,
    setter: 'configure:second_language_allowed',
    kind: FLAG,
    standard: false,
    says: 'A student may have a second language: the page of a student asks for it and shows it. Switched off, what is known stays kept and is shown nowhere.',
  },
  studentNumberRequired: {
    ...ofStudents,
    setter: 'configure:student_information_number_required',
    kind: FLAG,
    standard: false,
    says: 'A student record must have a student information number.',
  },
  studentNumberMinLength: {
    ...ofStudents,
    setter: 'configure:student_information_number_min_length',
    kind: { type: 'number', min: 0, max: 20 },
    standard: 0,
    says: 'Fewest characters of a student information number; 0: any length.',
  },
  studentNumberNumeric: {
    ...ofStudents,
    setter: 'configure:student_information_number_min_length',
    kind: FLAG,
    standard: false,
    says: 'A student information number has digits only.',
  },
  benchmarks: {
    ...ofBenchmarks,
    kind: FLAG,
    standard: false,
    says: 'Students take benchmark tests, three a school year. The first one assigns itself; teachers and school administrators assign the others and see the results. Switched off, what is known stays kept and students are offered none.',
  },
  benchmarkGrades: {
    ...ofBenchmarks,
    kind: { type: 'list', choices: GRADES },
    standard: [],
    says: 'The grades whose students the first benchmark test assigns itself to. None chosen: all of them.',
  },
  benchmarkAddress: {
    ...ofBenchmarks,
    kind: { type: 'address' },
    standard: '',
    says: 'Where students take a benchmark test, as a web address of the product that gives it. It is the link on their first page; without one it says to ask the teacher.',
  },
  coachesSeeEachOther: {
    ...ofCoaches,
    effect: 'here',
    kind: FLAG,
    standard: false,
    says: 'Coaches see the interactions that other coaches of their schools have logged.',
  },
  coachesMayEditTags: {
    ...ofCoaches,
    effect: 'here',
    kind: FLAG,
    standard: false,
    says: 'Coaches may add and edit the tags that all coaches share.',
  },
  coachesMayAddEducators: {
    ...ofCoaches,
    effect: 'here',
    kind: FLAG,
    standard: false,
    says: 'Coaches may add educators of their schools to the educator database by hand.',
  },
  coachingCadenceDays: {
    ...ofCoaches,
    setter: 'manage:coaching_settings',
    effect: 'here',
    kind: { type: 'number', min: 1, max: 365 },
    standard: 14,
    says: 'Days after which the next interaction of a coaching cycle is expected. After so many without one, the cycle is overdue.',
  },
  coachReports: {
    ...ofCoaches,
    effect: 'here',
    kind: { type: 'choice', choices: ['own', 'schools', 'district'] },
    standard: 'own',
    says: 'Which data reports coaches may see: of their own work, of their schools, or of the district.',
  },
  principalReports: {
    ...ofCoaches,
    effect: 'here',
    kind: { type: 'choice', choices: ['none', 'aggregates'] },
    standard: 'aggregates',
    says: 'What principals may see of the coaching in their schools: nothing, or totals that name nobody.',
  },
  privateNotes: {
    ...ofCoaches,
    effect: 'here',
    kind: FLAG,
    standard: false,
    says: 'Notes are read by nobody but the coach who wrote them. Others see which interactions have some, and nothing of what they say.',
  },
  principalMinimum: {
    ...ofCoaches,
    effect: 'here',
    kind: { type: 'number', min: 5, max: 100 },
    standard: 10,
    says: 'Fewest educators that a figure for principals stands for. Raising it also closes what was published with fewer; lowering it counts for months that are still to be published.',
  },
  schoolYearStartMonth: {
    ...ofCoaches,
    effect: 'here',
    kind: { type: 'number', min: 1, max: 12 },
    standard: 7,
    says: 'The month that a school year begins with in reports, 1 to 12.',
  },
  billingSeesSeats: {
    ...ofCoaches,
    effect: 'here',
    kind: FLAG,
    standard: true,
    says: 'Billing users see how many seats are bought and used, and not invoices alone.',
  },
} as const satisfies Readonly<Record<string, RuleSpec>>

export type RuleName = keyof typeof RULES
export const RULE_NAMES = Object.keys(RULES) as readonly RuleName[]

export function isRuleName(name: string): name is RuleName {
  return Object.hasOwn(RULES, name)
}

export function ruleSpec(name: RuleName): RuleSpec {
  return RULES[name]
}

/** What is known of the district where nobody has set anything. */
export interface RuleFacts {
  readonly hasSources: boolean
}

/** What counts where nobody has set anything. */
export function standardOf(name: RuleName, { hasSources }: RuleFacts): RuleValue {
  if (name === 'accountCreation') return hasSources ? 'roster' : 'manual'
  return ruleSpec(name).standard
}

/** What somebody has set: `undefined` where nothing is. */
export interface RuleSet {
  readonly district: RuleValue | undefined
  readonly locked: boolean
  /** Of the school that is asked about. */
  readonly school: RuleValue | undefined
}

export interface EffectiveRule {
  readonly value: RuleValue
  /** Whose value it is. */
  readonly from: 'standard' | 'district' | 'school'
}

/**
 * The value that counts: the school's, where schools may differ and the district hasn't locked the rule; else the
 * district's; else the standard. A school's value stays kept under a lock and counts again once it is lifted.
 */
export function effectiveRule(name: RuleName, set: RuleSet, facts: RuleFacts): EffectiveRule {
  if (set.school !== undefined && ruleSpec(name).bySchool && !set.locked) return { value: set.school, from: 'school' }
  if (set.district !== undefined) return { value: set.district, from: 'district' }
  return { value: standardOf(name, facts), from: 'standard' }
}

/** The value as it is kept, or what the rule takes instead, in words. */
export function checkRuleValue(
  { kind }: RuleSpec,
  given: unknown,
): { readonly value: RuleValue } | { readonly wants: string } {
  switch (kind.type) {
    case 'flag':
      return typeof given === 'boolean' ? { value: given } : { wants: 'yes or no (true or false)' }
    case 'choice':
      return typeof given === 'string' && kind.choices.includes(given)
        ? { value: given }
        : { wants: `one of ${kind.choices.join(', ')}` }
    case 'number': {
      const fits = typeof given === 'number' && Number.isSafeInteger(given) && given >= kind.min && given <= kind.max
      return fits ? { value: given } : { wants: `a whole number from ${kind.min} to ${kind.max}` }
    }
    case 'email':
      return checkEmail(given)
    case 'address':
      return checkAddress(given)
    case 'list':
      return checkChoices(kind.choices, given)
  }
}

function checkEmail(given: unknown): { readonly value: RuleValue } | { readonly wants: string } {
  const value = typeof given === 'string' ? given.trim() : null
  const fits = value !== null && isMailAddress(value)
  return fits ? { value } : { wants: 'an e-mail address such as name@school.org' }
}

/** Empty: none. */
function checkAddress(given: unknown): { readonly value: RuleValue } | { readonly wants: string } {
  const value = typeof given === 'string' ? given.trim() : null
  const fits = value !== null && (value === '' || isWebAddress(value))
  return fits ? { value } : { wants: 'a web address that begins with https://' }
}

function checkChoices(
  choices: readonly string[],
  given: unknown,
): { readonly value: RuleValue } | { readonly wants: string } {
  if (!Array.isArray(given) || !given.every((one) => typeof one === 'string' && choices.includes(one)))
    return { wants: `some of ${choices.join(', ')}` }
  return { value: choices.filter((one) => given.includes(one)) }
}

/** What is kept of a rule, as it lies in the database: what does not fit any more counts as not set. */
export function readRuleValue(spec: RuleSpec, kept: unknown): RuleValue | undefined {
  const checked = checkRuleValue(spec, kept)
  return 'value' in checked ? checked.value : undefined
}
