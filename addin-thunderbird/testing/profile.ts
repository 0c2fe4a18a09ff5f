import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface ProfileOptions {
  readonly marionettePort: number
  readonly imapPort: number
  readonly smtpPort: number
  /** Login at the mail server. */
  readonly user: string
  readonly name: string
  readonly address: string
  /** What the company's policy says to the add-on. */
  readonly policy?: Readonly<Record<string, unknown>>
  readonly more?: Readonly<Record<string, string | number | boolean>>
}

/** As the manifest names the add-on. */
export const addInId = 'postakte@postakte.example'

/** A new profile with one IMAP account, that calls nobody outside and asks nothing. */
export function makeProfile(folder: string, options: ProfileOptions): void {
  mkdirSync(join(folder, 'home'), { recursive: true })
  const prefs = { ...quiet, ...account(options), ...options.more }
  const lines = Object.entries(prefs).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
  writeFileSync(join(folder, 'user.js'), `${lines.join('\n')}\n`)
  if (!options.policy) return
  const managed = join(folder, 'home/.mozilla/managed-storage')
  mkdirSync(managed, { recursive: true })
  const manifest = { name: addInId, description: 'Postakte', type: 'storage', data: options.policy }
  writeFileSync(join(managed, `${addInId}.json`), JSON.stringify(manifest))
}

const quiet = {
  'app.update.disabledForTesting': true,
  'app.update.auto': false,
  'extensions.update.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.server': '',
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionPolicyBypassNotification': true,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'mail.phishing.detection.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'services.settings.server': 'data:,',
  'media.gmp-manager.updateEnabled': false,
  'browser.region.network.url': '',
  'dom.push.enabled': false,
  'mail.spotlight.firstRunDone': true,
  'mail.provider.suppress_dialog_on_startup': true,
  'mail.provider.enabled': false,
  'mail.winsearch.firstRunDone': true,
  'mail.rights.version': 1,
  'mailnews.start_page.enabled': false,
  'mailnews.start_page_override.mstone': 'ignore',
  'mail.shell.checkDefaultClient': false,
  'mail.chat.enabled': false,
  'mail.inappnotifications.enabled': false,
  'app.donation.eoy.version.viewed': 999,
  'alerts.useSystemBackend': false,
  'mail.biff.play_sound': false,
  'mail.biff.show_alert': false,
  'mail.account_hub.startup': false,
  'mail.accounthub.enabled': false,
  'calendar.timezone.useSystemTimezone': false,
  'mail.warn_on_send_accel_key': false,
  'xpinstall.signatures.required': false,
  'extensions.autoDisableScopes': 0,
  // The prompt for a permission is Thunderbird's own window, which nobody can press here; that it takes a click is still asked.
  'extensions.webextOptionalPermissionPrompts': false,
  'extensions.webextensions.warnings-as-errors': true,
  'devtools.console.stdout.content': true,
  'remote.log.level': 'Warn',
}

const account = ({ marionettePort, imapPort, smtpPort, user, name, address }: ProfileOptions) => ({
  'marionette.port': marionettePort,
  'mail.accountmanager.accounts': 'account1,account2',
  'mail.accountmanager.defaultaccount': 'account1',
  'mail.accountmanager.localfoldersserver': 'server2',
  'mail.account.account1.server': 'server1',
  'mail.account.account1.identities': 'id1',
  'mail.account.account2.server': 'server2',
  'mail.account.lastKey': 2,
  'mail.server.server1.type': 'imap',
  'mail.server.server1.hostname': '127.0.0.1',
  'mail.server.server1.port': imapPort,
  'mail.server.server1.userName': user,
  'mail.server.server1.name': address,
  'mail.server.server1.authMethod': 3,
  'mail.server.server1.socketType': 0,
  'mail.server.server1.check_new_mail': false,
  'mail.server.server1.login_at_startup': false,
  'mail.server.server1.autosync_offline_stores': false,
  'mail.server.server1.offline_download': false,
  'mail.server.server2.type': 'none',
  'mail.server.server2.hostname': 'Local Folders',
  'mail.server.server2.userName': 'nobody',
  'mail.server.server2.name': 'Local Folders',
  'mail.identity.id1.fullName': name,
  'mail.identity.id1.useremail': address,
  'mail.identity.id1.smtpServer': 'smtp1',
  'mail.identity.id1.valid': true,
  'mail.identity.id1.compose_html': true,
  'mail.identity.id1.fcc': true,
  'mail.identity.id1.fcc_folder': `imap://${user}@127.0.0.1/Sent`,
  'mail.smtpservers': 'smtp1',
  'mail.smtp.defaultserver': 'smtp1',
  'mail.smtpserver.smtp1.hostname': '127.0.0.1',
  'mail.smtpserver.smtp1.port': smtpPort,
  'mail.smtpserver.smtp1.authMethod': 1,
  'mail.smtpserver.smtp1.try_ssl': 0,
  'mail.smtpserver.smtp1.username': '',
})
