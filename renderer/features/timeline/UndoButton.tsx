/** Takes a burst back as a plan: at once where it was of one kind, else by a choice. */
import { useState } from 'react'
import type { Burst } from '../../../shared/model/activity.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { Button } from '../../components/Button.tsx'
import { MenuButton } from '../../components/Menu.tsx'
import type { MenuEntry } from '../../state/contextMenu.ts'
import { useStrata } from '../../strata.ts'
import { timelineWords as words } from '../../strings/timeline.ts'
import { undoBurst, type UndoPart } from '../../verbs/undoBurst.ts'

type UndoButtonProps = {
  readonly place: PrefixRef
  readonly burst: Burst
  readonly onLeave: () => void
}

export function UndoButton({ place, burst, onLeave }: UndoButtonProps) {
  const strata = useStrata()
  const [isReading, setReading] = useState(false)
  const undo = async (part: UndoPart): Promise<void> => {
    setReading(true)
    if (await undoBurst(strata, place, burst, part)) onLeave()
    else setReading(false)
  }
  const { added, replaced, deleted } = burst
  const label = isReading ? words.undoing : words.undo
  if ([added, replaced, deleted].filter((count) => count > 0).length === 1) {
    const only = deleted > 0 ? 'deleted' : replaced > 0 ? 'replaced' : 'all'
    return (
      <Button small isDisabled={isReading} onPress={() => void undo(only)}>
        {label}
      </Button>
    )
  }
  const entry = (id: UndoPart, label: string, count: number): readonly MenuEntry[] =>
    count === 0 ? [] : [{ id, label, run: () => void undo(id) }]
  const groups = [
    entry('deleted', words.undoDeleted(deleted), deleted),
    entry('replaced', words.undoReplaced(replaced), replaced),
    entry('all', words.undoAll, 1),
  ]
  return (
    <MenuButton label={words.undo} groups={[groups.flat()]}>
      <Button small isDisabled={isReading}>
        {label}
      </Button>
    </MenuButton>
  )
}
