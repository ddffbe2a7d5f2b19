/** Settings of the district's coaching, by tabs: the lists of cycles, and the rules for coaches. */
import '../styles/coaching-settings.css'
import '../styles/roster.css'
import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Card } from '../parts/card.tsx'
import { FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { VisibilityLink } from '../parts/visibility-link.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { ListCard } from './coaching-settings/list-card.tsx'
import { coachingSettingsQuery } from './coaching-settings/queries.ts'
import { rulesQuery } from './rules/queries.ts'
import { RuleLine } from './rules/rule-line.tsx'

export function CoachingSettingsPage() {
  return (
    <>
      <PageHead title={t('coaching-settings.title')} says={t('coaching-settings.says')} />
      <p className="quiet-line">
        <a href={paths.coachingWords()}>{t('words.link')}</a>
      </p>
      <VisibilityLink />
      <Tabs defaultValue="cycles" keepMounted={false}>
        <Tabs.List aria-label={t('coaching-settings.tabs')}>
          <Tabs.Tab value="cycles">{t('coaching-settings.tab.cycles')}</Tabs.Tab>
          <Tabs.Tab value="rules">{t('coaching-settings.tab.rules')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="cycles" pt="md">
          <Lists />
        </Tabs.Panel>
        <Tabs.Panel value="rules" pt="md">
          <CoachingRules />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

const LISTS = ['phases', 'focuses', 'scales'] as const

function Lists() {
  const { send } = useReader()
  const [saved, setSaved] = useState<string | null>(null)
  const found = useQuery(coachingSettingsQuery(send))
  if (found.isPending) return <Waiting lines={8} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  return (
    <div className="stack">
      {LISTS.map((list) => (
        // What was saved, by whomever, is what the form begins with.
        <ListCard
          key={`${list} ${found.data[list].version}`}
          list={list}
          kept={found.data[list]}
          isSaved={saved === list}
          saved={() => setSaved(list)}
        />
      ))}
    </div>
  )
}

function CoachingRules() {
  const { send } = useReader()
  const found = useQuery(rulesQuery(send, null))
  if (found.isPending) return <Waiting lines={8} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const rules = found.data.rules.filter(({ group }) => group === 'coaching')
  return (
    <Card title={t('rules.group.coaching')} says={t('rules.group.coaching.says')}>
      <ul className="plain-list fields">
        {rules.map((rule) => (
          <li key={rule.name}>
            <RuleLine rule={rule} schoolId={null} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
