/** Of the page that the mail is in: it makes room for the panel on a screen, and none on paper. */
export const pageStyle = (width: number) => `@media screen {
  :root:root:root:root { margin-right: ${width}px !important; width: auto !important; max-width: none !important; }
}`

export const wide = 320
export const rail = 32
/** A pane that is narrower has no room for both. */
export const narrowPane = 700

/** Inside of the closed root nothing of the mail's own style counts; `:host` with !important wins against its !important, too. */
export const panelStyle = `
:host {
  all: initial !important;
  position: fixed !important;
  inset: 0 0 0 auto !important;
  width: ${wide}px !important;
  display: block !important;
  z-index: 2147483647 !important;
  color-scheme: light dark !important;
  -moz-user-select: none !important;
  user-select: none !important;
}
:host(.collapsed) { width: ${rail}px !important; }
@media print { :host { display: none !important; } }
* { box-sizing: border-box; }
.panel {
  --brand: light-dark(#0f6cbd, #62abf5);
  --on-brand: light-dark(#fff, #10202f);
  --quiet: light-dark(#5b5b5b, #b3b3b3);
  --line: light-dark(#dcdcdc, #474747);
  --card: light-dark(#fff, #292929);
  --warn: light-dark(#8a3b00, #ffb784);
  --warn-back: light-dark(#fff4e8, #3b2a1d);
  height: 100%;
  display: flex;
  flex-direction: column;
  background: light-dark(#f5f5f5, #1f1f1f);
  color: light-dark(#242424, #f2f2f2);
  border-left: 1px solid var(--line);
  font: 13px/1.45 system-ui, sans-serif;
}
header { display: flex; align-items: center; gap: 4px; padding: 4px 4px 4px 12px; border-bottom: 1px solid var(--line); }
header strong { flex: 1; color: var(--brand); }
main { flex: 1; overflow: auto; padding: 10px 12px; overflow-wrap: anywhere; }
:host(.collapsed) main, :host(.collapsed) header strong, :host(.collapsed) .more, :host(.collapsed) .others, :host(.collapsed) .notice { display: none; }
:host(.collapsed) header { padding: 4px 0; justify-content: center; border-bottom: 0; }
h1 { font-size: 16px; line-height: 1.3; margin: 0; }
h2 { font-size: 13px; margin: 14px 0 4px; }
p { margin: 2px 0; }
ul { list-style: none; margin: 0; padding: 0; }
.quiet { color: var(--quiet); font-size: 12px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 8px 10px; }
.warn { background: var(--warn-back); color: var(--warn); border-radius: 6px; padding: 6px 8px; margin: 0 0 8px; }
.others > .warn { margin: 0; border-radius: 0; border-top: 1px solid var(--line); padding: 6px 12px; }
.notice { display: flex; align-items: center; gap: 6px; padding: 6px 8px 6px 12px; border-top: 1px solid var(--line); background: var(--card); }
.notice span { flex: 1; }
.filed li { display: grid; grid-template-columns: 1fr auto; gap: 2px 6px; padding: 4px 0; }
.filed details { grid-column: 1 / -1; }
summary { cursor: pointer; }
.lines li { padding: 3px 0; }
button { font: inherit; color: inherit; background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 3px 8px; cursor: pointer; }
button:hover { background: color-mix(in srgb, currentColor 10%, transparent); }
button:focus-visible, input:focus-visible, textarea:focus-visible, select:focus-visible, summary:focus-visible, a:focus-visible { outline: 2px solid var(--brand); outline-offset: 1px; }
button:disabled { opacity: 0.55; cursor: default; }
button.first, button.save { background: var(--brand); color: var(--on-brand); padding: 5px 12px; margin-top: 6px; }
button.plain { border-color: var(--line); }
button.icon { padding: 3px 7px; line-height: 1; font-size: 15px; }
.pick button { display: block; width: 100%; text-align: start; background: var(--card); border-color: var(--line); margin: 4px 0; padding: 5px 10px; }
.pick .quiet { display: block; }
.row { display: flex; flex-wrap: wrap; gap: 6px; margin: 12px 0 4px; }
.form { display: grid; gap: 6px; margin-top: 6px; }
label { display: grid; gap: 2px; font-size: 12px; color: var(--quiet); }
input, textarea, select { font: inherit; color: inherit; background: light-dark(#fff, #333); border: 1px solid var(--line); border-radius: 4px; padding: 4px 6px; width: 100%; -moz-user-select: text; user-select: text; }
input, textarea, select { color: light-dark(#242424, #f2f2f2); }
a { color: var(--brand); }
.bone { height: 14px; border-radius: 4px; background: var(--line); margin: 6px 0; }
.bone.long { height: 60px; }
`
