/** The roster as files, to be taken along. */
import { Button, Checkbox } from '@mantine/core'
import '../../styles/checkbox.css'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { saveFile } from '../../csv.ts'
import { Card } from '../../parts/card.tsx'
import { downloadIcon } from '../../parts/icons.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { todayIn } from '../../formats.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'

export function RosterExport() {
  const { send, me } = useReader()
  const [all, setAll] = useState(false)
  const taking = useMutation({
    mutationFn: () => send('GET /api/v1/roster-export', { query: all ? { all } : {}, patient: true }),
    onSuccess: (file) => saveFile(`roster-${me.district.id}-${todayIn(me.district.timezone, new Date())}.zip`, file),
  })
  return (
    <Card
      title={t('roster-export.title')}
      says={t('roster-export.says')}
      actions={
        <Button variant="default" leftSection={downloadIcon} loading={taking.isPending} onClick={() => taking.mutate()}>
          {t('roster-export.take')}
        </Button>
      }
    >
      <div className="stack">
        {taking.error === null ? null : <FailureNote failure={taking.error} />}
        <Checkbox
          label={t('roster-export.all')}
          checked={all}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
      </div>
    </Card>
  )
}
