/** Rules in the database: what a district and its schools have set, and the history. In the district's transaction. */

import { createHash } from 'node:crypto'
import type pg from 'pg'
import {
  type RuleFacts,
  type RuleName,
  RULE_NAMES,
  type RuleSet,
  type RuleValue,
  readRuleValue,
  effectiveRule,
  ruleSpec,
} from '../../roster/rule.ts'
import { sql } from '../sql.ts'

export interface RuleOwner {
  /** Null: no person of this roster. */
  readonly name: string | null
  readonly at: Date
}

/** One rule as it stands for the district and, where one was asked about, a school. */
export interface RuleState extends RuleSet {
  readonly name: RuleName
  readonly districtBy: RuleOwner | null
  readonly schoolBy: RuleOwner | null
  /** Of the district's setting; of the school's. Each names what was seen. */
  readonly districtVersion: string
  readonly schoolVersion: string
}

interface SettingRow {
  readonly rule: string
  readonly school_id: string
  readonly value: unknown
  readonly locked: boolean
  readonly set_by: string
  readonly set_by_name: string | null
  readonly set_at: Date
}

interface RulePlace {
  readonly districtId: string
  /** Null: the district alone. */
  readonly schoolId: string | null
}

/** Every rule there is, as it stands there. */
export async function listRuleStates(
  client: pg.ClientBase,
  { districtId, schoolId }: RulePlace,
): Promise<readonly RuleState[]> {
  const { rows } = await client.query<SettingRow>(sql('list_rule_settings'), [districtId, schoolId])
  return RULE_NAMES.map((name) => {
    const of = rows.filter(({ rule }) => rule === name)
    return stateOf(
      name,
      of.find(({ school_id }) => school_id === '0'),
      of.find(({ school_id }) => school_id !== '0'),
    )
  })
}

/** One rule, in whose transaction nobody else changes it. */
export async function lockRuleState(
  client: pg.ClientBase,
  name: RuleName,
  place: RulePlace,
): Promise<RuleState | undefined> {
  await client.query(sql('lock_rule'), [place.districtId, name])
  const states = await listRuleStates(client, place)
  return states.find((state) => state.name === name)
}

/** The value of one rule for the district as a whole. */
export async function readDistrictRule(client: pg.ClientBase, districtId: string, name: RuleName): Promise<RuleValue> {
  const states = await listRuleStates(client, { districtId, schoolId: null })
  const state = states.find((one) => one.name === name)
  const set = state ?? { district: undefined, locked: false, school: undefined }
  return effectiveRule(name, set, await readRuleFacts(client, districtId)).value
}

/** The same with when the district has set it; null: it hasn't. */
export async function readRuleSince(
  client: pg.ClientBase,
  districtId: string,
  name: RuleName,
): Promise<{ readonly value: RuleValue; readonly since: Date | null }> {
  const states = await listRuleStates(client, { districtId, schoolId: null })
  const value = await readDistrictRule(client, districtId, name)
  return { value, since: states.find((one) => one.name === name)?.districtBy?.at ?? null }
}

export async function readRuleFacts(client: pg.ClientBase, districtId: string): Promise<RuleFacts> {
  const { rows } = await client.query<RuleFacts>(sql('has_sources'), [districtId])
  return { hasSources: rows[0]?.hasSources === true }
}

export interface RuleWrite {
  readonly districtId: string
  readonly name: RuleName
  /** '0': the district. */
  readonly schoolId: string
  readonly before: RuleValue | undefined
  /** Undefined: nothing is set any more. */
  readonly after: RuleValue | undefined
  readonly locked: boolean
  readonly at: Date
}

/** Sets the rule, with its line of the history and an entry in the audit log that names no value. Under its lock. */
export async function writeRule(client: pg.ClientBase, write: RuleWrite): Promise<void> {
  const { districtId, name, schoolId, locked, at } = write
  const [before, after] = [jsonOf(write.before), jsonOf(write.after)]
  if (after === null && !locked) await client.query(sql('delete_rule_setting'), [districtId, name, schoolId])
  else await client.query(sql('write_rule_setting'), [districtId, name, schoolId, after, locked, at])
  await client.query(sql('note_rule_change'), [districtId, name, schoolId, before, after, locked, at])
  const detail = { rule: name, locked, ...(schoolId === '0' ? {} : { schoolId }) }
  const object = schoolId === '0' ? `rule:${name}` : `org:${schoolId}`
  await client.query(sql('append_audit_entry'), [districtId, 'rule.set', object, JSON.stringify(detail)])
}

function stateOf(name: RuleName, district: SettingRow | undefined, school: SettingRow | undefined): RuleState {
  const spec = ruleSpec(name)
  return {
    name,
    district: readRuleValue(spec, district?.value),
    locked: district?.locked === true,
    school: readRuleValue(spec, school?.value),
    districtBy: ownerOf(district),
    schoolBy: ownerOf(school),
    districtVersion: versionOf(district),
    schoolVersion: versionOf(school),
  }
}

function ownerOf(row: SettingRow | undefined): RuleOwner | null {
  return row === undefined ? null : { name: row.set_by_name, at: row.set_at }
}

function versionOf(row: SettingRow | undefined): string {
  const seen = row === undefined ? [] : [row.value, row.locked, row.set_by, row.set_at.toISOString()]
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64url').slice(0, 16)
}

function jsonOf(value: RuleValue | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value)
}
