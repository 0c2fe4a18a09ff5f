/** What every mail that attacks has around it. */
export const head = 'From: a@x.example\r\nTo: b@y.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n'
export const text = (body: string, type = 'text/plain; charset=utf-8', more = '') => `${head}Content-Type: ${type}\r\n${more}\r\n${body}`
