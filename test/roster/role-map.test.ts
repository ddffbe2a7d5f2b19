/** Role mapping: ordered rules, least by default. */

import { array, assert, constantFrom, pre, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import defaultMap from '../../config/role-map.json' with { type: 'json' }
import type { OrgNode } from '../../src/roster/org-tree.ts'
import { type RoleMap, compileRoleMap, mapRoles, readRoleMap } from '../../src/roster/role-map.ts'
import { FEED_ROLES, type PersonRecord } from '../../src/roster/model.ts'
import { feedRole, person } from '../support/literal-feed.ts'

const node = (sourcedId: string, type: OrgNode['type'], parentSourcedId: string | null): [string, OrgNode] => [
  sourcedId,
  { sourcedId, type, parentSourcedId },
]
const orgs = new Map([
  node('d', 'district', null),
  node('s1', 'school', 'd'),
  node('s2', 'school', 'd'),
  node('maths', 'department', 's1'),
  node('buses', 'department', 'd'),
  node('state', 'state', null),
])
const defaults = defaultMap as RoleMap
const today = '2026-11-22'

function granted(who: PersonRecord, own: RoleMap | null = null): string[] {
  const { grants } = mapRoles(compileRoleMap(defaults, own), who, orgs, today)
  return grants.map(({ role, scopeType, scopeSourcedId, rule }) =>
    [role, scopeType, scopeSourcedId ?? '-', rule].join(' '),
  )
}

const at = (role: (typeof FEED_ROLES)[number], org: string): PersonRecord =>
  person('x', { feedRoles: [feedRole(role, org)] })

describe('the default map', () => {
  it.each([
    ['student', 's1', ['student school s1 default:1']],
    ['teacher', 's1', ['teacher school s1 default:2']],
    ['parent', 's1', ['guardian school s1 default:3']],
    ['administrator', 's1', ['school_admin school s1 default:4']],
    ['siteAdministrator', 's2', ['school_admin school s2 default:4']],
    ['principal', 's1', ['principal school s1 default:5']],
    ['administrator', 'd', []],
    ['siteAdministrator', 'd', []],
    ['districtAdministrator', 'd', []],
    ['systemAdministrator', 'd', []],
    ['districtAdministrator', 's1', []],
    ['aide', 's1', []],
    ['proctor', 's1', []],
    ['counselor', 's1', []],
  ] as const)('%s at %s: %j', (role, org, expected) => {
    expect(granted(at(role, org))).toEqual(expected)
  })

  it('never gives a role above a school, whatever the feed says', () => {
    assert(
      property(constantFrom(...FEED_ROLES), constantFrom(...orgs.keys()), (role, org) => {
        for (const line of granted(at(role, org)))
          expect(line).not.toMatch(/^(customer_admin|district_admin|billing_only|it_admin|coach)/)
      }),
    )
  })

  it('gives nothing to a disabled person, nor for a role that has ended or not begun', () => {
    expect(granted(person('x', { enabled: false, feedRoles: [feedRole('teacher', 's1')] }))).toEqual([])
    const dated = (over: object): string[] => granted(person('x', { feedRoles: [feedRole('teacher', 's1', over)] }))
    expect(dated({ endDate: '2026-11-21' })).toEqual([])
    expect(dated({ endDate: '2026-11-22' })).toHaveLength(1)
    expect(dated({ beginDate: '2026-11-23' })).toEqual([])
    expect(dated({ beginDate: '2026-11-22' })).toHaveLength(1)
  })

  it('takes a department of a school for the school, and one of the district for nothing', () => {
    expect(granted(at('teacher', 'maths'))).toEqual(['teacher school s1 default:2'])
    expect(granted(at('teacher', 'buses'))).toEqual([])
    expect(mapRoles(compileRoleMap(defaults, null), at('teacher', 'buses'), orgs, today).scopeless).toBe(true)
    expect(granted(at('teacher', 'state'))).toEqual([])
  })

  it('says which orgs nobody knows', () => {
    const mapped = mapRoles(compileRoleMap(defaults, null), at('teacher', 'gone'), orgs, today)
    expect(mapped).toMatchObject({ grants: [], unknownOrgs: ['gone'] })
  })
})

const titled = (jobTitle: string): PersonRecord =>
  person('x', { feedRoles: [feedRole('teacher', 's1')], metadata: { jobTitle } })

const mailed = (email: string | null, map: RoleMap): string[] =>
  granted(person('x', { email, feedRoles: [feedRole('aide', 's1')] }), map)

describe("a district's rules", () => {
  const coachByTitle: RoleMap = {
    rules: [
      {
        when: { metadata: { jobTitle: ['Instructional Coach'] } },
        grant: [{ role: 'coach', scope: 'org' }],
        stop: true,
      },
      { when: { email: ['boss@d.org', '*@coach.d.org'] }, grant: [{ role: 'coach', scope: 'district' }] },
      { when: { role: ['administrator'], orgType: ['district'] }, grant: [{ role: 'district_admin', scope: 'org' }] },
    ],
  }
  it('come before the default, and stop ends the search', () => {
    expect(granted(titled('INSTRUCTIONAL coach'), coachByTitle)).toEqual(['coach school s1 district:1'])
    expect(granted(titled('Teacher'), coachByTitle)).toEqual(['teacher school s1 default:2'])
  })

  it('match e-mail patterns as a whole, without regard to case', () => {
    expect(mailed('Ann@Coach.D.org', coachByTitle)).toEqual(['coach district - district:2'])
    expect(mailed('boss@d.org', coachByTitle)).toEqual(['coach district - district:2'])
    for (const email of ['notboss@d.org', 'boss@d.org.evil.com', '@coach.d.org.x', null])
      expect(mailed(email, coachByTitle)).toEqual([])
  })

  it('add up over several roles of one person, each once', () => {
    const both = person('x', {
      feedRoles: [feedRole('teacher', 's1'), feedRole('teacher', 's2'), feedRole('teacher', 'maths')],
    })
    expect(granted(both)).toEqual(['teacher school s1 default:2', 'teacher school s2 default:2'])
  })

  it('can make a district administrator only by naming it', () => {
    expect(granted(at('administrator', 'd'), coachByTitle)).toEqual(['district_admin district - district:3'])
  })

  it('can name a school, its departments included, or a person', () => {
    const map: RoleMap = {
      rules: [
        { when: { school: ['S1'], role: ['aide'] }, grant: [{ role: 'coach', scope: 'org' }] },
        { when: { sourcedId: ['X'] }, grant: [{ role: 'it_admin', scope: 'district' }] },
      ],
      replaceDefault: true,
    }
    expect(granted(at('aide', 'maths'), map)).toEqual(['coach school s1 district:1', 'it_admin district - district:2'])
    expect(granted(person('y', { feedRoles: [feedRole('teacher', 's1')] }), map)).toEqual([])
  })
})

describe('reading a map', () => {
  it('refuses what it does not know, with the place of every fault', () => {
    const faulty = {
      rules: [
        { when: {}, grant: [{ role: 'teacher', scope: 'org' }] },
        { when: { role: ['teacher'], colour: ['red'] }, grant: [{ role: 'customer_admin', scope: 'org' }] },
        { when: { role: ['teacher'] }, grant: [{ role: 'teacher', scope: 'planet' }] },
      ],
    }
    const read = readRoleMap(faulty)
    const faults = 'faults' in read ? read.faults.join('\n') : ''
    expect(faults).toContain('rules/0/when')
    expect(faults).toContain('"colour" is not known here')
    expect(faults).toContain('rules/1/grant/0/role')
    expect('faults' in readRoleMap({ rules: [faulty.rules[2]] })).toBe(true)
  })

  it('accepts the default map', () => {
    expect(readRoleMap(defaultMap)).toEqual({ map: defaultMap })
  })
})

describe('e-mail patterns', () => {
  it('agree with the plain meaning of a star', () => {
    const word = string({ unit: constantFrom('a', 'b', '@', '.'), maxLength: 6 })
    assert(
      property(
        array(word, { minLength: 1, maxLength: 4 }),
        word.filter((text) => text !== ''),
        (parts, email) => {
          const pattern = parts.join('*')
          pre(pattern !== '')
          const source = parts.map((part) => part.replaceAll('.', '\\.')).join('.*')
          const map: RoleMap = {
            rules: [{ when: { email: [pattern] }, grant: [{ role: 'coach', scope: 'district' }] }],
            replaceDefault: true,
          }
          const who = person('x', { email, feedRoles: [feedRole('aide', 's1')] })
          expect(granted(who, map).length > 0).toBe(new RegExp(`^${source}$`, 's').test(email))
        },
      ),
    )
  })
})
