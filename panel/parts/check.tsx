interface CheckProps {
  readonly label: string
  readonly checked: boolean
  readonly change: (checked: boolean) => void
}

/** Yes or no; the name switches it, too. */
export const Check = ({ label, checked, change }: CheckProps) => (
  <label className="check">
    <input type="checkbox" checked={checked} onChange={({ target }) => change(target.checked)} />
    <span>{label}</span>
  </label>
)
