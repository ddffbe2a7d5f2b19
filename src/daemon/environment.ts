/** What the environment says (product.md §8), read once and checked. */

import { resolve } from 'node:path'
import { Failure } from '../roster/failure.ts'

/** A bucket in a store of objects. */
export interface ObjectStoreAddress {
  /** With a folder in it if there is one; without a slash at its end. */
  readonly url: string
  readonly accessKey: string
  readonly secretKey: string
  readonly region: string
}

export interface Environment {
  /** Null: the embedded server. */
  readonly databaseUrl: string | null
  /** For migrations; null: the embedded server's owner. */
  readonly ownerUrl: string | null
  /** Data folder, absolute. */
  readonly home: string
  /** 32 bytes as base64, or null: the one kept in the data folder. */
  readonly secretKey: string | null
  /** An origin without a slash at the end, or null: `http://localhost:PORT`. */
  readonly publicUrl: string | null
  readonly port: number
  /** False: 3000 is a wish, another free one will do for a demo. */
  readonly portChosen: boolean
  readonly allowPrivateNetwork: boolean
  /** The mail server; null: no mail is sent. */
  readonly smtpUrl: string | null
  /** Whom mails come from, or null: `staffroom@` and the host of the public address. */
  readonly mailFrom: string | null
  /** What who reads the metrics from another machine must show; null: this machine only. */
  readonly metricsToken: string | null
  /** Where attachments are kept outside the database; null: in it. */
  readonly objects: ObjectStoreAddress | null
  /** The file with prices and the payment provider, absolute; null: none. */
  readonly billingFile: string | null
}

type Variables = Readonly<Record<string, string | undefined>>

/** Throws `Failure ENVIRONMENT_INVALID` naming the variable and what it takes; never its value. */
export function readEnvironment(variables: Variables): Environment {
  const databaseUrl = readDatabaseUrl(variables, 'DATABASE_URL')
  return {
    databaseUrl,
    ownerUrl: readDatabaseUrl(variables, 'DATABASE_OWNER_URL') ?? databaseUrl,
    home: resolve(given(variables, 'STAFFROOM_HOME') ?? '.staffroom'),
    secretKey: readKey(given(variables, 'STAFFROOM_SECRET_KEY')),
    publicUrl: readPublicUrl(given(variables, 'STAFFROOM_PUBLIC_URL')),
    port: readPort(given(variables, 'PORT')),
    portChosen: given(variables, 'PORT') !== null,
    allowPrivateNetwork: readSwitch(variables, 'STAFFROOM_ALLOW_PRIVATE_NETWORK'),
    smtpUrl: readSmtpUrl(given(variables, 'SMTP_URL')),
    mailFrom: readMailFrom(given(variables, 'STAFFROOM_MAIL_FROM')),
    metricsToken: readMetricsToken(given(variables, 'STAFFROOM_METRICS_TOKEN')),
    objects: readObjects(given(variables, 'STAFFROOM_OBJECTS_URL')),
    billingFile: readPath(given(variables, 'STAFFROOM_BILLING')),
  }
}

function given(variables: Variables, name: string): string | null {
  const value = variables[name]?.trim()
  return value === undefined || value === '' ? null : value
}

function invalid(name: string, takes: string): Failure {
  return new Failure('ENVIRONMENT_INVALID', 'operator', `The environment variable ${name} takes ${takes}.`)
}

function readDatabaseUrl(variables: Variables, name: string): string | null {
  const text = given(variables, name)
  if (text === null) return null
  const protocol = URL.parse(text)?.protocol
  if (protocol === 'postgres:' || protocol === 'postgresql:') return text
  throw invalid(name, 'an address as postgresql://user:password@host:5432/database')
}

function readKey(text: string | null): string | null {
  if (text === null || Buffer.from(text, 'base64').length === 32) return text
  throw invalid('STAFFROOM_SECRET_KEY', '32 random bytes as base64 (make one with "openssl rand -base64 32")')
}

function readPublicUrl(text: string | null): string | null {
  if (text === null) return null
  const url = URL.parse(text)
  const isWeb = url !== null && (url.protocol === 'https:' || url.protocol === 'http:')
  if (isWeb && url.pathname === '/' && url.search === '' && url.hash === '') return url.origin
  throw invalid(
    'STAFFROOM_PUBLIC_URL',
    'the address under which browsers reach Staffroom, as https://staffroom.example.org',
  )
}

function readSmtpUrl(text: string | null): string | null {
  if (text === null) return null
  const url = URL.parse(text)
  if ((url?.protocol === 'smtp:' || url?.protocol === 'smtps:') && url.hostname !== '') return text
  throw invalid('SMTP_URL', 'the address of a mail server, as smtps://user:password@mail.example.org')
}

function readMailFrom(text: string | null): string | null {
  if (text === null || /^[^\s@<>",]+@[^\s@<>",]+$/.test(text)) return text
  throw invalid('STAFFROOM_MAIL_FROM', 'one e-mail address, as staffroom@example.org')
}

function readMetricsToken(text: string | null): string | null {
  if (text === null || /^[\w~+/.=-]{16,512}$/.test(text)) return text
  throw invalid('STAFFROOM_METRICS_TOKEN', 'at least 16 letters and digits (make one with "openssl rand -hex 24")')
}

function readObjects(text: string | null): ObjectStoreAddress | null {
  if (text === null) return null
  const url = URL.parse(text)
  const region = url?.searchParams.get('region') ?? ''
  const isWeb = url !== null && (url.protocol === 'https:' || url.protocol === 'http:')
  const isWhole = isWeb && url.username !== '' && url.password !== '' && url.pathname.length > 1
  if (!isWhole || !/^[a-z0-9-]+$/.test(region))
    throw invalid(
      'STAFFROOM_OBJECTS_URL',
      'the address of a bucket with its keys, as https://ACCESS:SECRET@s3.example.org/bucket/folder?region=eu-central-1',
    )
  return {
    url: `${url.origin}${url.pathname.replace(/\/+$/, '')}`,
    accessKey: decodeURIComponent(url.username),
    secretKey: decodeURIComponent(url.password),
    region,
  }
}

function readPath(text: string | null): string | null {
  return text === null ? null : resolve(text)
}

function readPort(text: string | null): number {
  if (text === null) return 3000
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw invalid('PORT', 'a number from 0 (any free port) to 65535')
}

function readSwitch(variables: Variables, name: string): boolean {
  const text = given(variables, name)
  if (text === null || text === '0') return false
  if (text === '1') return true
  throw invalid(name, '1 (on) or 0 (off)')
}
