/** For a community's leads: its name, and archiving it. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Community } from '../../../http/contract/community.ts'
import { ApiFailure } from '../../api-failure.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader, useSight } from '../../session/context.tsx'
import { t } from '../../translate.ts'

interface CommunitySettingsProps {
  readonly community: Community
  readonly say: (words: string) => void
}

export function CommunitySettings({ community, say }: CommunitySettingsProps) {
  const { ask, question, failure } = useAskedAgain('communities', say)
  const { archived } = community
  const change = () =>
    ask({
      label: t(archived ? 'community.restore' : 'community.archive'),
      sure: t(archived ? 'community.restore.sure' : 'community.archive.sure'),
      says: t(archived ? 'community.restore.done' : 'community.archive.done'),
      act: (send) =>
        send('PUT /api/v1/communities/{communityId}/archived', {
          params: { communityId: community.id },
          body: { archived: !archived },
        }),
    })
  return (
    <Card title={t('community.settings')}>
      <div className="stack">
        {archived ? null : <NameForm community={community} say={say} />}
        {question ?? (
          <div className="row">
            <Button variant="default" onClick={change}>
              {t(archived ? 'community.restore' : 'community.archive')}
            </Button>
          </div>
        )}
        {failure}
      </div>
    </Card>
  )
}

function NameForm({ community, say }: CommunitySettingsProps) {
  const { send } = useReader()
  const seen = useSight('PUT /api/v1/communities/{communityId}/name', { communityId: community.id })
  const queries = useQueryClient()
  const { bind, hasProblems, show, valueOf } = useTextFields(['name'], { name: community.name })
  const naming = useMutation({
    mutationFn: (name: string) =>
      send('PUT /api/v1/communities/{communityId}/name', {
        params: { communityId: community.id },
        body: { name },
        seen: seen(),
      }),
    onSuccess: () => {
      say(t('community.renamed'))
      void queries.invalidateQueries({ queryKey: ['communities'] })
    },
    onError: (failed) => show(failed instanceof ApiFailure ? failed.fields : {}),
  })
  const submit = () => {
    const name = valueOf('name').trim()
    const complete = show(name === '' ? { name: t('communities.name.problem') } : {})
    if (complete && !naming.isPending) naming.mutate(name)
  }
  return (
    <Form className="add-class" submit={submit}>
      <TextInput label={t('communities.name')} maxLength={120} {...bind('name')} />
      <Button type="submit" variant="default" loading={naming.isPending}>
        {t('community.rename')}
      </Button>
      {naming.error === null || hasProblems ? null : <FailureNote failure={naming.error} />}
    </Form>
  )
}
