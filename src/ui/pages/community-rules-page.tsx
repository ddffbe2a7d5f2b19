/** Communities made of the roster by a rule: the rules there are, what each comes to, and a new one with its preview. */
import '../styles/community.css'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CommunityRule } from '../../http/contract/community-rules.ts'
import { formatInstant } from '../formats.ts'
import { nameOf } from '../names.ts'
import { useAskedAgain } from '../parts/asked-again.tsx'
import { Card } from '../parts/card.tsx'
import { peopleIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Note, Pill, Quietly, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { COMMUNITY_RULES, ruleQuery, rulesQuery } from './community-rules/queries.ts'
import { RuleClasses } from './community-rules/rule-classes.tsx'
import { RuleForm } from './community-rules/rule-form.tsx'

export function CommunityRulesPage() {
  const { me, send } = useReader()
  const found = useQuery(rulesQuery(send))
  const [said, setSaid] = useState<string | null>(null)
  const everySchool = me.roles.some(({ role }) => role === 'district_admin')
  return (
    <>
      <PageHead
        title={t('community-rules.title')}
        says={t('community-rules.says')}
        actions={<a href={paths.communities()}>{t('communities.all')}</a>}
      />
      <Quietly>{said === null ? null : <Note mood="good" title={said} />}</Quietly>
      {found.isPending ? <Waiting lines={6} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <>
          <Rules rules={found.data.rules} say={setSaid} />
          <RuleForm
            choices={found.data.choices}
            everySchool={everySchool}
            made={() => setSaid(t('community-rules.made'))}
          />
        </>
      )}
    </>
  )
}

interface RulesProps {
  readonly rules: readonly CommunityRule[]
  readonly say: (words: string) => void
}

function Rules({ rules, say }: RulesProps) {
  return (
    <Card title={t('community-rules.rules')}>
      {rules.length === 0 ? (
        <Empty icon={peopleIcon} title={t('community-rules.none')}>
          {t('community-rules.none.says')}
        </Empty>
      ) : (
        <ul className="plain-list member-rows">
          {rules.map((rule) => (
            <li key={rule.id}>
              <Rule rule={rule} say={say} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Rule({ rule, say }: { readonly rule: CommunityRule; readonly say: (words: string) => void }) {
  const [open, setOpen] = useState(false)
  const { ask, question, failure } = useAskedAgain(COMMUNITY_RULES, say)
  const words = wordsOf(rule)
  const { id: ruleId, endedAt } = rule
  const end = () =>
    ask({
      label: t('community-rules.end-of', { rule: words }),
      sure: t('community-rules.end.sure'),
      says: t('community-rules.end.done'),
      act: (send) => send('DELETE /api/v1/community-rules/{ruleId}', { params: { ruleId } }),
    })
  return (
    <div className="stack">
      <div className="member-line">
        <span className="member-name">
          {words}
          <Doing rule={rule} />
        </span>
        {endedAt === null ? (
          <>
            <Button
              size="xs"
              variant="default"
              aria-expanded={open}
              aria-label={t(open ? 'community-rules.hide-of' : 'community-rules.show-of', { rule: words })}
              onClick={() => setOpen(!open)}
            >
              {t(open ? 'community-rules.hide' : 'community-rules.show')}
            </Button>
            <Button size="xs" variant="default" aria-label={t('community-rules.end-of', { rule: words })} onClick={end}>
              {t('community-rules.end')}
            </Button>
          </>
        ) : (
          <Pill mood="calm">{t('community-rules.ended')}</Pill>
        )}
      </div>
      {question}
      {failure}
      {open && endedAt === null ? <Classes ruleId={ruleId} /> : null}
    </div>
  )
}

function Doing({ rule: { communities, classes, ledBy, madeAt, endedAt } }: { readonly rule: CommunityRule }) {
  const { me } = useReader()
  return (
    <span className="dim">
      {t('community-rules.counts', {
        communities: t('community-rules.communities', { count: communities }),
        classes: t('community-rules.classes', { count: classes }),
        name: nameOf(ledBy),
        day: formatInstant(madeAt, me.district.timezone),
      })}
      {endedAt === null ? null : ` ${t('community-rules.ended.says')}`}
    </span>
  )
}

function Classes({ ruleId }: { readonly ruleId: string }) {
  const { send } = useReader()
  const found = useQuery(ruleQuery(send, ruleId))
  if (found.isPending) return <Waiting lines={4} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  return <RuleClasses groups={found.data.groups} />
}

/** `Same course, same grade · North School · grade 07`. */
function wordsOf({ sameCourse, sameGrade, sameSchool, schoolIds, schools, grades, courses }: CommunityRule): string {
  const same = [
    ...(sameCourse ? [t('community-rules.word.course')] : []),
    ...(sameGrade ? [t('community-rules.word.grade')] : []),
    ...(sameSchool ? [t('community-rules.word.school')] : []),
  ].join(', ')
  const parts = [
    same.charAt(0).toUpperCase() + same.slice(1),
    schoolIds === null ? t('community-rules.school.all') : schools.map(({ name }) => name).join(', '),
    ...(grades === null ? [] : [t('community-rules.word.grades', { grades: grades.join(', ') })]),
    ...(courses === null ? [] : [t('community-rules.word.courses', { count: courses.length })]),
  ]
  return parts.join(' · ')
}
