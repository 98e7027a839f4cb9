/** Menus, opened by a button or at the pointer: groups of entries, each with its key, and why it can't be done. */
import { Check } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import {
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
  Text,
  type Key,
} from 'react-aria-components'
import { useStrata } from '../strata.ts'
import { useStore } from '../state/store.ts'
import type { MenuEntry, MenuGroups } from '../state/contextMenu.ts'
import { menuWords } from '../strings/menus.ts'
import './menu.css'

type EntriesProps = {
  readonly label: string
  readonly groups: MenuGroups
  readonly onClose?: () => void
}

function Entries({ label, groups, onClose }: EntriesProps) {
  const run = (id: Key): void => {
    groups
      .flat()
      .find((entry) => entry.id === id)
      ?.run()
  }
  return (
    <Menu className="menu" aria-label={label} onAction={run} {...(onClose === undefined ? {} : { onClose })}>
      {groups.flatMap((group, index) => [
        ...(index === 0 ? [] : [<Separator key={`line ${group[0]?.id ?? index}`} className="menu-line" />]),
        <MenuSection key={group[0]?.id ?? index} aria-label={label}>
          {group.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </MenuSection>,
      ])}
    </Menu>
  )
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  const { id, label, keys, whyNot = null, detail, destroys = false, isOn } = entry
  const description = whyNot ?? detail
  return (
    <MenuItem
      id={id}
      textValue={label}
      isDisabled={whyNot !== null}
      className={`menu-item ${destroys ? 'destroys' : ''}`}
    >
      <Text slot="label">
        {isOn === undefined ? null : (
          <span className="menu-check">{isOn ? <Check size={13} aria-hidden /> : null}</span>
        )}
        {label}
        {isOn === true ? <span className="visually-hidden">, {menuWords.chosen}</span> : null}
      </Text>
      {keys === undefined ? null : <kbd>{keys}</kbd>}
      {description === undefined ? null : <Text slot="description">{description}</Text>}
    </MenuItem>
  )
}

type MenuButtonProps = {
  readonly label: string
  readonly groups: MenuGroups
  /** The button that opens it. */
  readonly children: ReactNode
}

export function MenuButton({ label, groups, children }: MenuButtonProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover className="popover" offset={4}>
        <Entries label={label} groups={groups} />
      </Popover>
    </MenuTrigger>
  )
}

/** Draws the menu at the pointer, when there is one. */
export function ContextMenuHost() {
  const { contextMenu } = useStrata()
  const open = useStore(contextMenu)
  const anchor = useRef<HTMLSpanElement>(null)
  if (open === null) return null
  const close = (): void => contextMenu.set(null)
  return (
    <>
      <span ref={anchor} className="menu-anchor" style={{ left: open.x, top: open.y }} />
      <Popover
        key={`${open.x} ${open.y}`}
        className="popover"
        triggerRef={anchor}
        isOpen
        placement="bottom start"
        offset={2}
        aria-label={open.label}
        onOpenChange={(isOpen) => {
          if (!isOpen) close()
        }}
      >
        <Entries label={open.label} groups={open.groups} onClose={close} />
      </Popover>
    </>
  )
}
