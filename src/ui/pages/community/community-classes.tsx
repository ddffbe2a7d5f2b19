/** The classes of a community by name; a way in for one that I lead, and out. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Community, CommunityClass } from '../../../http/contract/community.ts'
import { joinNames } from '../../names.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { AddClass } from './add-class.tsx'
import { ClassChoices } from './class-choices.tsx'
import { ledClassesQuery } from './queries.ts'

interface CommunityClassesProps {
  readonly community: Community
  readonly say: (words: string) => void
}

export function CommunityClasses({ community, say }: CommunityClassesProps) {
  const { send } = useReader()
  const led = useQuery(ledClassesQuery(send))
  const mine = new Set((led.data?.classes ?? []).map(({ id }) => id))
  return (
    <Card title={t('community.classes')} says={t('community.classes.says')}>
      <div className="stack">
        {community.classes.length === 0 ? (
          <p className="quiet-line">{t(mine.size > 0 ? 'communities.classes.none' : 'communities.classes.wait')}</p>
        ) : null}
        <ul className="plain-list member-rows">
          {community.classes.map((one) => (
            <li key={one.id}>
              <OneClass community={community} one={one} isMine={mine.has(one.id)} say={say} />
            </li>
          ))}
        </ul>
        {community.archived || mine.size === 0 ? null : (
          <AddClass community={community} led={led.data?.classes ?? []} />
        )}
      </div>
    </Card>
  )
}

interface OneClassProps extends CommunityClassesProps {
  readonly one: CommunityClass
  readonly isMine: boolean
}

function OneClass({ community, one, isMine, say }: OneClassProps) {
  const queries = useQueryClient()
  const { ask, question, failure } = useAskedAgain('communities', (words) => {
    say(words)
    void queries.invalidateQueries({ queryKey: ['led-classes'] })
  })
  const { title } = one
  const [open, setOpen] = useState(false)
  const leads = community.myRole === 'community_lead'
  const choosable = leads && !isMine && !community.archived
  const takeOut = () =>
    ask({
      label: t('community.class.out-this', { title }),
      sure: [
        t('community.class.out.sure', { title }),
        ...(community.byRule ? [t('community.class.out.rule')] : []),
      ].join(' '),
      says: t('community.class.gone', { title }),
      act: (send) =>
        send('DELETE /api/v1/communities/{communityId}/classes/{classId}', {
          params: { communityId: community.id, classId: one.id },
        }),
    })
  return (
    <div className="stack">
      <div className="member-line">
        <ClassName one={one} isMine={isMine} />
        {choosable ? (
          <Button
            size="xs"
            variant="default"
            aria-expanded={open}
            aria-label={t('community.acts', { name: title })}
            onClick={() => setOpen(!open)}
          >
            {t('community.what')}
          </Button>
        ) : null}
        {question === null && (isMine || leads) ? (
          <Button size="xs" variant="default" aria-label={t('community.class.out-this', { title })} onClick={takeOut}>
            {t('community.class.out')}
          </Button>
        ) : null}
      </div>
      {question}
      {failure}
      {choosable && open ? <ClassChoices communityId={community.id} classId={one.id} title={title} say={say} /> : null}
    </div>
  )
}

function ClassName({ one, isMine }: Pick<OneClassProps, 'one' | 'isMine'>) {
  const { id, title, school, leads, byRule } = one
  const parts = [
    school?.name,
    leads.length === 0 ? t('communities.class.no-lead') : joinNames(leads),
    ...(byRule ? [t('community.class.by-rule')] : []),
  ]
  return (
    <span className="member-name">
      {isMine ? <a href={paths.ledClass(id)}>{title}</a> : title}
      <span className="dim">{parts.filter((part) => part !== undefined).join(' · ')}</span>
    </span>
  )
}
