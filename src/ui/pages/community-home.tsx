/** Community home: the communities I belong to, who is in them, and the classes I lead. */
import '../styles/community.css'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Card } from '../parts/card.tsx'
import { peopleIcon, plusIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Note, Quietly, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { CommunityCard } from './community/community-card.tsx'
import { CreateCommunity } from './community/create-community.tsx'
import { LedClassList } from './community/led-classes.tsx'
import { LeadOffers } from './community/lead-offers.tsx'
import { Offers, PasteLink } from './community/offers.tsx'
import { communitiesQuery, ledClassesQuery } from './community/queries.ts'
import { StayingOutCard } from './community/staying-out.tsx'
import { VisibilityLink } from '../parts/visibility-link.tsx'

export function CommunityHome() {
  const { me } = useReader()
  const creates = me.may.includes('create:community')
  const teaches = me.roles.some(({ role }) => role === 'teacher' || role === 'class_lead')
  const [creating, setCreating] = useState(false)
  const [created, setCreated] = useState<string | null>(null)
  const begin = creates ? (
    <Button
      leftSection={plusIcon}
      onClick={() => {
        setCreating(true)
        setCreated(null)
      }}
    >
      {t('communities.create')}
    </Button>
  ) : undefined
  return (
    <>
      <PageHead title={t('communities.title')} says={t('communities.says')} actions={creating ? undefined : begin} />
      {creating ? (
        <Card title={t('communities.create')} says={t('communities.create.says')}>
          <CreateCommunity
            cancel={() => setCreating(false)}
            created={(name) => {
              setCreating(false)
              setCreated(name)
            }}
          />
        </Card>
      ) : null}
      <Quietly>{created === null ? null : <Created name={created} />}</Quietly>
      <Offers />
      <LeadOffers />
      {teaches ? <StayingOutCard /> : null}
      <div className={teaches ? 'communities' : 'stack'}>
        <Communities none={whereNone(creates, teaches)} />
        {teaches ? (
          <Card title={t('classes.title')} says={t('classes.says')}>
            <LedClassList />
          </Card>
        ) : null}
      </div>
      <DistrictLinks />
      <PasteLink />
      <VisibilityLink />
    </>
  )
}

function Created({ name }: { readonly name: string }) {
  return (
    <Note mood="good" title={t('communities.created', { name })}>
      <p>{t('communities.created.says')}</p>
    </Note>
  )
}

/** What somebody without a community can do about it: whoever teaches no class can't be added by way of one. */
function whereNone(creates: boolean, teaches: boolean) {
  if (!creates) return 'communities.none.wait'
  return teaches ? 'communities.none.create' : 'communities.none.alone'
}

/** For administrators. */
function DistrictLinks() {
  const { me } = useReader()
  return (
    <>
      {me.may.includes('list:community') ? (
        <p>
          <a href={paths.allCommunities()}>{t('all-communities.open')}</a>
        </p>
      ) : null}
      {me.may.includes('manage:community_rule') ? (
        <p>
          <a href={paths.communityRules()}>{t('community-rules.open')}</a>
        </p>
      ) : null}
      {me.may.includes('manage:question_set') ? (
        <p>
          <a href={paths.questionSets()}>{t('question-sets.title')}</a>
        </p>
      ) : null}
    </>
  )
}

interface CommunitiesProps {
  readonly none: ReturnType<typeof whereNone>
}

function Communities({ none }: CommunitiesProps) {
  const { send } = useReader()
  const found = useQuery(communitiesQuery(send))
  const led = useQuery(ledClassesQuery(send))
  if (found.isPending) {
    return (
      <div className="card card-body">
        <Waiting lines={6} />
      </div>
    )
  }
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  if (found.data.communities.length === 0) {
    return (
      <div className="card">
        <Empty icon={peopleIcon} title={t('communities.none')} level={2}>
          {t(none)}
        </Empty>
      </div>
    )
  }
  const { communities } = found.data
  return (
    <div className="stack">
      {communities.map((community) => (
        <CommunityCard key={community.id} community={community} led={led.data?.classes ?? []} />
      ))}
      {communities.filter(({ myRole }) => myRole !== null).length < 2 ? null : (
        <p>
          <a href={paths.sideBySide()}>{t('report.side-by-side.open')}</a>
        </p>
      )}
    </div>
  )
}
