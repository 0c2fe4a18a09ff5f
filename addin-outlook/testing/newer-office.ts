/**
 * What Office.js has had since Mailbox 1.13 and the fixture of 2022 lacks, as Microsoft describes it: selected mails, and one of them
 * loaded; which mail a draft answers. It comes after Microsoft's own script, and talks to Outlook by the same line and the same numbers.
 */
export const newerOffice = `
Office.onReady().then(() => {
  if (!Office.context?.mailbox) return
  const line = () => OSF._OfficeAppFactory.getClientEndPoint()
  const call = (id, params, done) =>
    line().invoke('ExecuteMethod', (failed, answer) => {
      if (failed || answer.error) done({ status: 'failed', error: { code: answer?.errorCode ?? failed, name: 'GenericResponseError', message: '' } })
      else done({ status: 'succeeded', value: answer.data })
    }, { ApiParams: params, MethodData: { ControlId: OSF._OfficeAppFactory.getId(), DispatchId: id } })
  const person = ({ name, address }) => ({ displayName: name, emailAddress: address })
  const loaded = (data) => ({
    itemType: 'message',
    itemId: data.id,
    subject: data.subject,
    internetMessageId: data.internetMessageId,
    from: person(data.from),
    to: data.to.map(person),
    cc: data.cc.map(person),
    dateTimeCreated: new Date(data.dateTimeCreated),
    attachments: [],
    getAllInternetHeadersAsync: (done) => call(168, {}, done),
    getAsFileAsync: (done) => call(204, {}, done),
    unloadAsync: (done) => call(212, {}, done),
    categories: {
      getAsync: (done) => call(157, {}, done),
      addAsync: (categories, done) => call(158, { categories }, done),
      removeAsync: (categories, done) => call(159, { categories }, done),
    },
    ...(data.isFromSharedFolder ? { getSharedPropertiesAsync: (done) => call(108, {}, done) } : {}),
  })
  Office.EventType.SelectedItemsChanged = 'olkSelectedItemsChanged'
  const older = Office.context.mailbox
  const { addHandlerAsync } = older
  const drafts = new WeakMap()
  const draft = (item) => {
    const answers = item.conversationId.split(' ')[1]
    if (!drafts.has(item)) drafts.set(item, Object.create(item, { inReplyTo: { value: answers ? '<' + answers + '>' : null } }))
    return drafts.get(item)
  }
  const mailbox = Object.create(older, {
    item: { get: () => (older.item && typeof older.item.subject !== 'string' ? draft(older.item) : older.item) },
    getSelectedItemsAsync: { value: (done) => call(196, {}, done) },
    loadItemByIdAsync: {
      value: (itemId, done) => call(211, { itemId }, (answer) => done(answer.status === 'succeeded' ? { ...answer, value: loaded(JSON.parse(answer.value)) } : answer)),
    },
    addHandlerAsync: {
      value: (type, handler, done) =>
        type === Office.EventType.SelectedItemsChanged
          ? line().registerForEvent(type, handler, () => done({ status: 'succeeded' }), {})
          : addHandlerAsync.call(older, type, handler, done),
    },
  })
  // Its own are sealed.
  window.Office = Object.create(Office, { context: { value: Object.create(Office.context, { mailbox: { value: mailbox } }) } })
})
`
