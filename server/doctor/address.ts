import { isIP } from 'node:net'
import { connect } from 'node:tls'
import { manifestPath } from '../install/outlook-guide'
import { type Reach, reachOf } from '../install/reach'
import { isLoopback } from '../mailboxes/loopback'
import { bad, type Examined, type Finding, good, hint } from './finding'

const patience = 10_000
const fewDays = 21
const day = 24 * 3_600_000
const addOnUpdates = '/install/thunderbird/updates.json'

/** The server as users reach it, through the proxy and its certificate. */
export async function checkAddress({ config }: Pick<Examined, 'config'>): Promise<readonly Finding[]> {
  const { url } = config
  const reach = reachOf(url)
  const answer = await ask(`${url}/health`)
  return [
    ...reachFindings(reach, config),
    answerFinding(answer, url),
    ...('reason' in answer || reach === 'nobody' ? [] : [...(await certificate(new URL(url))), ...(await addIns(url))]),
    ...(config.POSTAKTE_URL !== undefined && config.POSTAKTE_TRUSTED_PROXIES.length === 0 && isLoopback(config.POSTAKTE_HOST)
      ? [hint('proxy-unknown', { host: config.POSTAKTE_HOST })]
      : []),
  ]
}

function reachFindings(reach: Reach, { url, POSTAKTE_URL }: Examined['config']): readonly Finding[] {
  if (POSTAKTE_URL === undefined) return [hint('address-none', { url })]
  if (reach === 'nobody') return [bad('address-plain', { url })]
  return reach === 'this-machine' ? [hint('address-here', { url })] : []
}

type Answer = { readonly status: number; readonly body: unknown } | { readonly reason: string; readonly code: string }

async function ask(url: string): Promise<Answer> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patience), redirect: 'manual' })
    return { status: response.status, body: await response.json().catch(() => null) }
  } catch (error) {
    const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } }
    return { code: name === 'TimeoutError' ? 'TIMEOUT' : (cause?.code ?? ''), reason: cause?.message || cause?.code || message }
  }
}

const untrusted = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME|DEPTH_ZERO/

function answerFinding(answer: Answer, url: string): Finding {
  const facts = { url, host: new URL(url).host }
  if ('reason' in answer) {
    const { code, reason } = answer
    if (untrusted.test(code)) return bad('address-certificate', { ...facts, reason })
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return bad('address-unknown', facts)
    return bad('address-silent', { ...facts, reason })
  }
  const isOurs = typeof answer.body === 'object' && answer.body !== null && 'mailboxesFailing' in answer.body
  if (!isOurs) return bad('address-other', { ...facts, status: answer.status })
  return answer.status === 200 ? good('address', facts) : bad('address-ill', { ...facts, status: answer.status })
}

async function certificate({ hostname, port }: URL): Promise<readonly Finding[]> {
  const until = await expiryOf(hostname, Number(port || 443))
  if (until === null) return []
  const days = Math.floor((until.getTime() - Date.now()) / day)
  const facts = { days, until: until.toISOString().slice(0, 10) }
  return [days < fewDays ? hint('certificate-soon', facts) : good('certificate', facts)]
}

function expiryOf(host: string, port: number): Promise<Date | null> {
  return new Promise((resolve) => {
    // An address of numbers is no server name (RFC 6066 section 3).
    const name = isIP(host) === 0 ? { servername: host } : {}
    const socket = connect({ host, port, ...name, timeout: patience }, () => {
      resolve(new Date(socket.getPeerCertificate().valid_to))
      socket.end()
    })
    const give = () => {
      resolve(null)
      socket.destroy()
    }
    socket.once('error', give).once('timeout', give)
  })
}

/** What the mail programs load. */
async function addIns(url: string): Promise<readonly Finding[]> {
  const paths = [manifestPath, addOnUpdates]
  const answers = await Promise.all(paths.map(async (path) => ({ path, answer: await ask(`${url}${path}`) })))
  const missing = answers.filter(({ answer }) => !('status' in answer && answer.status === 200)).map(({ path }) => path)
  return [missing.length === 0 ? good('add-ins', { page: `${url}/install` }) : bad('add-ins-missing', { paths: missing.join(', ') })]
}
