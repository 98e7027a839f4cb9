/** What becomes of one file whose name is taken: each choice with what it does. */
import { ChevronDown } from 'lucide-react'
import {
  collisionChoiceSchema,
  type Batch,
  type CollisionChoice,
  type TransferItem,
} from '../../../shared/model/transfer.ts'
import { Button } from '../../components/Button.tsx'
import { MenuButton } from '../../components/Menu.tsx'
import { visibleName } from '../../format/names.ts'
import { choiceDetail, choiceLabels, collisionWords as words } from '../../strings/collisions.ts'
import { wouldDestroy } from '../../verbs/decideCollisions.ts'

type ChoiceMenuProps = {
  readonly batch: Batch
  readonly item: TransferItem
  readonly onChoose: (choice: CollisionChoice) => void
}

export function ChoiceMenu({ batch, item, onChoose }: ChoiceMenuProps) {
  const label = words.chooseFor(visibleName(item.name))
  const entries = collisionChoiceSchema.options.map((choice) => ({
    id: choice,
    label: choiceLabels[choice],
    detail: choiceDetail(choice, batch.direction),
    destroys: choice === 'replace' && wouldDestroy(batch, choice),
    run: () => onChoose(choice),
  }))
  return (
    <MenuButton label={label} groups={[entries]}>
      <Button small aria-label={label}>
        {words.choose}
        <ChevronDown size={12} aria-hidden />
      </Button>
    </MenuButton>
  )
}
