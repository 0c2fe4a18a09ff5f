import { hostContract } from './contract'
import { FakeHost } from './fake-host'

hostContract('The fake', async () => {
  const host = new FakeHost()
  return {
    host,
    open: async (item, source) => host.show(item, source),
    draft: async () => ({
      text: host.deeds.flatMap((deed) => (deed.did === 'insert' ? [deed.text] : [])).join(''),
      files: host.deeds.flatMap((deed) => (deed.did === 'attach' ? [deed.name] : [])),
    }),
    isMarked: async (messageId) => {
      const marks = host.deeds.flatMap((deed) => (deed.did === 'mark' && `${deed.key}` === keyOf(messageId) ? [deed.state] : []))
      return marks.at(-1) === 'filed'
    },
    close: async () => host.show(null),
  }
})

const keyOf = (messageId: string) => messageId.slice(0, messageId.indexOf('@'))
