/** Writes a district to disk as a OneRoster package, zip or folder, whatever its size, in constant memory. */

import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { draftFiles } from './dialect.ts'
import type { Version } from './dialect.ts'
import type { District } from './district.ts'
import { bytesOf } from './draft.ts'
import type { FileDraft, PackageDraft } from './draft.ts'
import { applyFaults } from './faults.ts'
import type { FaultName } from './faults.ts'

export interface WriteOptions {
  readonly version: Version
  /** A path that ends in `.zip`, or a folder (made if need be). */
  readonly to: string
  readonly faults?: readonly FaultName[]
  /** A last change to the package before it is written. */
  readonly change?: (draft: PackageDraft) => PackageDraft
}

/** Writes the district; returns the path. */
export async function writeDistrict(district: District, options: WriteOptions): Promise<string> {
  const clean: PackageDraft = { files: draftFiles(district, options.version), folder: '', junk: false }
  const faulty = applyFaults(clean, options.faults ?? [])
  await writePackage(options.change?.(faulty) ?? faulty, options.to)
  return options.to
}

export async function writePackage(draft: PackageDraft, to: string): Promise<void> {
  await mkdir(to.endsWith('.zip') ? dirname(to) : join(to, draft.folder), { recursive: true })
  if (to.endsWith('.zip')) await writeZip(draft, to)
  else await writeFolder(draft, to)
}

const JUNK = ['__MACOSX/._users.csv', '.DS_Store', 'read me.txt']

async function writeFolder(draft: PackageDraft, to: string): Promise<void> {
  for (const file of draft.files) {
    await pipeline(Readable.from(bytesOf(file)), createWriteStream(join(to, draft.folder, file.name)))
  }
  for (const junk of draft.junk ? JUNK : []) {
    await mkdir(dirname(join(to, junk)), { recursive: true })
    await writeFile(join(to, junk), 'nothing of interest')
  }
}

/** One time for all entries: the same district gives the same bytes. */
const MODIFIED = new Date('2026-11-22T02:00:00Z')

async function writeZip(draft: PackageDraft, to: string): Promise<void> {
  const zip = new ZipFile()
  for (const file of draft.files) addFile(zip, `${draft.folder}${file.name}`, file)
  for (const junk of draft.junk ? JUNK : [])
    zip.addBuffer(Buffer.from('nothing of interest'), junk, { mtime: MODIFIED })
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(to))
}

function addFile(zip: ZipFile, path: string, file: FileDraft): void {
  zip.addReadStreamLazy(path, { mtime: MODIFIED, compressionLevel: 6 }, (give) => {
    give(null, Readable.from(bytesOf(file)))
  })
}
