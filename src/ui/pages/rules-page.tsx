/** The rules of the district and of each school: what counts, whose value it is, setting it, and what was changed. */
import '../styles/roster.css'
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Rule, RuleSchools } from '../../http/contract/rules.ts'
import { Card } from '../parts/card.tsx'
import { searchIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { rulesQuery, ruleSchoolsQuery } from './rules/queries.ts'
import { RuleHistory } from './rules/rule-history.tsx'
import { RuleLine } from './rules/rule-line.tsx'

export function RulesPage() {
  const { send } = useReader()
  const schools = useQuery(ruleSchoolsQuery(send))
  return (
    <>
      <PageHead title={t('rules.title')} says={t('rules.says')} />
      {schools.isPending ? <Waiting lines={8} /> : null}
      {schools.isLoadingError ? <FailureNote failure={schools.error} retry={() => void schools.refetch()} /> : null}
      {schools.data === undefined ? null : <ChosenRules schools={schools.data.schools} />}
      <p className="quiet-line">{t('rules.handed-on.says')}</p>
      <RuleHistory />
    </>
  )
}

const DISTRICT = ''

function ChosenRules({ schools }: { readonly schools: RuleSchools['schools'] }) {
  const { me } = useReader()
  // Whoever decides for the district sees its rules; the others those of their schools.
  const ofDistrict = me.may.includes('lock:district_rule')
  const [chosen, setChosen] = useState(ofDistrict ? DISTRICT : (schools[0]?.id ?? null))
  if (chosen === null) {
    return (
      <Empty icon={searchIcon} title={t('rules.none')} level={2}>
        {t('rules.none.says')}
      </Empty>
    )
  }
  const choices = schools.map(({ id, name, own }) => ({
    value: id,
    label: own === 0 ? name : t('rules.whose.own', { name, count: own }),
  }))
  if (ofDistrict) choices.unshift({ value: DISTRICT, label: t('rules.whose.district') })
  return (
    <>
      <NativeSelect
        label={t('rules.whose')}
        data={choices}
        value={chosen}
        onChange={(change) => setChosen(change.currentTarget.value)}
      />
      <RulesOf key={chosen} schoolId={chosen === DISTRICT ? null : chosen} />
    </>
  )
}

const GROUPS = ['accounts', 'school', 'students', 'coaching'] as const

function RulesOf({ schoolId }: { readonly schoolId: string | null }) {
  const { send } = useReader()
  const found = useQuery(rulesQuery(send, schoolId))
  if (found.isPending) return <Waiting lines={8} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  return GROUPS.map((group) => {
    const rules = found.data.rules.filter((rule) => rule.group === group)
    return rules.length === 0 ? null : <Group key={group} group={group} rules={rules} schoolId={schoolId} />
  })
}

interface GroupProps {
  readonly group: (typeof GROUPS)[number]
  readonly rules: readonly Rule[]
  readonly schoolId: string | null
}

function Group({ group, rules, schoolId }: GroupProps) {
  return (
    <Card title={t(`rules.group.${group}`)} says={t(`rules.group.${group}.says`)}>
      <ul className="plain-list fields">
        {rules.map((rule) => (
          <li key={rule.name}>
            <RuleLine rule={rule} schoolId={schoolId} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
