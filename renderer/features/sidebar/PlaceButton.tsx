/** One line of the sidebar: a button that the arrow keys reach, so that Tab passes the whole list at once. */
import type { MouseEvent, ReactNode } from 'react'
import { useStrata } from '../../strata.ts'
import type { MenuGroups } from '../../state/contextMenu.ts'
import { Name } from '../../components/Name.tsx'

type PlaceButtonProps = {
  readonly icon: ReactNode
  readonly name: string
  /** Quiet words at the right. */
  readonly note?: string | undefined
  readonly isCurrent?: boolean
  readonly isInner?: boolean
  /** For lines that open others beneath them. */
  readonly isOpen?: boolean
  readonly onPress: () => void
  readonly menu?: MenuGroups
}

export function PlaceButton(props: PlaceButtonProps) {
  const { icon, name, note, isCurrent = false, isInner = false, isOpen, onPress, menu } = props
  const { contextMenu } = useStrata()
  const openMenu = (event: MouseEvent): void => {
    if (menu === undefined) return
    event.preventDefault()
    const { left, bottom } = event.currentTarget.getBoundingClientRect()
    // Asked for by a key, the event has no place of its own.
    const byKey = event.button !== 2
    contextMenu.set({
      label: name,
      groups: menu,
      x: byKey ? left + 24 : event.clientX,
      y: byKey ? bottom : event.clientY,
    })
  }
  return (
    <button
      type="button"
      data-stop
      className={`place ${isInner ? 'inner' : ''} ${isCurrent ? 'current' : ''}`}
      {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
      {...(isOpen === undefined ? {} : { 'aria-expanded': isOpen })}
      onClick={onPress}
      onContextMenu={openMenu}
    >
      {icon}
      <span className="place-name">
        <Name text={name} />
      </span>
      {note === undefined ? null : <small>{note}</small>}
    </button>
  )
}
