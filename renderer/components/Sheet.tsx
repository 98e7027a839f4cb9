/** A sheet over the window: title, body, and a foot with what can be done. */
import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import './sheet.css'

type SheetProps = {
  readonly title: string
  readonly lead?: ReactNode
  readonly width?: 'narrow' | 'usual' | 'wide' | 'widest'
  /** `alertdialog` asks before something is done. */
  readonly role?: 'dialog' | 'alertdialog'
  readonly onClose: () => void
  readonly children?: ReactNode
  readonly foot: ReactNode
}

export function Sheet({
  title,
  lead,
  width = 'usual',
  role = 'dialog',
  onClose,
  children,
  foot,
}: SheetProps) {
  return (
    <ModalOverlay
      className="veil"
      isOpen
      isDismissable={role === 'dialog'}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className={`sheet ${width}`}>
        <Dialog role={role} className="sheet-dialog">
          <header>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {lead === undefined ? null : <p>{lead}</p>}
          </header>
          <div className="sheet-body">{children}</div>
          <footer>{foot}</footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
