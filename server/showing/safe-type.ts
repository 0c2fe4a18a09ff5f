import { fileKind } from './file-kind'

export interface SafeType {
  /** For Content-Type; never one that a browser would run or read as a page. */
  readonly type: string
  /** Whether a browser may show it; everything else is only saved. */
  readonly disposition: 'inline' | 'attachment'
  /** Something that runs, or that holds something that runs, once it is opened: a person is asked first, and it is logged. */
  readonly dangerous: boolean
}

const unknown = 'application/octet-stream'

/** Types that systems open with the right program and that no browser reads as a page. */
const savedAs = new Set([
  'application/msword',
  'application/rtf',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/vnd.oasis.opendocument.presentation',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/zip',
  'audio/mpeg',
  'audio/wav',
  'image/heic',
  'image/tiff',
  'message/rfc822',
  'text/calendar',
  'text/csv',
  'text/plain',
  'text/vcard',
  'video/mp4',
])

/** Endings that a system runs or hands to something that runs them: programs, scripts, installers, shortcuts, disk images. */
const programs =
  'ace action apk app appimage appinstaller application appref-ms appx arj asp aspx bas bat bin chm cmd com command cpl crt csh deb der diagcab dll dmg elf exe fxp gadget hlp hta img inf ins iqy iso isp jar jnlp job js jse ksh library-ms lnk lua mad maf mam maq mar mas mat mau mav maw mde mdt mdw mdz msc msh msi msix msp mst msu ocx one onepkg ops osd out pcd php pif pkg pl plg prf prg ps1 ps1xml ps2 psc1 psd1 psm1 pub py pyc pyw rb reg rpm run scf scr sct search-ms searchconnector-ms settingcontent-ms sh shb shs sys theme themepack url vb vbe vbs vhd vhdx vxd webloc website wll workflow ws wsc wsf wsh xbap xll xnk'
/** Office files with macros in them. */
const macros = 'docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm sldm accdb accde mdb slk'
/** Pages and drawings that may hold scripts and imitate a sign-in. Plain XML is none: invoices come so (XRechnung). */
const pages = 'htm html shtml xht xhtml mht mhtml svg svgz xsl xslt xps swf'
const dangerousEndings = new Set(`${programs} ${macros} ${pages}`.split(' '))

/** Type and handling of an attachment: by its bytes first, by its claimed type and its name only to the worse. */
export function safeType(bytes: Uint8Array, claimed: string, name: string): SafeType {
  const kind = fileKind(bytes)
  const dangerous = kind === 'program' || isDangerousName(name) || isPageType(claimed)
  const shown = kind !== 'other' && kind !== 'program' && !dangerous
  if (shown) return { type: kind, disposition: 'inline', dangerous }
  const type = claimed.split(';')[0]!.trim().toLowerCase()
  return { type: !dangerous && savedAs.has(type) ? type : unknown, disposition: 'attachment', dangerous }
}

/** By the last ending, and as Windows reads it: dots and blanks after it do not count. */
export const isDangerousName = (name: string) =>
  dangerousEndings.has(/\.([a-z0-9-]{1,20})[\s.]*$/i.exec(name.slice(-200))?.[1]?.toLowerCase() ?? '')

const isPageType = (claimed: string) => /html|svg|script|x-ms(?:download|dos-program|i\b)|x-sh\b/i.test(claimed.split(';')[0]!)
