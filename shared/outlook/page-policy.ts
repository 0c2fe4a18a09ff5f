/** Where Outlook on the web shows panes; an Exchange of the company's own comes beside these. */
export const outlookOrigins: readonly string[] = [
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://outlook.live.com',
  'https://*.cloud.microsoft',
]

/** Content-Security-Policy of the pane. Fluent writes style elements; Office.js comes from Microsoft's own addresses. */
export const panePolicy = (more: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "script-src 'self' https://appsforoffice.microsoft.com https://ajax.aspnetcdn.com",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${[...outlookOrigins, ...more].join(' ')}`,
  ].join('; ')
