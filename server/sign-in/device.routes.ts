import type { deviceRoutes } from '@postakte/shared/api/device'
import type { Handlers } from '../http/api/call'
import { answerDevice, deviceTokens, lookUpDevice, startDevice } from './device'
import { requireSession } from './sessions'

export const deviceHandlers: Handlers<typeof deviceRoutes> = {
  startDevice: ({ parts: { db, config }, address, body }) => startDevice(db, config, address, body),
  deviceTokens: ({ parts: { db }, body: { deviceCode } }) => deviceTokens(db, deviceCode),
  lookUpDevice: ({ parts: { db, config }, me, address, body: { userCode } }) => {
    requireSession(me)
    return lookUpDevice(db, config, me, address, userCode)
  },
  confirmDevice: async ({ parts: { db, config }, me, address, body: { userCode } }) => {
    requireSession(me)
    await answerDevice(db, config, me, address, userCode, 'confirmed')
    return undefined
  },
  refuseDevice: async ({ parts: { db, config }, me, address, body: { userCode } }) => {
    requireSession(me)
    await answerDevice(db, config, me, address, userCode, 'refused')
    return undefined
  },
}
