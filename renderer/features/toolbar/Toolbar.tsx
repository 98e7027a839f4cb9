/** The toolbar: where we are and how to get about, what is shown of it, and what can be added. */
import { ArrowUpFromLine, ChevronLeft, ChevronRight, Eye, PanelLeft, PanelRight } from 'lucide-react'
import type { Command } from '../../../shared/model/command.ts'
import { commandInfo } from '../../../shared/model/command.ts'
import { Button } from 'react-aria-components'
import { IconButton } from '../../components/Button.tsx'
import { MenuButton } from '../../components/Menu.tsx'
import { useMedia } from '../../components/useMedia.ts'
import { keysOf } from '../../format/keys.ts'
import { useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { frameWords as words } from '../../strings/frame.ts'
import { Breadcrumb } from './Breadcrumb.tsx'
import { SearchTools } from './SearchTools.tsx'
import { PastChip, TimeButton } from './TimeButtons.tsx'
import './toolbar.css'

export function Toolbar() {
  const strata = useStrata()
  const { navigation, settings, placesOpen, info } = strata
  const { past, future, here } = useStore(navigation)
  const { showDeleted, inspectorOpen } = useStore(settings)
  const isPlacesOpen = useStore(placesOpen)
  const isNarrow = useMedia('(max-width: 52rem)')
  return (
    <header className="toolbar">
      {isNarrow ? (
        <IconButton
          label={words.showPlaces}
          isOn={isPlacesOpen}
          icon={<PanelLeft size={15} aria-hidden />}
          onPress={() => placesOpen.update((open) => !open)}
        />
      ) : null}
      <IconButton
        label={words.back}
        keys={keysOf('back', info)}
        icon={<ChevronLeft size={17} aria-hidden />}
        isDisabled={past.length === 0}
        onPress={navigation.back}
      />
      <IconButton
        label={words.forward}
        keys={keysOf('forward', info)}
        icon={<ChevronRight size={17} aria-hidden />}
        isDisabled={future.length === 0}
        onPress={navigation.forward}
      />
      {here === null ? <span className="push" /> : <Breadcrumb place={here.place} />}
      {here?.past == null ? null : <PastChip past={here.past} />}
      {here === null ? null : <SearchTools />}
      <IconButton
        label={words.showDeleted}
        keys={keysOf('show-deleted', info)}
        icon={<Eye size={15} aria-hidden />}
        text={words.deleted}
        isOn={showDeleted}
        onPress={() => settings.change({ showDeleted: !showDeleted })}
      />
      {here === null ? null : <TimeButton isPast={here.past !== null} />}
      {here === null ? null : <UploadButton />}
      <IconButton
        label={words.inspector}
        keys={keysOf('show-inspector', info)}
        icon={<PanelRight size={15} aria-hidden />}
        isOn={inspectorOpen}
        onPress={() => settings.change({ inspectorOpen: !inspectorOpen })}
      />
    </header>
  )
}

const uploads: readonly Command[] = ['upload-files', 'upload-folder', 'upload-with-options']

function UploadButton() {
  const { commands, info } = useStrata()
  const groups = [
    uploads.map((command) => ({
      id: command,
      label: commandInfo[command].label,
      keys: keysOf(command, info),
      whyNot: commands.look(command).whyNot,
      run: () => commands.look(command).run(),
    })),
  ]
  return (
    <MenuButton label={words.uploadLabel} groups={groups}>
      <Button className="button outline" aria-label={words.uploadLabel}>
        <ArrowUpFromLine size={15} aria-hidden />
        <span className="button-text">{words.upload}</span>
      </Button>
    </MenuButton>
  )
}
