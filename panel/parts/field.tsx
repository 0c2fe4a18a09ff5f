import type { ReactNode } from 'react'

/** Where one begins on a screen that was just opened. */
export const takesFocus = (field: HTMLElement | null): void => field?.focus()

/** A field with its name above it. */
export const Field = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the field is the child
  <label className="field">
    <span className="quiet">{label}</span>
    {children}
  </label>
)

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly (readonly [value: T, text: string])[]
  readonly change: (value: T) => void
}

/** One of a few, in a list that opens. */
export const Choice = <T extends string>({ label, value, options, change }: ChoiceProps<T>) => (
  <Field label={label}>
    <select value={value} onChange={({ target }) => change(target.value as T)}>
      {options.map(([one, text]) => (
        <option key={one} value={one}>
          {text}
        </option>
      ))}
    </select>
  </Field>
)
