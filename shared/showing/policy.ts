/** SHA-256 of documentStyle, the only style element that counts; server/showing/mail-document.test.ts says the new one after a change. */
export const styleHash = 'ysA4sL7huHRMC4QoDiGo8CqP05bOqwSdcfzS9hCLioA='

/** What a mail's document may do (Content-Security-Policy): show its text, inline styles and `data:` pictures; nothing else. */
export function contentPolicy(remotePictures: boolean): string {
  return [
    "default-src 'none'",
    `img-src data:${remotePictures ? ' https: http:' : ''}`,
    `style-src-elem 'sha256-${styleHash}'`,
    "style-src-attr 'unsafe-inline'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ')
}
