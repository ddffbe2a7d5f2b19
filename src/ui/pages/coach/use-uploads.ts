/** Files on their way to an interaction, one after the other; what fails stays and can be tried again. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useReader } from '../../session/context.tsx'
import type { Send } from '../../session/session.ts'
import { contentOf } from '../lists/file-content.ts'
import { INTERACTIONS } from './queries.ts'

export interface Upload {
  readonly key: string
  readonly interactionId: string
  readonly file: File
  readonly state: 'waiting' | 'under-way' | 'done' | 'failed'
  /** Why it failed. */
  readonly failure: unknown
}

export interface Uploads {
  readonly all: readonly Upload[]
  readonly start: (interactionId: string, files: readonly File[]) => void
  readonly again: (upload: Upload) => void
  readonly drop: (upload: Upload) => void
}

export function useUploads(): Uploads {
  const { send } = useReader()
  const queries = useQueryClient()
  const [all, setAll] = useState<readonly Upload[]>([])
  const put = (key: string, change: Partial<Upload>) =>
    setAll((now) => now.map((one) => (one.key === key ? { ...one, ...change } : one)))
  const run = async (upload: Upload) => {
    put(upload.key, { state: 'under-way', failure: null })
    try {
      await attach(send, upload)
      put(upload.key, { state: 'done' })
    } catch (failure) {
      put(upload.key, { state: 'failed', failure })
    }
    await queries.invalidateQueries({ queryKey: [INTERACTIONS] })
  }
  const runAll = async (uploads: readonly Upload[]) => {
    for (const upload of uploads) await run(upload)
  }
  return {
    all,
    start(interactionId, files) {
      const uploads = files.map((file, index) => waiting(interactionId, file, index))
      setAll((now) => [...now.filter(({ state }) => state !== 'done'), ...uploads])
      void runAll(uploads)
    },
    again: (upload) => void run(upload),
    drop: ({ key }) => setAll((now) => now.filter((one) => one.key !== key)),
  }
}

/** Files that are chosen for an interaction that isn't logged yet. */
export interface Attaching {
  readonly files: readonly File[]
  readonly choose: (files: readonly File[]) => void
  readonly uploads: Uploads
}

export function useAttaching(): Attaching {
  const [files, choose] = useState<readonly File[]>([])
  return { files, choose, uploads: useUploads() }
}

function waiting(interactionId: string, file: File, index: number): Upload {
  return { key: `${interactionId} ${index} ${file.name}`, interactionId, file, state: 'waiting', failure: null }
}

async function attach(send: Send, { interactionId, file }: Upload): Promise<void> {
  const content = await contentOf(file)
  await send('POST /api/v1/coaching/interactions/{interactionId}/attachments', {
    params: { interactionId },
    body: { name: file.name, content },
    patient: true,
  })
}
