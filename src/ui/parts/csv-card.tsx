/** A card that offers a CSV file of the server's, and says so where it can't be had. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { saveCsv } from '../csv.ts'
import { Card } from './card.tsx'
import { downloadIcon } from './icons.tsx'
import { FailureNote } from './notes.tsx'

interface CsvCardProps {
  readonly title: string
  readonly says: string
  /** The words of the button. */
  readonly label: string
  /** The name that the file is saved under. */
  readonly file: string
  /** Answers the file's text. */
  readonly get: () => Promise<string>
  readonly children?: ReactNode
}

export function CsvCard({ title, says, label, file, get, children }: CsvCardProps) {
  const getting = useMutation({ mutationFn: get, onSuccess: (csv) => saveCsv(file, csv) })
  return (
    <Card
      title={title}
      says={says}
      actions={
        <Button
          variant="default"
          leftSection={downloadIcon}
          loading={getting.isPending}
          onClick={() => getting.mutate()}
        >
          {label}
        </Button>
      }
    >
      <div className="stack">
        {getting.error === null ? null : <FailureNote failure={getting.error} />}
        {children}
      </div>
    </Card>
  )
}
