/** What a rule says, in words. */
import type { RoleMap, RoleRule } from '../../../http/contract/role-map.ts'
import { t, word } from '../../translate.ts'
import { LISTS } from './draft.ts'

interface RuleWordsProps {
  readonly rule: RoleRule
  readonly schools: RoleMap['schools']
}

export function RuleWords({ rule, schools }: RuleWordsProps) {
  const nameOf = (id: string) =>
    schools.find(({ sourcedId }) => sourcedId.toLowerCase() === id.toLowerCase())?.name ?? id
  const conditions = [
    ...LISTS.map((list) => [t(`role-map.when.${list}`), rule.when[list] ?? []] as const),
    [t('role-map.when.school'), (rule.when.school ?? []).map(nameOf)] as const,
    ...Object.entries(rule.when.metadata ?? {}),
  ].filter(([, words]) => words.length > 0)
  return (
    <div className="role-rule">
      <dl>
        {conditions.map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{words.join(', ')}</dd>
          </div>
        ))}
        <div>
          <dt>{t('role-map.gives')}</dt>
          <dd className="line-main">{grantWords(rule)}</dd>
        </div>
      </dl>
      {rule.stop === true ? <p className="dim">{t('role-map.stop')}</p> : null}
      {rule.comment === undefined ? null : <p className="dim">{rule.comment}</p>}
    </div>
  )
}

function grantWords({ grant }: RoleRule): string {
  if (grant.length === 0) return t('role-map.nothing')
  return grant.map(({ role, scope }) => t(`role-map.at.${scope}`, { role: word('role', role) })).join('; ')
}
