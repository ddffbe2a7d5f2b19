/** Who leads a class, for administrators of the district, who alone remove the last one. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Note, Quietly, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { LeadLines } from './class-choices.tsx'
import { classLeadsQuery } from './queries.ts'

export function ClassLeadsCard({ classId }: { readonly classId: string }) {
  const { send } = useReader()
  const found = useQuery(classLeadsQuery(send, classId))
  const [said, setSaid] = useState<string | null>(null)
  return (
    <Card title={t('class-leads')} says={t('class-leads.says')}>
      <div className="stack">
        <Quietly>{said === null ? null : <Note mood="good">{said}</Note>}</Quietly>
        {found.isPending ? <Waiting lines={3} /> : null}
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        {found.data === undefined ? null : <LeadLines classId={classId} found={found.data} say={setSaid} />}
      </div>
    </Card>
  )
}
