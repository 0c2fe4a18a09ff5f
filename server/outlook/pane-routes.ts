import { panePolicy } from '@postakte/shared/outlook/page-policy'
import type { Hono } from 'hono'
import type { Config } from '../config'
import { serveBuiltFolder } from '../http/built-folder'

/** The add-in for Outlook as scripts/build.mjs built it. Its icons and its pane are shown by Microsoft's pages. */
export function paneRoutes(root: Hono, { POSTAKTE_OUTLOOK_ORIGINS }: Config): void {
  const policy = panePolicy(POSTAKTE_OUTLOOK_ORIGINS)
  serveBuiltFolder(root, '/outlook/', 'outlook', (name) => ({
    'Cache-Control': cachingOf(name),
    'Content-Security-Policy': policy,
    'Cross-Origin-Resource-Policy': 'cross-origin',
    // Office opens dialogs of ours as windows, and talks to them by window.opener.
    'Cross-Origin-Opener-Policy': 'unsafe-none',
  }))
}

/** Names in assets/ have the hash of their content. Outlook shows no icon that comes with no-cache. */
function cachingOf(name: string): string {
  if (name.startsWith('assets/')) return 'public, max-age=31536000, immutable'
  if (name.startsWith('icons/')) return 'public, max-age=86400'
  return 'no-cache'
}
