/** One answer for all taken names, with what it does. */
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { collisionChoiceSchema, type Batch, type CollisionChoice } from '../../../shared/model/transfer.ts'
import { choiceDetail, choiceLabels, collisionWords as words } from '../../strings/collisions.ts'
import { wouldDestroy } from '../../verbs/decideCollisions.ts'

type ChoiceForAllProps = {
  readonly batch: Batch
  readonly value: CollisionChoice
  readonly onChange: (choice: CollisionChoice) => void
}

export function ChoiceForAll({ batch, value, onChange }: ChoiceForAllProps) {
  return (
    <RadioGroup
      className="choices"
      value={value}
      onChange={(choice) => onChange(collisionChoiceSchema.parse(choice))}
    >
      <Label>{words.forAll(batch.askingCount)}</Label>
      {collisionChoiceSchema.options.map((choice) => (
        <Radio
          key={choice}
          value={choice}
          className={`choice ${choice === 'replace' && wouldDestroy(batch, choice) ? 'destroys' : ''}`}
        >
          <span className="choice-mark" aria-hidden />
          <span className="choice-label">{choiceLabels[choice]}</span>
          <span className="choice-detail">{choiceDetail(choice, batch.direction)}</span>
        </Radio>
      ))}
    </RadioGroup>
  )
}
