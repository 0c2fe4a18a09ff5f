import { frameSandbox } from '@postakte/shared/showing/frame'
import { contentPolicy } from '@postakte/shared/showing/policy'

/**
 * Headers for a mail's document that our own origin serves (to print it, or where `srcdoc` cannot be used): the same policy as
 * in the document, and the frame's sandbox though there be no frame.
 */
export const documentHeaders = (remotePictures: boolean): Readonly<Record<string, string>> => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `${contentPolicy(remotePictures)}; frame-ancestors 'self'; sandbox ${frameSandbox}`,
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, no-store',
})
