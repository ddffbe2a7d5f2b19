/** One rule of a district, for units of work that hold a Prisma transaction. */

import { effectiveRule, readRuleValue, type RuleName, ruleSpec, type RuleValue } from '../../roster/rule.ts'
import type { PrismaTransaction } from '../database.ts'

/** The value that counts for the district as a whole. Of `accountCreation`, which follows the sources, ask `readDistrictRule`. */
export async function readRuleIn(
  tx: PrismaTransaction,
  districtId: string,
  name: Exclude<RuleName, 'accountCreation'>,
): Promise<RuleValue> {
  const row = await tx.ruleSetting.findUnique({
    where: { districtId_rule_schoolId: { districtId, rule: name, schoolId: 0n } },
    select: { value: true },
  })
  const district = readRuleValue(ruleSpec(name), row?.value)
  return effectiveRule(name, { district, locked: false, school: undefined }, { hasSources: false }).value
}
