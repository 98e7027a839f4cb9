/** What few people need, behind a line that opens it. */
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'

type MoreProps = { readonly title: string; readonly isOpen: boolean; readonly children: ReactNode }

export function More({ title, isOpen, children }: MoreProps) {
  return (
    <Disclosure className="more" defaultExpanded={isOpen}>
      <Heading level={3}>
        <Button slot="trigger" className="more-button">
          <ChevronRight size={14} aria-hidden />
          {title}
        </Button>
      </Heading>
      <DisclosurePanel className="more-panel">{children}</DisclosurePanel>
    </Disclosure>
  )
}
