/** The rules that open or close permissions: what counts, who set it when, and the way to where it is changed. */
import type { PermissionRule, Permissions } from '../../../http/contract/permissions.ts'
import { formatInstant } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { Pill } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { ruleLabel, valueWords } from '../rules/rule-words.ts'

export function DistrictRules({ rules, customerReading }: Pick<Permissions, 'rules' | 'customerReading'>) {
  const { me } = useReader()
  return (
    <Card title={t('permissions.changed')} says={t('permissions.changed.says')}>
      <div className="stack">
        <DataTable
          label={t('permissions.changed')}
          rows={rules}
          columns={columnsOf(me.district.timezone)}
          rowKey={({ name }) => name}
          sortedBy={{ column: 'changed', descending: true }}
          exportName="permission-rules.csv"
          empty={null}
        />
        {customerReading === null ? null : <p className="dim">{t(`permissions.reading.${customerReading}`)}</p>}
      </div>
    </Card>
  )
}

function columnsOf(zone: string): readonly Column<PermissionRule>[] {
  return [
    {
      key: 'rule',
      label: t('permissions.rule'),
      value: ({ name }) => ruleLabel(name),
      cell: (rule) => <AboutRule rule={rule} />,
    },
    {
      key: 'value',
      label: t('permissions.value'),
      value: ({ value }) => valueWords(value),
      cell: ({ value }) => <div className="whole-words">{valueWords(value)}</div>,
    },
    {
      key: 'changed',
      label: t('permissions.standard'),
      value: ({ changed }) => (changed ? t('permissions.is-changed') : t('permissions.as-standard')),
      exported: ({ standard }) => valueWords(standard),
      cell: (rule) => <BesideStandard rule={rule} />,
    },
    { key: 'by', label: t('permissions.since'), value: (rule) => whoSet(rule, zone) },
    {
      key: 'change',
      label: t('permissions.change'),
      value: () => null,
      exported: () => null,
      cell: ({ name, mayChange }) => (
        <a
          href={paths.rules()}
          aria-label={t(mayChange ? 'permissions.change-this' : 'permissions.see-this', { rule: ruleLabel(name) })}
        >
          {t(mayChange ? 'permissions.change' : 'permissions.see-rule')}
        </a>
      ),
    },
  ]
}

function AboutRule({ rule }: { readonly rule: PermissionRule }) {
  return (
    <div>
      {ruleLabel(rule.name)} <span className="dim">{rule.says}</span>
      {rule.effect === 'here' ? null : <span className="dim"> {t('permissions.handed-on')}.</span>}
    </div>
  )
}

function BesideStandard({ rule: { changed, standard } }: { readonly rule: PermissionRule }) {
  if (!changed) return t('permissions.as-standard')
  return (
    <div>
      <Pill mood="warn">{t('permissions.is-changed')}</Pill>{' '}
      <span className="dim">{t('rules.standard-is', { value: valueWords(standard) })}</span>
    </div>
  )
}

/** `Pat Nguyen, Nov 20, 2026, 9:04 AM CST`. */
export function whoSet({ by, at }: PermissionRule, zone: string): string {
  if (at === null) return t('permissions.by-standard')
  const when = formatInstant(at, zone)
  return by === null ? t('permissions.by-nobody', { at: when }) : t('permissions.by', { name: by, at: when })
}
