import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type AppManifest, AppManifestUtils } from '@microsoft/app-manifest'
import { Converter } from 'office-addin-manifest-converter/lib/converter.js'
import { Utilities } from 'office-addin-manifest-converter/lib/utilities.js'

/** Microsoft's schemas lie beside the project where there are any; they are no part of it. */
const schema = join(import.meta.dirname, '../../../shared/schemas/outlook-manifest/OfficeAppManifestV1_1.xsd')
const schemaAtHand = process.env.POSTAKTE_MANIFEST_SCHEMA ?? schema
export const noSchemas = !existsSync(schemaAtHand) || spawnSync('xmllint', ['--version']).error !== undefined
if (noSchemas) console.warn("LEFT OUT: the Outlook manifest against Microsoft's XSDs (no schemas or no xmllint at hand)")

/** Faults by Microsoft's converter and JSON schema. */
export async function converted(xml: string, locale: string): Promise<readonly string[]> {
  try {
    // As its own command line does: else it would load the pictures and name files.
    Utilities._writeImageUrls = true
    const converter = new Converter(xml, locale)
    converter.convert()
    return await AppManifestUtils.validateAgainstSchema(JSON.parse(JSON.stringify(converter.getMosManifest())) as AppManifest)
  } catch (error) {
    return [String(error)]
  }
}

/** What xmllint says of it by Microsoft's XSDs. */
export function validated(xml: string): string {
  return spawnSync('xmllint', ['--noout', '--schema', schemaAtHand, '-'], { input: xml, encoding: 'utf8' }).stderr.trim()
}
