/** What is filled in on a sheet whose buttons stand at its foot: Enter in a field does what the main one does. */
import type { ReactNode } from 'react'

type SheetFormProps = {
  readonly className?: string
  readonly onSubmit: () => void
  readonly children: ReactNode
}

export const SheetForm = ({ className, onSubmit, children }: SheetFormProps) => (
  <form
    className={className}
    onSubmit={(event) => {
      event.preventDefault()
      onSubmit()
    }}
  >
    {children}
    <input type="submit" hidden />
  </form>
)
