import { useTexts } from '../app/panel-context'

export interface ToastProps {
  readonly text: string
  /** Null: it cannot be undone here. */
  readonly undo: (() => void) | null
}

/** Says what was done, and takes it back. */
export function Toast({ text, undo }: ToastProps) {
  const { say } = useTexts()
  return (
    <div role="status" className="toast">
      <span>{text}</span>
      {undo && (
        // Another one for another deed: a double click takes back one of them.
        <button key={text} type="button" onClick={undo}>
          {say('undo')}
        </button>
      )}
    </div>
  )
}
