/** Every command by name: type a few letters, press Enter. */
import {
  Autocomplete,
  Dialog,
  Input,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
  Text,
  useFilter,
} from 'react-aria-components'
import { commandInfo, commandSchema, type Command } from '../../../shared/model/command.ts'
import { keysOf } from '../../format/keys.ts'
import { useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { commandWords as words } from '../../strings/commands.ts'
import './palette.css'

export function CommandPalette() {
  const { paletteOpen } = useStrata()
  const isOpen = useStore(paletteOpen)
  return (
    <ModalOverlay className="veil palette-veil" isOpen={isOpen} isDismissable onOpenChange={paletteOpen.set}>
      <Modal className="palette">
        <Dialog aria-label={words.paletteLabel}>
          <CommandList />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function CommandList() {
  const { commands, info, paletteOpen } = useStrata()
  const { contains } = useFilter({ sensitivity: 'base' })
  const entries = commandSchema.options
    .filter((command) => command !== 'show-commands')
    .map((command) => ({ id: command, ...commandInfo[command], whyNot: commands.look(command).whyNot }))
    .toSorted((a, b) => Number(a.whyNot !== null) - Number(b.whyNot !== null))
  const run = (command: Command): void => {
    paletteOpen.set(false)
    // The palette goes first: what the command opens takes the focus.
    requestAnimationFrame(() => commands.look(command).run())
  }
  return (
    <Autocomplete filter={contains}>
      <SearchField className="palette-field" aria-label={words.paletteLabel} autoFocus>
        <Input placeholder={words.palettePlaceholder} />
      </SearchField>
      {/* Scrolled by the keys of the field; reachable by itself for those who scroll by keys of their own. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="palette-list" role="group" aria-label={words.paletteLabel} tabIndex={0}>
        <Menu className="menu palette-menu" items={entries} renderEmptyState={() => <p>{words.noMatch}</p>}>
          {({ id, label, whyNot }) => (
            <MenuItem
              id={id}
              textValue={label}
              className="menu-item"
              isDisabled={whyNot !== null}
              onAction={() => run(id)}
            >
              <Text slot="label">{label}</Text>
              <kbd>{keysOf(id, info)}</kbd>
              {whyNot === null ? null : <Text slot="description">{whyNot}</Text>}
            </MenuItem>
          )}
        </Menu>
      </div>
    </Autocomplete>
  )
}
