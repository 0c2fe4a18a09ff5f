import type { deInstall } from '@postakte/shared/texts/de-install'

/** Mail programs that Postakte comes into, in the order of the page: one line, and its sentences in shared/texts/de-install.ts. */
export const programs: readonly { readonly name: keyof typeof deInstall.programs; readonly path: `/install/${string}` }[] = [
  { name: 'outlook', path: '/install/outlook' },
  { name: 'thunderbird', path: '/install/thunderbird' },
]
