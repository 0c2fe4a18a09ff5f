import { type Box, hostCalls } from './host-calls'
import { initialData, type Person } from './mail-box'

interface Message {
  readonly _messageType: number
  readonly _actionName: string
  readonly _actionType: number
  readonly _conversationId: string
  readonly _correlationId: number
  readonly _origin: string
  readonly _data: any
}

export interface WireParts {
  readonly box: Box
  readonly user: Person
  readonly language: 'de-DE' | 'en-US'
  /** Newest set of Office.js that this Outlook says it has. */
  readonly mailbox: string
  /** Faults to come: by DispatchId an error code, or silence. */
  readonly faults: Map<number, number | 'silent'>
  /** DispatchIds in order, and those that the stand-in does not know. */
  readonly calls: number[]
  readonly unknown: string[]
  /** Pages that the pane could not open itself and asks Outlook to. */
  readonly opened: string[]
  /** Events that the pane listens to. */
  readonly listening: Set<string>
  /** What functions for events said when they were done. */
  readonly completed: unknown[]
}

export const conversation = 'c0a8'
export const control = '0b1c2d3e-postakte'

/** The host's answer to a message of Office.js; null: none. */
export function answerTo(text: string, parts: WireParts): string | null {
  const message = JSON.parse(text) as Message
  if (message._messageType !== 0) return null
  const data = message._actionType === 0 ? invoked(message, parts) : registered(message, parts)
  return data === undefined ? null : JSON.stringify({ ...envelope(message), _responseType: 0, _data: data })
}

/** An event of the host for a pane. */
export const eventText = (name: string, data: unknown): string =>
  JSON.stringify({
    ...envelope({ _actionName: name, _conversationId: conversation, _correlationId: 0, _origin: '' }),
    _responseType: 1,
    _data: data,
  })

const envelope = ({
  _actionName,
  _conversationId,
  _correlationId,
  _origin,
}: Pick<Message, '_actionName' | '_conversationId' | '_correlationId' | '_origin'>) => ({
  _messageType: 1,
  _actionName,
  _conversationId,
  _correlationId,
  _origin,
  _errorCode: 0,
  _serializerVersion: 1,
})

function registered({ _actionName, _actionType }: Message, { listening }: WireParts): unknown {
  if (_actionType === 1) listening.add(_actionName)
  else listening.delete(_actionName)
  return { Version: 1, Error: 0 }
}

function invoked({ _actionName, _data }: Message, parts: WireParts): unknown {
  switch (_actionName) {
    case 'ContextActivationManager_getAppContextAsync':
      return appContext(parts)
    case 'ContextActivationManager_notifyHost':
      return null
    case 'ContextActivationManager_openWindowInHost':
      parts.opened.push(String(_data.strUrl))
      return null
    case 'GetInitialData':
      return initialData(parts.box.open, parts.user)
    case 'executeMethod':
      return eventDone(_data, parts)
    case 'ExecuteMethod':
      return called(_data.MethodData.DispatchId as number, (_data.ApiParams ?? {}) as Record<string, unknown>, parts)
    default:
      parts.unknown.push(_actionName)
      return { Version: 1, Error: 0 }
  }
}

/** The page for events is done with one: 'completed'. */
function eventDone(data: any, { completed, unknown }: WireParts): unknown {
  if (data.DdaMethod?.DispatchId === 94) completed.push(JSON.parse(String(data[2])).completedContext)
  else unknown.push(`executeMethod ${data.DdaMethod?.DispatchId}`)
  return { Version: 1, Error: 0 }
}

function called(id: number, params: Record<string, unknown>, { box, faults, calls, unknown }: WireParts): unknown {
  calls.push(id)
  const fault = faults.get(id)
  faults.delete(id)
  if (fault === 'silent') return undefined
  if (fault !== undefined) return { error: true, errorCode: fault }
  const call = hostCalls[id]
  if (!call) {
    unknown.push(String(id))
    return { error: true, errorCode: 9042 }
  }
  const answer = call(box, params)
  return 'errorCode' in answer ? { error: true, errorCode: answer.errorCode } : { error: false, wasSuccessful: true, data: answer.data }
}

const appContext = ({ box, language, mailbox }: WireParts) => ({
  _id: control,
  _appName: 64,
  _appVersion: '16.01',
  _appUILocale: language,
  _dataLocale: language,
  _docUrl: 'https://outlook.office.com/mail/',
  _clientMode: 0,
  _settings: Object.fromEntries(Object.entries(box.settings).map(([name, value]) => [name, JSON.stringify(value)])),
  _reason: 'documentOpened',
  _osfControlType: 1,
  _eToken: '',
  _correlationId: control,
  _appInstanceId: control,
  _touchEnabled: false,
  _commerceAllowed: false,
  _requirementMatrix: JSON.stringify({ Mailbox: mailbox, DialogApi: '1.2', IdentityAPI: '1.3' }),
  _hostCustomMessage: null,
  _hostFullVersion: '16.0.20260801',
  _addinName: 'Postakte',
  _appDomains: ['https://postakte.example'],
  _clientWindowHeight: 700,
  _clientWindowWidth: 320,
  _dialogRequirementMatrix: JSON.stringify({ DialogApi: '1.2' }),
})
