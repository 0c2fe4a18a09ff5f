import { useTexts } from '../app/panel-context'
import type { HostAttachment } from '../host/mail-host'
import { Check } from './check'

export interface Options {
  /** Numbers of the attachments that go along; null: all. */
  readonly attachments: readonly number[] | null
  readonly wholeThread: boolean
}

interface FilingOptionsProps {
  /** Logos and pictures in the text left out. */
  readonly files: readonly (HostAttachment & { readonly number: number })[]
  readonly options: Options
  readonly change: (options: Options) => void
}

export function FilingOptions({ files, options, change }: FilingOptionsProps) {
  const { say } = useTexts()
  const chosen = options.attachments ?? files.map(({ number }) => number)
  const toggle = (number: number, checked: boolean) => {
    const now = files.map((one) => one.number).filter((one) => (one === number ? checked : chosen.includes(one)))
    change({ ...options, attachments: now.length === files.length ? null : now })
  }
  return (
    <div className="options">
      {files.length > 0 && (
        <details>
          <summary>{attachmentsText(say, chosen.length, files.length)}</summary>
          {files.map(({ name, number }) => (
            <Check key={number} label={name} checked={chosen.includes(number)} change={(checked) => toggle(number, checked)} />
          ))}
        </details>
      )}
      <Check label={say('wholeThread')} checked={options.wholeThread} change={(wholeThread) => change({ ...options, wholeThread })} />
    </div>
  )
}

function attachmentsText(say: ReturnType<typeof useTexts>['say'], count: number, all: number): string {
  if (count === 0) return say('attachmentsNone')
  return count === all ? say('attachmentsAll', { count }) : say('attachmentsSome', { count, all })
}
