/** A package of files, zip or folder, seen the same way: which files there are, and their bytes. */

import type { Diagnostic } from '../roster/diagnostic.ts'

export interface PackageFile {
  /** The standard name ("users.csv"), whatever capitals the package has. */
  readonly name: string
  /** Bytes, uncompressed. */
  readonly size: number
  /** Of a file that doesn't prove its own end: tells this copy of it from a later one. */
  readonly copy?: string
  /** The bytes from the start; may be called again. Throws `Failure` when they don't come as announced. */
  readonly read: (signal: AbortSignal) => AsyncIterable<Buffer>
}

/** A file as it was found, before it is known which of them matter. */
export interface FoundFile extends Omit<PackageFile, 'name'> {
  /** With `/` between folders, relative to the package. */
  readonly path: string
}

/** What a zip or folder reader hands over. */
export interface OpenContainer {
  readonly kind: 'zip' | 'folder'
  readonly files: readonly FoundFile[]
  /** Throws `Failure(PACKAGE_CHANGED)` when the package is not what it was when it was opened. */
  readonly verifyUnchanged: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface FeedPackage {
  readonly kind: 'zip' | 'folder'
  /** By standard name. */
  readonly files: ReadonlyMap<string, PackageFile>
  /** What was odd about the package itself. */
  readonly diagnostics: readonly Diagnostic[]
  readonly verifyUnchanged: () => Promise<void>
  readonly close: () => Promise<void>
}
