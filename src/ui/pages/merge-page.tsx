/** Two records of one educator made one: who the other is, what comes of it, the decision; and how to take one back. */
import '../styles/matches.css'
import '../styles/sync.css'
import { useState } from 'react'
import { useAddressQuery } from '../parts/address-query.ts'
import { Card } from '../parts/card.tsx'
import { Note, Quietly } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { t } from '../translate.ts'
import { ChooseDouble } from './merges/choose-double.tsx'
import { MergeList } from './merges/merge-list.tsx'
import { MergePreviewCard } from './merges/merge-preview.tsx'

export function MergePage() {
  const [{ stays = '', goes = '' }, change] = useAddressQuery()
  const [done, setDone] = useState<string | null>(null)
  return (
    <>
      <PageHead
        title={t('merge.title')}
        says={t('merge.says')}
        actions={<a href={paths.educators()}>{t('merge.back')}</a>}
      />
      <Quietly>{done === null ? null : <Note mood="good">{done}</Note>}</Quietly>
      {stays === '' ? (
        <Card title={t('merge.choose')}>
          <p>{t('merge.first')}</p>
        </Card>
      ) : null}
      {stays !== '' && goes === '' ? <ChooseDouble stays={stays} choose={(id) => change({ goes: id })} /> : null}
      {stays !== '' && goes !== '' ? (
        <MergePreviewCard
          pair={{ stays, goes }}
          change={change}
          done={(words) => {
            setDone(words)
            change({ stays: '', goes: '' })
          }}
        />
      ) : null}
      <MergeList done={setDone} />
    </>
  )
}
