/** Whether an educator is active, and switching them off and on again, for whoever may. */
import { useQuery } from '@tanstack/react-query'
import { Card } from '../../parts/card.tsx'
import { Pill } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { Acts } from '../staff/account-card.tsx'
import { staffPersonQuery } from '../staff/queries.ts'
import { moodOf } from '../staff/staff-words.ts'

/** Nothing for whoever may not. */
export function EducatorAccount({ id }: { readonly id: string }) {
  const { me, send } = useReader()
  const mayAct = me.may.includes('activate_deactivate:educator_account')
  const { data: person } = useQuery({ ...staffPersonQuery(send, id), enabled: mayAct, retry: false })
  if (person === undefined || !person.may.activate) return null
  return (
    <Card title={t('time-line.account')} says={t('time-line.account.says')}>
      <div className="stack">
        <p className="row">
          <Pill mood={moodOf(person.state)}>{t(`staff-state.${person.state}`)}</Pill>
          <a href={paths.staffPerson(id)}>{t('time-line.account.open')}</a>
        </p>
        <Acts person={person} only={ACTS} />
      </div>
    </Card>
  )
}

const ACTS = ['deactivation', 'activation'] as const
