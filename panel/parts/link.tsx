import type { ReactNode } from 'react'
import { useNavigation, type View } from '../app/navigation'

/** Opens a screen; looks like a link. */
export function Link({ to, children }: { readonly to: View; readonly children: ReactNode }) {
  const { open } = useNavigation()
  return (
    <button type="button" className="link" onClick={() => open(to)}>
      {children}
    </button>
  )
}
