/** A page like Outlook on the web, as far as a pane sees it: a frame, and messages to and fro. */
export const outlookPage = (pane: string, frameName: string): string => `<!doctype html>
<html><head><meta charset="utf-8"><title>Outlook</title>
<style>body{margin:0;display:flex;justify-content:flex-end}iframe{width:360px;height:100vh;border:0}</style></head>
<body>
<script>
const pane = document.createElement('iframe')
pane.title = 'Postakte'
pane.sandbox = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms'
addEventListener('message', async ({ data, origin }) => {
  if (typeof data !== 'string' || !data.includes('_messageType')) return
  const answer = await outlookAnswers(data)
  if (answer !== null) pane.contentWindow.postMessage(answer, origin)
})
window.tellPane = (text) => pane.contentWindow.postMessage(text, '*')
pane.name = ${JSON.stringify(frameName).replaceAll('<', '\\u003c')}
pane.src = ${JSON.stringify(pane)}
document.body.append(pane)
</script></body></html>`

/** The few names of Microsoft's old library that Office.js asks for before it starts. */
export const ajaxStub = `
window.Type = Function
Function.prototype.registerClass = Function.prototype.registerInterface = Function.prototype.registerEnum = function () { return this }
Function.registerNamespace = Type.registerNamespace = (name) => name.split('.').reduce((at, part) => (at[part] ??= {}), window)
Function._validateParams = Function._validateParameter = Function.validateParameters = () => null
Function.createDelegate = (self, work) => function () { return work.apply(self, arguments) }
window.Sys = {
  StringBuilder: function () { const all = []; this.append = (text) => { all.push(text); return this }; this.toString = () => all.join('') },
  Serialization: { JavaScriptSerializer: { serialize: JSON.stringify, deserialize: JSON.parse } },
  Debug: { trace() {} }, Application: {}, EventArgs: function () {},
}
for (const name of ['argument', 'argumentNull', 'argumentOutOfRange', 'argumentType', 'argumentUndefined', 'invalidOperation', 'notImplemented', 'parameterCount'])
  Error[name] = (param, ...rest) => { const error = new Error(name + ': ' + [param, ...rest].join(' ')); error.name = 'Sys.' + name; return error }
Error.create = (message) => new Error(message)
String.format = (text, ...facts) => text.replace(/{(\\d+)}/g, (_, at) => facts[at])
`
