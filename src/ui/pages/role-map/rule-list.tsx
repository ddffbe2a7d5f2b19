/** The district's rules in their order: each changed, moved or removed on the page, and new ones added. */
import { Button } from '@mantine/core'
import type { RoleMap, RoleRule } from '../../../http/contract/role-map.ts'
import { t } from '../../translate.ts'
import { RuleForm } from './rule-form.tsx'
import { RuleWords } from './rule-words.tsx'

interface RuleListProps {
  readonly map: RoleMap
  readonly rules: readonly RoleRule[]
  /** Which rule is being written, by place; as many as there are rules: a new one; null: none. */
  readonly writing: { readonly open: number | null; readonly setOpen: (place: number | null) => void }
  readonly change: (rules: readonly RoleRule[]) => void
}

export function RuleList({ map, rules, writing: { open, setOpen }, change }: RuleListProps) {
  const put = (index: number, rule: RoleRule) => {
    setOpen(null)
    change(rules.toSpliced(index, 1, rule))
  }
  const form = (index: number) => (
    <RuleForm
      title={t('role-map.nth', { index: index + 1 })}
      rule={rules[index] ?? null}
      map={map}
      put={(rule) => put(index, rule)}
      cancel={() => setOpen(null)}
    />
  )
  return (
    <>
      {rules.length === 0 && open === null ? <p className="quiet-line">{t('role-map.none')}</p> : null}
      <ol className="plain-list lines">
        {keyed(rules).map(({ rule, key }, index) => (
          <li key={key}>
            {open === index ? (
              form(index)
            ) : (
              <>
                <RuleWords rule={rule} schools={map.schools} />
                {map.mayEdit && open === null ? (
                  <RuleButtons map={map} place={{ index, rule, rules }} open={() => setOpen(index)} change={change} />
                ) : null}
              </>
            )}
          </li>
        ))}
      </ol>
      {open === rules.length ? form(rules.length) : null}
      {map.mayEdit && open === null ? (
        <div className="row">
          <Button variant="default" onClick={() => setOpen(rules.length)}>
            {t('role-map.add')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** Two rules may say the same: then it counts which of them it is. */
function keyed(rules: readonly RoleRule[]): readonly { readonly rule: RoleRule; readonly key: string }[] {
  const seen = new Map<string, number>()
  return rules.map((rule) => {
    const says = JSON.stringify(rule)
    const nth = (seen.get(says) ?? 0) + 1
    seen.set(says, nth)
    return { rule, key: `${says} ${nth}` }
  })
}

interface RuleButtonsProps {
  readonly map: RoleMap
  readonly place: { readonly index: number; readonly rule: RoleRule; readonly rules: readonly RoleRule[] }
  readonly open: () => void
  readonly change: (rules: readonly RoleRule[]) => void
}

function RuleButtons({ map, place: { index, rule, rules }, open, change }: RuleButtonsProps) {
  const nth = { index: index + 1 }
  const move = (by: number) => change(rules.toSpliced(index, 1).toSpliced(index + by, 0, rule))
  const isLocked = !map.mayRaise && makesAdministrators(rule, map)
  return (
    <div className="row">
      {isLocked ? (
        <span className="dim">{t('role-map.locked')}</span>
      ) : (
        <Button variant="default" size="xs" aria-label={t('role-map.change.this', nth)} onClick={open}>
          {t('role-map.change')}
        </Button>
      )}
      <Button
        variant="default"
        size="xs"
        aria-label={t('role-map.up.this', nth)}
        disabled={index === 0}
        onClick={() => move(-1)}
      >
        {t('role-map.up')}
      </Button>
      <Button
        variant="default"
        size="xs"
        aria-label={t('role-map.down.this', nth)}
        disabled={index === rules.length - 1}
        onClick={() => move(1)}
      >
        {t('role-map.down')}
      </Button>
      <Button
        variant="default"
        size="xs"
        aria-label={t('role-map.remove.this', nth)}
        onClick={() => change(rules.toSpliced(index, 1))}
      >
        {t('role-map.remove')}
      </Button>
    </div>
  )
}

function makesAdministrators({ grant }: RoleRule, { roles }: RoleMap): boolean {
  return grant.some((given) => roles.some(({ role, administrator }) => administrator && role === given.role))
}
