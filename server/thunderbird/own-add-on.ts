import { createHash } from 'node:crypto'
import { Problem } from '@postakte/shared/model/problem'
import { filesOf, zip } from '../../addin-thunderbird/zip.mjs'
import { built } from '../http/built'

export const addOnPath = '/install/thunderbird/postakte.xpi'
export const updatesPath = '/install/thunderbird/updates.json'

/** An installation's own add-on: it knows its server, may reach it without being asked, and is updated by it. */
export interface OwnAddOn {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly id: string
  readonly version: string
  /** The oldest Thunderbird that takes it. */
  readonly from: string
  readonly sha256: string
  /** The libraries in it with their licences: Markdown. */
  readonly vendor: string
}

interface Manifest {
  readonly version: string
  readonly browser_specific_settings: { readonly gecko: { readonly id: string; readonly strict_min_version: string } }
}

let made: { readonly base: string; readonly addOn: OwnAddOn } | null = null

/** Made of the files that scripts/build.mjs left; the same bytes on each server of an installation. */
export function ownAddOn(base: string): OwnAddOn {
  if (made?.base !== base) made = { base, addOn: make(base) }
  return made.addOn
}

/** The add-on sends mails by https alone, or to this machine (addin-thunderbird/host/settings.ts). */
export function isAddressForAddOn(base: string): boolean {
  const { protocol, hostname } = new URL(base)
  return protocol === 'https:' || isHere(protocol, hostname)
}

export const isHere = (protocol: string, hostname: string): boolean =>
  protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost')

function make(base: string): OwnAddOn {
  if (!isAddressForAddOn(base)) throw new Problem('add-on-base', { base })
  const folder = built('thunderbird/add-on')
  if (!folder) throw new Problem('not-found', { path: addOnPath })
  const files = new Map(filesOf(folder))
  const manifest = JSON.parse(String(files.get('manifest.json'))) as Manifest
  const own = ownManifest(manifest, base)
  files.set('manifest.json', asJson(own)).set('server.json', asJson({ server: base }))
  const bytes = new Uint8Array(zip([...files]))
  const { id, strict_min_version: from } = manifest.browser_specific_settings.gecko
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { bytes, id, version: own.version, from, sha256, vendor: String(files.get('VENDOR.md')) }
}

/**
 * Thunderbird does not take an add-on whose updates come by plain HTTP: then it has none. The number behind the version makes it newer
 * than the same version of the add-on site: a company's policy does not install what is there in that version.
 */
function ownManifest(manifest: Manifest, base: string): Manifest & { readonly host_permissions: readonly string[] } {
  const { protocol, hostname } = new URL(base)
  const updates = protocol === 'https:' ? { update_url: base + updatesPath } : {}
  return {
    ...manifest,
    version: `${manifest.version}.1`,
    browser_specific_settings: { gecko: { ...manifest.browser_specific_settings.gecko, ...updates } },
    host_permissions: [`${protocol}//${hostname}/*`],
  }
}

const asJson = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)

/** What Thunderbird asks for once a day, to see whether there is a newer one. */
export const updatesOf = (base: string) => {
  const { id, version, from, sha256 } = ownAddOn(base)
  const update = {
    version,
    update_link: base + addOnPath,
    update_hash: `sha256:${sha256}`,
    applications: { gecko: { strict_min_version: from } },
  }
  return { addons: { [id]: { updates: [update] } } }
}
