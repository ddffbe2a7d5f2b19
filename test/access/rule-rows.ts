/**
 * Rows of effect `rule`: they grant nothing, so no line of the policy can hold them. For each the test that shows it, or
 * in words why there is none; null: not built yet.
 */
export const RULE_ROWS: Readonly<Record<string, { readonly test: string } | { readonly says: string } | null>> = {
  'P000-28': { test: 'test/store/educator-capacity.test.ts' },
  'P001-05': { test: 'test/access/authorise.test.ts' },
  'P001-31': { test: 'test/http/staff.test.ts' },
  'P003-17': { test: 'test/http/communities.test.ts' },
  'P003-18': { test: 'test/http/communities.test.ts' },
  'P003-24': { says: 'It describes the role and grants nothing; what it grants is in the rows that follow it.' },
  'P003-25': { test: 'test/http/communities.test.ts' },
  'P003-28': { test: 'test/http/communities.test.ts' },
}
