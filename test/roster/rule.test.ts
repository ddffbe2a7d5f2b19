/** Which value of a rule counts, and what a rule takes. */

import { describe, expect, it } from 'vitest'
import { checkRuleValue, effectiveRule, RULE_NAMES, RULES, ruleSpec, standardOf } from '../../src/roster/rule.ts'

const facts = { hasSources: true }
const nothing = { district: undefined, locked: false, school: undefined }

describe('the value that counts', () => {
  it('is the standard where nobody has set anything', () => {
    expect(effectiveRule('studentsMayPublish', nothing, facts)).toEqual({ value: true, from: 'standard' })
  })

  it('is the district’s in a school that has none of its own', () => {
    const set = { ...nothing, district: false }
    expect(effectiveRule('studentsMayPublish', set, facts)).toEqual({ value: false, from: 'district' })
  })

  it('is the school’s where it has one', () => {
    const set = { ...nothing, district: false, school: true }
    expect(effectiveRule('studentsMayPublish', set, facts)).toEqual({ value: true, from: 'school' })
  })

  it('is the district’s under a lock, whatever the school has kept, and the standard where the district has none', () => {
    const set = { district: false, locked: true, school: true }
    expect(effectiveRule('studentsMayPublish', set, facts)).toEqual({ value: false, from: 'district' })
    const locked = { ...set, district: undefined, school: false }
    expect(effectiveRule('studentsMayPublish', locked, facts)).toEqual({ value: true, from: 'standard' })
  })

  it('is never a school’s where schools can’t differ', () => {
    const set = { ...nothing, school: false }
    expect(effectiveRule('teacherMayCreateStudents', set, facts)).toEqual({ value: true, from: 'standard' })
  })

  it('lets accounts come from the roster as soon as there is a source', () => {
    expect(effectiveRule('accountCreation', nothing, { hasSources: true }).value).toBe('roster')
    expect(effectiveRule('accountCreation', nothing, { hasSources: false }).value).toBe('manual')
    const set = { ...nothing, district: 'manual' }
    expect(effectiveRule('accountCreation', set, facts)).toEqual({ value: 'manual', from: 'district' })
  })
})

describe('what a rule takes', () => {
  it.each([
    ['secondLanguages', 'yes'],
    ['secondLanguages', null],
    ['accountCreation', 'feed'],
    ['accountCreation', true],
    ['studentNumberMinLength', -1],
    ['studentNumberMinLength', 21],
    ['studentNumberMinLength', 2.5],
    ['studentNumberMinLength', '8'],
    ['supportEmail', 'nobody'],
    ['supportEmail', ''],
    ['supportEmail', `${'a'.repeat(250)}@x.org`],
    ['mediaSources', 'camera'],
    ['mediaSources', ['camera', 'drone']],
    ['mediaSources', [1]],
  ] as const)('%s refuses %j and says what it wants', (name, value) => {
    const checked = checkRuleValue(ruleSpec(name), value)
    expect('wants' in checked && checked.wants.length > 5).toBe(true)
  })

  it.each([
    ['secondLanguages', true, true],
    ['accountCreation', 'roster', 'roster'],
    ['studentNumberMinLength', 0, 0],
    ['studentNumberMinLength', 20, 20],
    ['supportEmail', ' help@school.org ', 'help@school.org'],
    ['mediaSources', [], []],
    ['mediaSources', ['microphone', 'camera', 'camera'], ['camera', 'microphone']],
  ] as const)('%s takes %j', (name, value, kept) => {
    expect(checkRuleValue(ruleSpec(name), value)).toEqual({ value: kept })
  })

  it('is always its own standard, but for an address, which is none until it is set', () => {
    const strange = RULE_NAMES.filter((name) => !('value' in checkRuleValue(ruleSpec(name), standardOf(name, facts))))
    expect(strange.filter((name) => RULES[name].kind.type !== 'email')).toEqual([])
  })
})
