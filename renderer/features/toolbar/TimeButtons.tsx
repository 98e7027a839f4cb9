/** The way to the past in the toolbar, and the sign that it is shown, which leads back to now. */
import { History, X } from 'lucide-react'
import { Button } from 'react-aria-components'
import { IconButton, Tip } from '../../components/Button.tsx'
import { keysOf } from '../../format/keys.ts'
import type { PastMoment } from '../../state/navigation.ts'
import { useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { timeWords as words } from '../../strings/timeTravel.ts'
import { toggleTimeBar } from '../../verbs/past.ts'

export function TimeButton({ isPast }: { readonly isPast: boolean }) {
  const strata = useStrata()
  const isOpen = useStore(strata.timeBarOpen)
  return (
    <IconButton
      label={words.buttonLabel}
      keys={keysOf('time-travel', strata.info)}
      icon={<History size={15} aria-hidden />}
      text={words.button}
      isOn={isOpen || isPast}
      onPress={() => toggleTimeBar(strata)}
    />
  )
}

export function PastChip({ past: { shownMs } }: { readonly past: PastMoment }) {
  const { navigation, info } = useStrata()
  return (
    <Tip text={words.backToNow} keys={keysOf('present', info)}>
      <Button
        className="past-chip"
        aria-label={`${words.asOf(shownMs)}. ${words.backToNow}`}
        onPress={() => navigation.travel(null)}
      >
        {words.asOf(shownMs)}
        <X size={12} aria-hidden />
      </Button>
    </Tip>
  )
}
