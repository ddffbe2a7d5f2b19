/** The operator's desk for the rules of a district and its schools: shown with where each value comes from, and set. */

import { Failure } from '../../roster/failure.ts'
import { checkRuleValue, effectiveRule, isRuleName, RULE_NAMES, ruleSpec } from '../../roster/rule.ts'
import type { RuleValue } from '../../roster/rule.ts'
import { findSchools } from '../../store/signin/account.ts'
import { type Database, inDistrict } from '../../store/database.ts'
import { listRuleStates, lockRuleState, readRuleFacts, writeRule } from '../../store/rules/rules.ts'

export interface RuleLine {
  readonly name: string
  readonly value: RuleValue
  readonly from: 'standard' | 'district' | 'school'
  readonly locked: boolean
  readonly says: string
}

interface Place {
  readonly districtId: string
  /** A school's sourcedId; null: the district. */
  readonly school: string | null
}

type Client = Parameters<Parameters<typeof inDistrict>[2]>[0]

/** Every rule as it counts there. @throws Failure SCHOOL_UNKNOWN */
export function showRules(db: Database, place: Place): Promise<readonly RuleLine[]> {
  const { districtId } = place
  return inDistrict(db, { districtId, actor: 'cli' }, async (client) => {
    const schoolId = await schoolOf(client, place)
    const facts = await readRuleFacts(client, districtId)
    const states = await listRuleStates(client, { districtId, schoolId })
    return states.map((state) => {
      const { name, locked } = state
      return { name, ...effectiveRule(name, state, facts), locked, says: ruleSpec(name).says }
    })
  })
}

/**
 * Sets a rule; `value` null: back to what counts without it; `locked` undefined: as it was.
 * @throws Failure RULE_UNKNOWN, RULE_VALUE, RULE_OF_DISTRICT, RULE_LOCKED, SCHOOL_UNKNOWN
 */
export async function setRule(
  db: Database,
  place: Place,
  change: { readonly rule: string; readonly value: unknown; readonly locked: boolean | undefined },
  at: Date,
): Promise<readonly RuleLine[]> {
  const { districtId, school } = place
  const { rule: name, value } = change
  if (!isRuleName(name))
    throw refused('RULE_UNKNOWN', `There is no rule of that name. Rules: ${RULE_NAMES.join(', ')}.`)
  const spec = ruleSpec(name)
  const checked = value === null ? { value: undefined } : checkRuleValue(spec, value)
  if ('wants' in checked) throw refused('RULE_VALUE', `The rule ${name} takes ${checked.wants}.`)
  if ((school !== null || change.locked === true) && !spec.bySchool)
    throw refused('RULE_OF_DISTRICT', `The rule ${name} is the same for the whole district.`)
  await inDistrict(db, { districtId, actor: 'cli' }, async (client) => {
    const schoolId = await schoolOf(client, place)
    const state = await lockRuleState(client, name, { districtId, schoolId })
    if (state === undefined) return
    if (schoolId !== null && state.locked)
      throw refused('RULE_LOCKED', `The district has locked the rule ${name}: unlock it first.`)
    const locked = schoolId === null && (change.locked ?? state.locked)
    const before = schoolId === null ? state.district : state.school
    await writeRule(client, { districtId, name, schoolId: schoolId ?? '0', before, after: checked.value, locked, at })
  })
  return showRules(db, place)
}

async function schoolOf(client: Client, { districtId, school }: Place): Promise<string | null> {
  if (school === null) return null
  const [schoolId, another] = await findSchools(client, districtId, school)
  if (schoolId !== undefined && another === undefined) return schoolId
  throw refused('SCHOOL_UNKNOWN', 'The district has no one active school of that sourcedId.')
}

function refused(code: string, message: string): Failure {
  return new Failure(code, 'operator', message)
}
