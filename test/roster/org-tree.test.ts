/** The organisation tree, circles included. */

import { describe, expect, it } from 'vitest'
import { type OrgNode, orgsInCircles, schoolAbove, scopeOf } from '../../src/roster/org-tree.ts'

const tree = (...nodes: [string, OrgNode['type'], string | null][]): Map<string, OrgNode> =>
  new Map(nodes.map(([sourcedId, type, parentSourcedId]) => [sourcedId, { sourcedId, type, parentSourcedId }]))

describe('scopes', () => {
  const orgs = tree(['d', 'district', null], ['s', 'school', 'd'], ['k', 'department', 's'], ['office', 'local', 'd'])
  it.each([
    ['d', { scopeType: 'district', scopeSourcedId: null }],
    ['s', { scopeType: 'school', scopeSourcedId: 's' }],
    ['k', { scopeType: 'school', scopeSourcedId: 's' }],
    ['office', null],
    ['unknown', null],
  ])('%s', (org, expected) => {
    expect(scopeOf(orgs, org)).toEqual(expected)
  })
})

describe('circles', () => {
  const orgs = tree(
    ['a', 'department', 'b'],
    ['b', 'department', 'a'],
    ['c', 'department', 'a'],
    ['self', 'local', 'self'],
    ['ok', 'school', 'c'],
  )
  it('are found, without those that only hang below one', () => {
    expect(orgsInCircles(orgs)).toEqual(['a', 'b', 'self'])
  })
  it('end a climb instead of turning for ever', () => {
    expect(schoolAbove(orgs, 'c')).toBeNull()
    expect(scopeOf(orgs, 'a')).toBeNull()
  })
})
