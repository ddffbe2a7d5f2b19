/** Whom people may write to, by what a district and its schools have set. */

import { describe, expect, it } from 'vitest'
import { contactsOf } from '../../src/roster/contacts.ts'

const set = (rule: string, schoolId: string, value: unknown, locked = false) => ({ rule, schoolId, value, locked })

describe('contacts', () => {
  it('are nobody where nothing is set, or nothing that could be an address', () => {
    expect(contactsOf([])).toEqual({ support: [], billing: null })
    const wrong = [set('supportEmail', '0', 17), set('billingEmail', '0', 'no address')]
    expect(contactsOf(wrong)).toEqual({ support: [], billing: null })
  })

  it('of support are one’s schools’ own, each once, and else the district’s', () => {
    const district = set('supportEmail', '0', 'help@d.example')
    expect(contactsOf([district]).support).toEqual(['help@d.example'])
    const schools = [set('supportEmail', '7', 'b@s.example'), set('supportEmail', '8', 'a@s.example')]
    expect(contactsOf([district, ...schools, set('supportEmail', '9', 'a@s.example')]).support).toEqual([
      'a@s.example',
      'b@s.example',
    ])
    expect(contactsOf([district, set('supportEmail', '7', 'b@s.example')]).support).toEqual(['b@s.example'])
    expect(contactsOf(schools).support).toEqual(['a@s.example', 'b@s.example'])
  })

  it('of support are the district’s where it forbids its schools to differ', () => {
    const school = set('supportEmail', '7', 'a@s.example')
    expect(contactsOf([set('supportEmail', '0', 'help@d.example', true), school]).support).toEqual(['help@d.example'])
    expect(contactsOf([set('supportEmail', '0', null, true), school]).support).toEqual([])
  })

  it('of billing are the district’s alone', () => {
    const settings = [set('billingEmail', '0', 'pay@d.example'), set('billingEmail', '7', 'other@s.example')]
    expect(contactsOf(settings)).toEqual({ support: [], billing: 'pay@d.example' })
  })
})
