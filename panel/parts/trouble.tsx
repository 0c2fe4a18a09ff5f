import type { ReactNode } from 'react'

/** What went wrong and what to do; read out at once. */
export const Trouble = ({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) => (
  <div role="alert" className="trouble">
    <span>{children}</span>
    {action}
  </div>
)
