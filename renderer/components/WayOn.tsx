/** The button that leads on from a failure, by what the failure names. */
import type { Failure } from '../../shared/failure.ts'
import { useStrata } from '../strata.ts'
import { failureWords } from '../strings/failures.ts'
import { Button } from './Button.tsx'

type WayOnProps = {
  readonly failure: Failure
  readonly connectionId: string
  readonly small?: boolean
}

/** Nothing where trying again, or nothing at all, is the way. */
export function WayOn({ failure: { wayOn }, connectionId, small = false }: WayOnProps) {
  const { sheets, navigation, settings } = useStrata()
  const look = small ? 'outline' : 'primary'
  switch (wayOn) {
    case 'edit-connection':
      return (
        <Button look={look} small={small} onPress={() => sheets.open({ kind: 'connection', connectionId })}>
          {failureWords.editConnection}
        </Button>
      )
    case 'choose-bucket':
      return (
        <Button look={look} small={small} onPress={navigation.leave}>
          {failureWords.chooseBucket}
        </Button>
      )
    case 'show-deleted':
      return (
        <Button look={look} small={small} onPress={() => settings.change({ showDeleted: true })}>
          {failureWords.showDeleted}
        </Button>
      )
    case 'retry':
    case 'confirm':
    case 'none':
      return null
  }
}
