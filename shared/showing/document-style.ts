/**
 * The style of the document around a mail. The mail's own style elements never count: only the text below has the hash that
 * the document's policy names (server/showing/mail-document.test.ts holds the two together).
 */
const light = '--ink:#1b1b1b;--paper:#fff;--line:#8a8a8a;--link:#0645ad;color-scheme:light'
const dark = '--ink:#e8e8e8;--paper:#1f1f1f;--line:#8a8a8a;--link:#8ab4f8;color-scheme:dark'

/** On dark paper a mail's own colours would be unreadable by chance or on purpose, so all of them give way (D29). */
const withoutColours = (root: string) =>
  `${root} main *{color:inherit!important;background-color:transparent!important;border-color:var(--line)!important}${root} main a[href]{color:var(--link)!important}`

export const documentStyle = [
  `:root{${light}}`,
  `:root[data-theme=dark]{${dark}}`,
  `@media(prefers-color-scheme:dark){:root[data-theme=auto]{${dark}}}`,
  'html{background:var(--paper);color:var(--ink)}',
  'body{margin:0;padding:8px;font:15px/1.45 system-ui,"Segoe UI",Arial,sans-serif}',
  '.label{margin:0 0 4px;font-size:12px;color:var(--ink)}',
  '.note{margin:0 0 6px;padding:4px 8px;border-left:4px solid var(--line);font-size:13px}',
  'main{display:block;border:1px solid var(--line);border-radius:4px;padding:10px;overflow-x:auto;overflow-wrap:break-word;contain:paint}',
  'main a[href]{color:var(--link)}',
  'main pre{white-space:pre-wrap}',
  'main img{max-width:100%!important;height:auto!important}',
  'main img:not([src]){min-width:2em;min-height:1.2em;border:1px dashed var(--line);padding:2px;font-size:12px}',
  'main blockquote{margin:4px 0 4px 2px;padding-left:10px;border-left:2px solid var(--line)}',
  'main details{margin:8px 0}',
  'main summary{cursor:pointer;padding:4px 0;color:var(--link)}',
  '@media(max-width:480px){main{overflow-wrap:anywhere;padding:6px}main table,main td,main th,main div,main p{width:auto!important;min-width:0!important;max-width:100%!important}main td:not(:empty),main th:not(:empty){min-width:3em!important}}',
  withoutColours(':root[data-theme=dark]'),
  `@media(prefers-color-scheme:dark){${withoutColours(':root[data-theme=auto]')}}`,
].join('\n')
